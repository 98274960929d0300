"""The dated rulebook: what Amazon asks of a listing, and what breaking it costs."""
