"""Authoring: what a trainer does. Write a course as a draft, check it, publish it."""
