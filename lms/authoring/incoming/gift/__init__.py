"""GIFT, the text in which Moodle exports questions."""
