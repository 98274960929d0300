"""Slack as a chat platform: what is heard there, what is said there, and how it looks."""
