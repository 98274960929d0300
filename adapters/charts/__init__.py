"""Pictures of histories."""
