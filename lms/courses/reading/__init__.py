"""Reading: a course file as its parts, with every mistake told."""
