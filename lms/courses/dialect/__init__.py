"""The dialect: Markdown as courses write it, and what our blocks add."""
