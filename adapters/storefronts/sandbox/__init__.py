"""A shop of invented products on 127.0.0.1, whose prices, ranks, stock and listings move in fast time."""
