"""The shop's pages: the structure of Amazon's, every product and word invented."""
