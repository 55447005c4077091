"""Authoring: what a trainer does. Check a course, publish it."""
