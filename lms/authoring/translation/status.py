"""The state of translations, as the command line prints it."""

from lms.courses.comparing.translated import Translation


def as_rows(found: list[Translation]) -> list[dict[str, object]]:
    """The state of translations as `lms translations status --format json` prints it."""
    return [
        {
            "course": one.course,
            "language": one.language,
            **one.counts,
            "blocks": [
                {
                    "path": file.path,
                    "block": pair.source.id,
                    "line": pair.translation.line if pair.translation else None,
                    "state": pair.state,
                }
                for file in one.files
                for pair in file.pairs
                if pair.state != "complete"
            ],
        }
        for one in found
    ]
