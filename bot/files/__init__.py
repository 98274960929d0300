"""Files that people send and get: tables in, tables out."""
