"""Which names were seen already, at 16 bytes a name: millions of documents fit into memory."""

from __future__ import annotations

import hashlib
from array import array


class Seen:
    """A set of strings that keeps 64 bits of each.

    Two of a million names share their 64 bits once in 40 million runs.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, name: str) -> bool:
        """Take a name in; say whether it is new."""
        new = self._insert(self._slots, _digest(name))
        self._count += new
        if self._count * 3 > len(self._slots) * 2:
            self._grow()
        return new

    @staticmethod
    def _insert(slots: array[int], digest: int) -> bool:
        place = digest % len(slots)
        while slots[place]:
            if slots[place] == digest:
                return False
            place = (place + 1) % len(slots)
        slots[place] = digest
        return True

    def _grow(self) -> None:
        larger = array("Q", bytes(16 * len(self._slots)))
        for digest in self._slots:
            if digest:
                self._insert(larger, digest)
        self._slots = larger


def _digest(name: str) -> int:
    data = name.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") or 1
