"""The directory: people, units and their numbers, as administrators and focal points keep them."""
