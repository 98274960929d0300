"""Everything Amazcope asks of the outside world, in small Protocols: the world itself, and the storage."""
