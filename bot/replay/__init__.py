"""Price histories played again through scheduling and alert detection, and what came of it."""
