"""One-time codes: how one is made, written, read as it was typed, and hashed. Only hashes are kept. Pure."""

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12


def new_code(length: int = LENGTH) -> str:
    """A code of five bits a letter or so, as it is printed; it works once it is given to somebody."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(length)))


def normalise(code: str) -> str:
    """A typed code as it was made: capitals, without spaces and hyphens."""
    return "".join(code.upper().replace("-", "").split())


def grouped(code: str) -> str:
    """A code as it is printed: four, four, four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def hash_of(code: str) -> str:
    """What is kept of a code, however it was typed."""
    return hashlib.sha256(normalise(code).encode()).hexdigest()
