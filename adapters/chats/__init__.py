"""Where people talk to Amazcope: a folder for each platform, with the same three files in each."""
