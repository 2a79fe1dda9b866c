"""What a reader is given: the bytes of one input and what the user said about them."""

from __future__ import annotations

import hashlib

import msgspec

from ..lazy import cached_property
from .limits import DEFAULT_LIMITS, Limits


class Source(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The bytes of one input.

    Attributes:
        name: the name under which the user gave it (`-` for standard input).
        data: its bytes.
        encoding: the encoding that the user demands; None to find it out.
        limits: what reading it may cost at most.
    """

    name: str
    data: bytes
    encoding: str | None = None
    limits: Limits = DEFAULT_LIMITS

    @cached_property
    def sha256(self) -> str:
        """Digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()
