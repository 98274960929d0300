"""How Amazcope touches the world: a folder for each port, a file or folder for each vendor."""
