"""Tables in the user's cache: what earlier processes left, and what this one leaves when it ends."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

from .cache import can_write, read_cached, write_cached

Made = TypeVar("Made")
Kept = TypeVar("Kept")


class Shelf(Generic[Made, Kept]):
    """What is kept under some keys, and what this process made of keys under which nothing was.

    Attributes:
        missing: what was made, by its key.
    """

    def __init__(
        self, name: str, kind: type[Kept], keep: Callable[[Made], Kept | None], *, limit: int, most: int
    ) -> None:
        """Take what a table is like; nothing is read yet.

        Args:
            name: the name of its file in the cache.
            kind: the type of what is kept, one that msgspec knows.
            keep: what to keep of something made, asked when the process ends; None if nothing can be.
            limit: bytes of the file; where it grows beyond them, only what this process asked for stays.
            most: how much one process may add, in the unit of the sizes that `miss` is told.
        """
        self.missing: dict[str, Made] = {}
        self._name, self._kind, self._keep = name, kind, keep
        self._limit, self._room = limit, most
        self._left: dict[str, Kept] | None = None
        self._asked: set[str] = set()

    def get(self, key: str) -> Kept | None:
        """Return what earlier processes left under a key, if they left something."""
        if self._left is None:
            self._left = self.stored()
        found = self._left.get(key)
        if found is not None:
            self._asked.add(key)
        return found

    def miss(self, key: str, made: Made, size: int) -> None:
        """Keep for later processes what was made of a key under which nothing was; not where it grows too much.

        Args:
            key: what it is to be found by.
            made: what was made.
            size: how much of what may be added it takes.
        """
        if self._room <= 0:
            return
        if not self.missing:
            atexit.register(self.leave)
        self._room -= size
        self.missing[key] = made

    def leave(self) -> None:
        """Write for later processes what this one had to make."""
        if not can_write():
            return
        kept = ((key, self._keep(made)) for key, made in self.missing.items())
        new = {key: value for key, value in kept if value is not None}
        if not new:
            return
        stored = self.stored()  # others may have left some meanwhile
        content = msgspec.msgpack.encode(stored | new)
        if len(content) > self._limit:
            asked = {key: value for key, value in stored.items() if key in self._asked}
            content = msgspec.msgpack.encode(asked | new)
        write_cached(self._name, content)

    def stored(self) -> dict[str, Kept]:
        """Return what is kept now; nothing of a file that makes no sense."""
        table: Any = dict[str, self._kind]
        try:
            return msgspec.msgpack.decode(read_cached(self._name) or b"\x80", type=table)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return {}
