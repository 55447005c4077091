"""Remarks of readers, as trainers answer them."""
