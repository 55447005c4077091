"""Signing in: passwords, one-time codes, the account."""
