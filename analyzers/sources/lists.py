"""Lists of inputs (`--files-from`): a name a line, or names with a NUL behind each, as `find -print0` has them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import InputError, MissingInputError
from .inputs import STANDARD_INPUT

_CHUNK = 1 << 16


def listed_names(path: str) -> Iterator[str | InputError]:
    """Yield the names in a list; one that holds a NUL in its first 64 KB is separated by NULs.

    Args:
        path: the list, `-` for standard input.
    """
    try:
        if path == STANDARD_INPUT:
            yield from _names(sys.stdin.buffer)
        else:
            with open(path, "rb") as stream:  # noqa: PTH123
                yield from _names(stream)
    except FileNotFoundError:
        yield MissingInputError("文件清单不存在，请检查 --files-from", path)
    except (OSError, AttributeError) as problem:
        error = InputError(f"文件清单无法读取（{problem}），请检查 --files-from", path)
        yield error


def _names(stream: BinaryIO) -> Iterator[str]:
    chunk = stream.read(_CHUNK)
    separator = b"\0" if b"\0" in chunk else b"\n"
    rest = b""
    while chunk:
        *whole, rest = (rest + chunk).split(separator)
        yield from _decoded(whole, separator)
        chunk = stream.read(_CHUNK)
    yield from _decoded([rest], separator)


def _decoded(names: list[bytes], separator: bytes) -> Iterator[str]:
    for name in names:
        kept = name if separator == b"\0" else name.rstrip(b"\r")
        if kept:
            yield os.fsdecode(kept)
