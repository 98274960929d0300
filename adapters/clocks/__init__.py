"""What time it is, and what happens again and again."""
