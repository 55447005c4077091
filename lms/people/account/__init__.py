"""My account: what is recorded of me, where I signed in, and what others did with it."""
