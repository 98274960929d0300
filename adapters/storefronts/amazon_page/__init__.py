"""Amazon's own product pages: fetching them, and reading what they say."""
