"""Remarks of readers on a module, and what became of them."""
