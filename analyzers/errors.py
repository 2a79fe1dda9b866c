"""The one tree of errors: each class has a stable code, each message names the file and the remedy."""

from __future__ import annotations

import errno
import os
from typing import ClassVar


class PlanscanError(Exception):
    """Anything that planscan reports in one sentence and without a traceback.

    Args:
        message: one Chinese sentence: what is wrong and what to do, without the file's name.
        path: the file concerned, as the user named it; None when no file is.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path

    def __str__(self) -> str:
        """Return `path: message [code]`, the form in which every error is printed."""
        where = f"{self.path}：" if self.path else ""
        return f"{where}{self.message} [{self.code}]"


class UsageError(PlanscanError):
    """The command line asks for what can't be done (exit 2)."""

    code = "usage"


class NoInputError(UsageError):
    """Nothing was named that could be read, and nothing was piped in (exit 2)."""

    code = "no-input"


class InputError(PlanscanError):
    """One input can't be read; the others still are (exit 1)."""

    code = "unreadable-input"


class MissingInputError(InputError):
    """The file or folder does not exist, or holds no document."""

    code = "missing-input"


class EmptyDocumentError(InputError):
    """The file has no bytes, or only white space."""

    code = "empty-document"


class BinaryDocumentError(InputError):
    """The bytes are no text in any encoding, and no format that planscan reads."""

    code = "binary-document"


class EncodingError(InputError):
    """The bytes don't decode; the message proposes `--encoding`."""

    code = "undecodable-text"


class UnsupportedFormatError(InputError):
    """The format is known and not read, or its reader is not installed."""

    code = "unsupported-format"


class LockedDocumentError(InputError):
    """The file can't be opened without a password."""

    code = "locked-document"


class NoTextLayerError(InputError):
    """The pages are pictures, or their characters have no meaning; the message names OCR as the remedy."""

    code = "no-text-layer"


class LimitError(InputError):
    """The file costs more to read than the limits allow; the message names the option that raises them."""

    code = "limit-exceeded"


class UnknownRecordError(PlanscanError):
    """The document has no record with this id; the message names near ones (exit 1)."""

    code = "unknown-id"


class WorkerDiedError(InputError):
    """The process that worked on the document ended, as when the system runs out of memory."""

    code = "worker-died"


class OutputError(PlanscanError):
    """An output file could not be written (exit 1)."""

    code = "unwritable-output"


class LexiconError(PlanscanError):
    """A lexicon file is broken; the path holds file and line."""

    code = "broken-lexicon"


class BrokenOverlayError(UsageError, LexiconError):
    """A lexicon file that the user named is broken (exit 2)."""

    code = "broken-lexicon"


class SpanError(PlanscanError):
    """A span lies outside the text or is empty: always a defect of planscan itself."""

    code = "broken-span"


class DefectError(PlanscanError):
    """planscan itself failed on one document in a way that nobody foresaw; the others are still read."""

    code = "defect"


_REASONS = {
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，请给出文件名",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "所在磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ELOOP: "符号链接成环",
}


def reason(problem: OSError) -> str:
    """Return why the system did not let something be written, in Chinese where the reason is a usual one."""
    usual = _REASONS.get(problem.errno or 0)
    return usual or f"写入失败（{os.strerror(problem.errno) if problem.errno else problem}）"
