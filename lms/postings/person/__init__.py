"""The pages of a person: record, postings, roles, sign-in slips."""
