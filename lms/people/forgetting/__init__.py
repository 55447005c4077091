"""Forgetting: a person becomes a number; what they earned still counts."""
