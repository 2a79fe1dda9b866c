"""Archives, read in place: `a.zip!/b.txt` is the name of a document in one. Nothing is unpacked to disk."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..errors import InputError, LimitError, LockedDocumentError, MissingInputError
from ..names import encodable
from ..readers import EXTENSIONS
from ..readers.limits import Limits
from .inputs import Found, Input, is_url

ZIPS = (".zip",)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
ARCHIVES = (*ZIPS, *TARS)
"""The endings of names that stand for archives that planscan reads."""

INSIDE = "!/"
"""Stands between the name of an archive and the name of a file in it."""

_RESOURCES = "__MACOSX"
"""The folder in which macOS keeps what is no document."""

_UTF_8_NAMES = 0x800
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, tarfile.TarError, EOFError, NotImplementedError, OSError, ValueError)


def is_archive(name: str) -> bool:
    """Say whether a name is that of an archive."""
    return name.lower().endswith(ARCHIVES)


def archive_inputs(path: str, limits: Limits) -> Iterator[Found]:
    """Yield the documents in an archive, and an error for each part that can't be had.

    The files of a zip come in the order of their names, those of a tar as they stand in it, because it can only be
    read from its beginning. Hidden files and those of other kinds are left out, as in folders.

    Args:
        path: the file or URL.
        limits: what one document may cost, and how many times its own size an archive may hold.
    """
    try:
        with _opened(path) as stream:
            packed = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            budget = _Budget(limits, packed, path)
            found = _zip(stream, path, budget) if path.lower().endswith(ZIPS) else _tar(stream, path, budget)
            empty = True
            for each in found:
                empty = False
                yield each
        if empty:
            yield MissingInputError(f"压缩包里没有可读的文档（{'、'.join(EXTENSIONS)}）", path)
    except FileNotFoundError:
        yield MissingInputError("文件不存在，请检查路径", path)
    except PermissionError:
        yield InputError("没有读取权限，请检查文件的权限", path)
    except LimitError as error:
        yield error
    except _BROKEN as problem:
        yield InputError(f"压缩包已损坏或不完整（{_reason(problem)}），请重新取得文件", path)


class _Budget:
    """How much an archive may still hold: a bomb unpacks to a multiple of its size that no text reaches."""

    def __init__(self, limits: Limits, packed: int, path: str) -> None:
        self.limits = limits
        self._packed = packed
        self._path = path
        self._unpacked = 0

    def spend(self, size: int) -> None:
        """Count what was unpacked.

        Raises:
            LimitError: it is too much.
        """
        self._unpacked += size
        self.limits.check_packing(self._packed, self._unpacked, self._path)


def _opened(path: str) -> BinaryIO:
    if is_url(path):
        from .remote import open_url

        return open_url(path)
    return open(path, "rb")  # noqa: PTH123 - closed by whoever asked


def _zip(stream: BinaryIO, path: str, budget: _Budget) -> Iterator[Found]:
    with ZipFile(stream) as archive:
        named = [(_zip_name(info), info) for info in archive.infolist() if not info.is_dir()]
        for member, info in sorted(named, key=lambda pair: pair[0]):
            if is_wanted(member):
                yield _zip_member(archive, info, f"{path}{INSIDE}{member}", budget)


def _zip_member(archive: ZipFile, info: ZipInfo, name: str, budget: _Budget) -> Found:
    if info.flag_bits & _ENCRYPTED:
        return LockedDocumentError("文件有密码，请先去除密码再读取", name)
    try:
        budget.limits.check("size", info.file_size, name)
        budget.limits.check_packing(info.compress_size, info.file_size, name)
        with archive.open(info) as member:
            data = member.read(budget.limits.size + 1)
    except LimitError as error:
        return error
    except _BROKEN as problem:
        return InputError(f"压缩包里的这个文件已损坏（{_reason(problem)}），请重新取得", name)
    budget.spend(len(data))
    return Input(name=encodable(name), data=data)


def _tar(stream: BinaryIO, path: str, budget: _Budget) -> Iterator[Found]:
    with tarfile.open(fileobj=stream, mode="r:*") as archive:
        for info in archive:
            archive.members = []  # pyright: ignore[reportAttributeAccessIssue] - else it remembers them all
            budget.spend(info.size)
            member = _tar_name(info.name)
            if info.isfile() and is_wanted(member):
                yield _tar_member(archive, info, f"{path}{INSIDE}{member}", budget.limits)


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str, limits: Limits) -> Found:
    try:
        limits.check("size", info.size, name)
    except LimitError as error:
        return error
    member = archive.extractfile(info)
    return Input(name=encodable(name), data=member.read() if member else b"")


def is_wanted(member: str) -> bool:
    """Say whether a file of that name in an archive is taken: a document, and not in a hidden folder."""
    parts = PurePosixPath(member).parts
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return not hidden and _RESOURCES not in parts and member.lower().endswith(EXTENSIONS)


def _zip_name(info: ZipInfo) -> str:
    """Return the name of a file in a zip: by the standard in UTF-8 or CP437, in China in GBK without saying so."""
    if info.flag_bits & _UTF_8_NAMES or info.orig_filename.isascii():
        return info.filename
    try:
        return _decoded(info.orig_filename.encode("cp437")).replace("\\", "/")
    except UnicodeEncodeError:  # a name from the extra field for Unicode
        return info.filename


def _tar_name(name: str) -> str:
    return _decoded(name.encode("utf-8", "surrogateescape"))


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("cp437")


def _reason(problem: BaseException) -> str:
    return str(problem) or type(problem).__name__
