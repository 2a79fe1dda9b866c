"""What a file may cost to read: limits against hostile files, each with its message and a way to raise it."""

from __future__ import annotations

import time

import msgspec

from ..errors import LimitError, UsageError

MEGABYTE = 1 << 20
SMALL = 8 * MEGABYTE
"""Bytes up to which the ratio of unpacked to packed size is nobody's worry."""

_UNITS = {"k": 1 << 10, "kb": 1 << 10, "m": MEGABYTE, "mb": MEGABYTE, "g": 1 << 30, "gb": 1 << 30}
_NAMES = {
    "size": "文件大小",
    "unpacked": "解压后的大小",
    "ratio": "压缩比",
    "depth": "标记的嵌套层数",
    "pages": "页数",
    "seconds": "处理用时（秒）",
}


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one input may cost at most; the defaults are far above what governments publish.

    Attributes:
        size: bytes of the file.
        unpacked: bytes that the parts of a packed file (.docx, .ofd) take together when unpacked.
        ratio: how many times larger than packed a part may be (Word files stay below 60, bombs reach 1000).
        depth: how deep elements of HTML or XML may be nested; 512 is where browsers stop.
        pages: pages of a PDF.
        seconds: time for one file, from reading it to its result.
    """

    size: int = 200 * MEGABYTE
    unpacked: int = 1000 * MEGABYTE
    ratio: int = 300
    depth: int = 512
    pages: int = 5000
    seconds: int = 300

    def check(self, name: str, value: float, path: str) -> None:
        """Do nothing if `value` is within the limit called `name`.

        Raises:
            LimitError: it is not; the message names the limit and the option that raises it.
        """
        limit = getattr(self, name)
        if value > limit:
            large = name in {"size", "unpacked"} and limit >= MEGABYTE
            shown = f"{limit // MEGABYTE} MB" if large else f"{limit}"
            raise LimitError(
                f"{_NAMES[name]}超过上限（{shown}）；如果文件可信，请用 --limit {name}=… 提高上限", path
            )

    def check_packing(self, packed: int, unpacked: int, path: str) -> None:
        """Do nothing if a part of a packed file is as large as its packed bytes let expect.

        Raises:
            LimitError: it looks like a bomb.
        """
        if unpacked > SMALL:
            self.check("ratio", unpacked / max(packed, 1), path)

    def deadline(self, path: str) -> Deadline:
        """Return the clock that runs from now on for the file at `path`."""
        return Deadline(self, path)


DEFAULT_LIMITS = Limits()


class Deadline:
    """The time that reading one file may still take."""

    def __init__(self, limits: Limits, path: str) -> None:
        """Start the clock."""
        self._limits = limits
        self._path = path
        self._start = time.monotonic()

    @property
    def remaining(self) -> float:
        """Seconds that are left, never below zero."""
        return max(0.0, self._limits.seconds - (time.monotonic() - self._start))

    def check(self) -> None:
        """Do nothing as long as there is time.

        Raises:
            LimitError: the time is over.
        """
        self._limits.check("seconds", time.monotonic() - self._start, self._path)


def raised(limits: Limits, setting: str) -> Limits:
    """Return `limits` with one of them set as the user wrote it.

    Args:
        limits: the limits so far.
        setting: `name=value`, such as `pages=20000` or `size=2g`; sizes take k, m, g.

    Raises:
        UsageError: there is no such limit, or the value is no positive whole number.
    """
    name, _, value = setting.partition("=")
    if name not in _NAMES:
        raise UsageError(f"没有名为 {name} 的上限，可用的有：{'、'.join(_NAMES)}")
    digits = value.strip().lower().rstrip("kmgb")
    unit = value.strip().lower()[len(digits) :]
    if not digits.isascii() or not digits.isdigit() or int(digits) == 0 or (unit and unit not in _UNITS):
        raise UsageError(f"上限 {setting} 的值应为正整数，大小可带 k、m、g，例如 size=500m")
    return msgspec.structs.replace(limits, **{name: int(digits) * _UNITS.get(unit, 1)})
