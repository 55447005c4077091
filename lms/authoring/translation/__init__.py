"""Translations: how far each is, and accepting what was translated."""
