"""What guards every request and answer: where it comes from, how large it is, which headers it carries."""
