"""A second factor: besides the password, a code that an app on the owner's phone shows (TOTP, RFC 6238)."""
