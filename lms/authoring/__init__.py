"""Authoring: what a trainer does. Write a course, check, preview and publish it, answer remarks."""
