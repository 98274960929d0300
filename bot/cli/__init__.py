"""The command line's commands; each imports what it needs only when it is used."""
