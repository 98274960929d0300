"""Who wants to hear of which product, how loudly, and who may change it."""
