"""Storage in SQL: SQLite by default, PostgreSQL for many processes, the same repositories for both."""
