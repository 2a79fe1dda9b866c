"""From a file or bytes to a `Document`, by the reader of the format that the bytes are in."""

from __future__ import annotations

import os
from importlib import import_module
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Protocol, cast

from ..document import Document
from ..errors import EmptyDocumentError, InputError, MissingInputError, UnsupportedFormatError
from .formats import Format, recognise
from .limits import DEFAULT_LIMITS, Limits
from .source import Source


class Reader(Protocol):
    """What a reader's module offers."""

    def read(self, source: Source) -> Document:
        """Return the document that the source holds.

        Raises:
            InputError: it holds none; the class says why.
        """
        ...


def read(path: str | Path, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document in a file.

    Args:
        path: the file.
        encoding: Python's name of the encoding of a text; None to find it out.
        limits: what reading it may cost at most.

    Raises:
        InputError: it is missing, locked, empty, binary, or in a format or an encoding that can't be read.
    """
    return read_bytes(load(path, limits), str(path), encoding, limits)


def load(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of a file, and one more than the limit where it holds too many.

    Raises:
        InputError: it is missing, no file, or may not be read.
    """
    try:
        with FileIO(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            # asking for so many bytes reserves them, which small files don't need and small machines don't have
            if not 0 < size <= limits.size:
                return BufferedReader(stream).read(limits.size + 1)
            # one byte more than there should be shows that none is left, without asking again
            data = stream.read(size + 1)
            return data if len(data) == size else data + stream.readall()
    except FileNotFoundError as problem:
        raise MissingInputError("文件不存在，请检查路径", str(path)) from problem
    except IsADirectoryError as problem:
        raise InputError("这是文件夹，不是文件", str(path)) from problem
    except PermissionError as problem:
        raise InputError("没有读取权限，请检查文件的权限", str(path)) from problem
    except (OSError, ValueError) as problem:
        raise InputError(f"无法读取（{problem}）", str(path)) from problem


def read_bytes(
    data: bytes, name: str, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Return the document that `data` holds.

    Args:
        data: all bytes of one input.
        name: the name that stands for it in results and messages (`-` for standard input).
        encoding: Python's name of the encoding of a text; None to find it out.
        limits: what reading it may cost at most.

    Raises:
        InputError: they are empty, binary, or in a format or an encoding that can't be read.
    """
    limits.check("size", len(data), name)
    source = Source(name=name, data=data, encoding=encoding, limits=limits)
    if not data or data.isspace():
        raise EmptyDocumentError("没有内容，请检查文件", name)
    format_ = recognise(source)
    document = _reader(format_, name).read(source)
    if not document.blocks:
        raise EmptyDocumentError("没有文字，请检查文件", name)
    return document


def _reader(format_: Format, name: str) -> Reader:
    if format_.module is None:
        raise UnsupportedFormatError(f"不能读取 {format_.name} 格式，{format_.remedy}", name)
    return cast("Reader", import_module(f".{format_.module}", __package__))
