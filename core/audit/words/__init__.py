"""Word lists of the rulebook, a file for each language."""
