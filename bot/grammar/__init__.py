"""A command's spellings: the slash line, the button, and the reading of both."""
