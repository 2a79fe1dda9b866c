"""From what the user named on the command line to documents."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec

from ..analyzers.document import Document
from ..analyzers.errors import InputError, MissingInputError, NoInputError, UsageError
from ..analyzers.readers import EXTENSIONS, read, read_bytes
from ..analyzers.readers.limits import Limits
from .safety import encodable

STANDARD_INPUT = "-"

Found: TypeAlias = str | InputError
"""The path of an input (`-` for standard input), or why there is none."""


def named_inputs(files: Sequence[str]) -> tuple[str, ...]:
    """Return what to read: what the user named, else standard input if something is piped in.

    Raises:
        NoInputError: neither.
    """
    if files:
        return tuple(files)
    if sys.stdin is None or sys.stdin.isatty():  # pyright: ignore[reportUnnecessaryComparison] - after `<&-`
        raise NoInputError("没有输入，请给出文件或文件夹，或用管道传入文本（用 --help 查看用法）")
    return (STANDARD_INPUT,)


def find_inputs(names: Sequence[str], output: str | None) -> Iterator[Found]:
    """Yield the paths of all documents among files, folders and globs: in the order named, each file once.

    A folder gives the files in it, at any depth, that have an extension of a format that planscan reads, in
    the order of their names: without hidden ones, and without following links to other folders.

    Args:
        names: what the user named.
        output: the file that results will be written to; it is not taken out of a folder.

    Raises:
        UsageError: the output itself is named as an input.
    """
    target = os.path.realpath(output) if output and output != STANDARD_INPUT else None
    seen: set[str] = set()
    for name in names:
        if target and name != STANDARD_INPUT and os.path.realpath(name) == target:
            raise UsageError(f"{name} 既是输入又是输出，请用 -o 另写一个文件")
        for found in _expand(name):
            identity = _identity(found)
            if identity not in seen and identity != target:
                seen.add(identity)
                yield found


def read_input(path: str, encoding: str | None, limits: Limits) -> Document:
    """Return the document at a path, or on standard input for `-`.

    Raises:
        InputError: it can't be read.
    """
    if path != STANDARD_INPUT:
        document = read(path, encoding, limits)
        name = encodable(path)
        return document if name == path else msgspec.structs.replace(document, path=name)
    try:
        data = sys.stdin.buffer.read(limits.size + 1)
    except (OSError, AttributeError) as problem:
        raise InputError("标准输入无法读取，请用管道传入文本", path) from problem
    return read_bytes(data, path, encoding, limits)


def _expand(name: str) -> Iterator[Found]:
    if not name:
        yield MissingInputError("文件名是空的，请检查命令", '""')
    elif name == STANDARD_INPUT:
        yield name
    elif Path(name).is_dir():
        yield from _folder(name)
    elif glob.has_magic(name) and not os.path.lexists(name):
        yield from _matches(name)
    else:
        yield name


def _matches(pattern: str) -> Iterator[Found]:
    """Yield what a glob stands for that the shell left as it is (quoted, or on Windows)."""
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - absolute patterns too
    if not paths:
        yield MissingInputError("没有文件符合这个通配式，请检查路径", pattern)
    for path in paths:
        if Path(path).is_dir():
            yield from _folder(path)
        else:
            yield path


def _folder(name: str) -> Iterator[Found]:
    problems: list[OSError] = []
    empty = True
    for folder, folders, files in os.walk(name, onerror=problems.append):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for path in (os.path.join(folder, file) for file in sorted(files) if _is_document(file)):  # noqa: PTH118
            if Path(path).is_file() or not Path(path).exists():  # neither a socket nor a named pipe
                empty = False
                yield path
    for problem in problems:
        empty = False
        yield InputError(f"文件夹无法打开（{problem.strerror}），请检查权限", str(problem.filename))
    if empty:
        yield MissingInputError(f"文件夹里没有可读的文档（{'、'.join(EXTENSIONS)}）", name)


def _is_document(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(EXTENSIONS)


def _identity(found: Found) -> str:
    """Return what two names of one file have in common."""
    if isinstance(found, InputError):
        return f"{found.path}\0{found}"
    return found if found == STANDARD_INPUT else os.path.realpath(found)
