"""Files in the user's cache folder that nobody else can have written.

A cache is a convenience: whatever is wrong with it, reading gives None and writing does nothing. What is
read back was put there by planscan as the same user: folder and file must belong to that user alone, and the
content must have the digest that was stored with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

DIGEST_SIZE = hashlib.sha256().digest_size


def cache_folder() -> Path | None:
    """Return where planscan keeps its caches; it need not exist. None where the user has no home.

    `XDG_CACHE_HOME` counts where it is an absolute path (XDG Base Directory Specification), else the
    platform's own place: `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`.
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    if not Path(named).is_absolute():
        named = os.environ.get("LOCALAPPDATA", "") if sys.platform == "win32" else ""
    try:
        home = "Library/Caches" if sys.platform == "darwin" else ".cache"
        return (Path(named) if named else Path.home() / home) / "planscan"
    except RuntimeError:
        return None


def read_cached(name: str) -> bytes | None:
    """Return what `write_cached` stored under `name`; None where it is missing, damaged or not the user's."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        if not _private(folder.lstat(), stat.S_ISDIR):
            return None
        # A link could point at another user's file, and a pipe would wait for ever.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with open(os.open(folder / name, flags | getattr(os, "O_BINARY", 0)), "rb") as file:  # noqa: PTH123
            if not _private(os.fstat(file.fileno()), stat.S_ISREG):
                return None
            digest, content = file.read(DIGEST_SIZE), file.read()
    except OSError:
        return None
    return content if hashlib.sha256(content).digest() == digest else None


def can_write() -> bool:
    """Tell whether `write_cached` has a place to store something: it makes the folder where there is none yet."""
    folder = cache_folder()
    if folder is None:
        return False
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _private(folder.lstat(), stat.S_ISDIR) and os.access(folder, os.W_OK)
    return False


def write_cached(name: str, content: bytes) -> None:
    """Store `content` under `name`, whole or not at all; where that is impossible, silently not at all."""
    folder = cache_folder()
    if folder and can_write():
        with contextlib.suppress(OSError):
            _write_whole(folder / name, hashlib.sha256(content).digest() + content)


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123
            file.write(content)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)


if sys.platform == "win32":

    def _private(status: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
        """Tell whether it is of the right kind; the profile folder's access list keeps other users out."""
        return is_kind(status.st_mode)
else:

    def _private(status: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
        """Tell whether it is of the right kind, the user's own, and closed to everybody else."""
        return is_kind(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o077
