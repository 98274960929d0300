"""How Amazcope talks, and how it is put together."""
