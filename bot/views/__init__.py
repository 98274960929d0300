"""Wording that more than one command shares."""
