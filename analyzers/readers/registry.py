"""Which reader reads what: by content first, by extension second."""

from __future__ import annotations

from pathlib import Path

from ..document import Document
from .source import Source
from . import text


def read(path: str | Path, encoding: str | None = None) -> Document:
    """Return the document in the file at `path`."""
    return read_bytes(Path(path).read_bytes(), str(path), encoding)


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Return the document that `data` holds; `name` stands for it in results and messages."""
    return text.read(Source(name=name, data=data, encoding=encoding))
