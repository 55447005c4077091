"""The draft: a course as trainers are writing it, file by file."""
