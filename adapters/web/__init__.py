"""What Amazcope answers over HTTP."""
