"""Answers that came after their owner signed out, until they send or discard them."""
