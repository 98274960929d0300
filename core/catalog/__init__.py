"""Products, and how they looked when we saw them."""
