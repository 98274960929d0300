"""Where changes are likely: what looks have taught about each product, and when the next look is worth its price."""
