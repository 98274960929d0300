"""The revisions; each creates what it needs in plain operations and never looks at today's tables."""
