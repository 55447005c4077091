"""The assessment of a course: drawn, sat, graded."""
