"""Files, folders, and globs that the shell left as they are."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..errors import InputError, MissingInputError
from ..readers import EXTENSIONS
from .archives import ARCHIVES
from .sorting import SortedNames

_TAKEN = (*EXTENSIONS, *ARCHIVES)


def matches(pattern: str) -> Iterator[str | InputError]:
    """Yield the file of that name, else what it stands for as a glob (quoted, or on Windows)."""
    if not glob.has_magic(pattern) or os.path.lexists(pattern):
        yield pattern
        return
    paths = SortedNames(glob.iglob(pattern, recursive=True))  # noqa: PTH207 - absolute patterns too
    if not paths:
        yield MissingInputError("没有文件符合这个通配式，请检查路径", pattern)
    for path in paths:
        if Path(path).is_dir():
            yield from files_below(path)
        else:
            yield path


def files_below(name: str) -> Iterator[str | InputError]:
    """Yield the documents and archives in a folder, sorted, folder by folder, and its errors at the end."""
    problems: list[OSError] = []
    empty = True
    waiting: list[Iterator[str]] = [iter((name,))]
    while waiting:
        folder = next(waiting[-1], None)
        if folder is None:
            waiting.pop()
            continue
        files, folders = _listing(folder, problems)
        for path in (os.path.join(folder, file) for file in files):  # noqa: PTH118
            if Path(path).is_file() or not Path(path).exists():  # neither a socket nor a named pipe
                empty = False
                yield path
        waiting.append(map(partial(os.path.join, folder), folders))
    for problem in problems:
        empty = False
        yield InputError(f"文件夹无法打开（{problem.strerror}），请检查权限", str(problem.filename))
    if empty:
        yield MissingInputError(f"文件夹里没有可读的文档（{'、'.join(EXTENSIONS)}）", name)


def _listing(folder: str, problems: list[OSError]) -> tuple[SortedNames, SortedNames]:
    """Return the names of the documents in a folder, and of the folders in it that are neither hidden nor links."""
    files, folders = SortedNames(), SortedNames()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not _is_folder(entry):
                    if is_document(entry.name):
                        files.add(entry.name)
                elif not entry.name.startswith(".") and not entry.is_symlink():
                    folders.add(entry.name)
    except OSError as problem:
        problems.append(problem)
    return files, folders


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_document(name: str) -> bool:
    """Say whether a run over a folder takes a file of that name."""
    return not name.startswith(".") and name.lower().endswith(_TAKEN)
