"""What came of a run: how many documents of each status, each failure with its code, and the run's times."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..errors import OutputError, reason
from .records import Note

MANIFEST = "manifest.json"


class Failure(msgspec.Struct, frozen=True):
    """A document that could not be read."""

    document: str
    code: str
    message: str


class Manifest(msgspec.Struct, kw_only=True):
    """What came of a run; `finished` is false where it was interrupted."""

    version: str
    lexicon: str
    segmenter: str
    started: str = msgspec.field(default_factory=lambda: _now())
    ended: str = ""
    finished: bool = False
    documents: int = 0
    ok: int = 0
    warn: int = 0
    fail: int = 0
    reused: int = 0
    parts: int = 0
    bytes: int = 0
    failures: list[Failure] = []

    def count(self, told: Note) -> None:
        """Take in what became of a document."""
        self.documents += 1
        self.ok += told.status == "OK"
        self.warn += told.status == "WARN"
        if told.status == "FAIL":
            self.fail += 1
            self.failures.append(Failure(told.document, told.code, told.message))

    def write(self, path: Path) -> None:
        """Write it as JSON, replaced as a whole.

        Raises:
            OutputError: it can't be written.
        """
        self.ended = _now()
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n")
            temporary.replace(path)
        except OSError as problem:
            raise OutputError(f"{reason(problem)}，请排除原因后加 --resume", str(path)) from problem
        finally:
            temporary.unlink(missing_ok=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
