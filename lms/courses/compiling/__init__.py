"""Compiling: a folder of files to a Course."""
