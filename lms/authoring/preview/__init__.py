"""The preview: a course as a learner will see it."""
