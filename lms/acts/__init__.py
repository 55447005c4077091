"""Acts: who did what, when, on whom or what, in rows that show where one was altered or is missing."""

from lms.acts.acts import write_acts

__all__ = ["write_acts"]
