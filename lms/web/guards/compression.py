"""Compression of pages; static files were compressed at start."""

from flask import Flask
from flask_compress import Compress


def compress(app: Flask) -> None:
    """Has pages sent in brotli or gzip, whichever the browser takes, at levels that cost little."""
    app.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_LEVEL=6,
        COMPRESS_MIN_SIZE=600,
        COMPRESS_MIMETYPES=["text/html", "application/json", "image/svg+xml", "text/csv"],
    )
    Compress(app)
