"""Object stores and other places that fsspec knows (`s3://…`, `gs://…`, `https://…`): only when named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from ..errors import InputError, MissingInputError, UnsupportedFormatError
from ..readers.limits import Limits
from .folders import is_document


def load_url(url: str, limits: Limits) -> bytes:
    """Return the bytes at a URL, and one more than the limit where there are too many.

    Raises:
        InputError: they can't be had.
    """
    try:
        with open_url(url) as stream:
            return stream.read(limits.size + 1)
    except FileNotFoundError as problem:
        raise MissingInputError("文件不存在，请检查地址", url) from problem
    except InputError:
        raise
    except Exception as problem:  # each store has errors of its own
        raise InputError(f"无法读取（{problem}），请检查地址、网络和权限", url) from problem


def open_url(url: str) -> BinaryIO:
    """Return a stream of the bytes at a URL.

    Raises:
        UnsupportedFormatError: fsspec, or what it needs for this store, is not installed.
    """
    return cast("BinaryIO", _file_system(url).open(url, "rb"))


def urls(url: str) -> Iterator[str | InputError]:
    """Yield the URLs of the documents that a URL stands for: a folder's, a glob's, or itself."""
    try:
        files = _file_system(url)
        if "*" in url:
            found = sorted(files.glob(url))
        elif files.isdir(url):
            found = (path for path in sorted(files.find(url)) if is_document(path.rpartition("/")[2]))
        else:
            yield url
            return
        empty = True
        for path in found:
            empty = False
            yield cast("str", files.unstrip_protocol(path))
        if empty:
            yield MissingInputError("这个地址下没有可读的文档，请检查地址", url)
    except InputError as error:
        yield error
    except Exception as problem:
        yield InputError(f"无法打开（{problem}），请检查地址、网络和权限", url)


def _file_system(url: str) -> Any:  # noqa: ANN401 - fsspec has no types
    try:
        import fsspec  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as problem:
        raise UnsupportedFormatError(
            "读取网络地址需要 fsspec，请安装：pip install 'planscan[cloud]'", url
        ) from problem
    try:
        return cast("Any", fsspec).core.url_to_fs(url)[0]
    except ImportError as problem:
        raise UnsupportedFormatError(
            f"读取这种地址还缺软件包（{problem.name or problem}），请用 pip 安装", url
        ) from problem
    except ValueError as problem:
        raise UnsupportedFormatError(f"不认识这种地址（{problem}），请检查", url) from problem
