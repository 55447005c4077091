"""A module: read, and practised."""
