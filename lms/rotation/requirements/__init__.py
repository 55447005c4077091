"""The pages of requirements: who must hold which course, and how soon."""
