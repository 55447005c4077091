"""Comparing: what changed between editions, and which translations are stale."""
