"""One document before it is read: its name, and where its bytes are."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from ..document import Document
from ..errors import InputError
from ..readers import load, read_bytes
from ..readers.limits import DEFAULT_LIMITS, Limits

STANDARD_INPUT = "-"


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One document that can be read.

    Attributes:
        name: the name under which results and messages know it, fit for UTF-8.
        path: the file or URL that holds it; None where the bytes are at hand.
        data: its bytes, where only the process that found it can get them (archives, tables, a pipe).
        encoding: the encoding of the bytes where it is known, as in tables; None where it is not.
    """

    name: str
    path: str | None = None
    data: bytes | None = None
    encoding: str | None = None

    def fetch(self, limits: Limits = DEFAULT_LIMITS) -> bytes:
        """Return its bytes, and one more than the limit where there are too many.

        Raises:
            InputError: it can't be read.
        """
        if self.data is not None:
            return self.data
        path = self.path or self.name
        if is_url(path):
            from .remote import load_url

            return load_url(path, limits)
        return load(path, limits)

    def document(self, data: bytes, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """Return the document that its bytes hold.

        Args:
            data: what `fetch` returned.
            encoding: the encoding that the user demands; None to find it out.
            limits: what reading may cost at most.

        Raises:
            InputError: they hold none.
        """
        return read_bytes(data, self.name, self.encoding or encoding, limits)


Found: TypeAlias = Input | InputError
"""An input, or why there is none."""


def is_url(name: str) -> bool:
    """Say whether a name is a URL and not a file."""
    scheme, mark, _ = name.partition("://")
    return bool(mark) and scheme.isascii() and scheme.replace("+", "").isalnum() and len(scheme) > 1
