"""Publication: what changed, whom it affects, and what the trainer decides of it."""
