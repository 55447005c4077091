"""Advice: what is not wrong and could be better, links and pictures."""
