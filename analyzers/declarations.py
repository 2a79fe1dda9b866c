"""To be filled."""

from __future__ import annotations

from .context import Context
from .model import Declared


def find_declared(context: Context) -> tuple[Declared, ...]:
    """Return the records of this kind."""
    return ()
