"""Who writes suggested text: the rules alone, or a language model."""
