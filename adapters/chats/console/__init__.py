"""The chat in the terminal: typed into, piped into, or read from a script."""
