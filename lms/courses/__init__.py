"""Courses as trainers write them: from Markdown files to a frozen Course. No web, no database."""
