"""Plain values: what rows hold, as JSON has it."""

import uuid
from datetime import date, datetime
from typing import Any


def as_json(value: Any) -> Any:
    """A day or an instant in ISO 8601, an id as text, anything else as it is."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value
