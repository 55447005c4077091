"""Authoring: what a trainer does. Write a course as a draft, check it, preview it, publish it."""
