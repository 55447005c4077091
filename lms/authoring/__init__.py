"""Authoring: what a trainer does. Write a course as a draft, check, preview and project it, publish it."""
