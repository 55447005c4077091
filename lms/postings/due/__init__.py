"""What a posting requires: courses, and the day by which they must be held."""
