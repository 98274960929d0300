"""The reading of sentences: from a message in people's own words to actions."""
