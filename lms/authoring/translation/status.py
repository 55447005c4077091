"""The state of translations, as the command line prints it."""

from lms.courses.comparing.acceptance import State
from lms.courses.comparing.translated import Translation


def as_rows(translations: list[Translation]) -> list[dict[str, object]]:
    """The state of translations as `lms translations status --format json` prints it."""
    return [
        {
            "course": translation.course,
            "language": translation.language,
            **translation.counts,
            "blocks": [
                {
                    "path": file.path,
                    "block": pair.source.id,
                    "line": pair.translation.line if pair.translation else None,
                    "state": pair.state,
                }
                for file in translation.files
                for pair in file.pairs
                if pair.state != State.COMPLETE
            ],
        }
        for translation in translations
    ]
