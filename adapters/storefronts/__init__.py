"""Where products are looked at: one file or folder for each source."""
