"""My learning: what my post requires, what I hold, what comes next."""
