"""Products looked at by actors of the Apify platform, for money."""
