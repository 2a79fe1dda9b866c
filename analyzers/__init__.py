"""planscan as a library: `read` a document, `analyze` it, and work with the `Plan`; or `scan` many.

Names are imported when first used, so that a program that needs one of them pays for one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .document import Document as Document
    from .frames import to_frames as to_frames
    from .model import Plan as Plan
    from .numbers.quantities import Quantity as Quantity
    from .numbers.quantities import find_quantities as find_quantities
    from .numbers.quantities import in_base as in_base
    from .pipeline import analyze as analyze
    from .readers import read as read
    from .scanning import scan as scan

_HOMES = {
    "Document": ".document",
    "Plan": ".model",
    "Quantity": ".numbers.quantities",
    "analyze": ".pipeline",
    "find_quantities": ".numbers.quantities",
    "in_base": ".numbers.quantities",
    "read": ".readers",
    "scan": ".scanning",
    "to_frames": ".frames",
}

__all__ = [
    "Document",
    "Plan",
    "Quantity",
    "analyze",
    "find_quantities",
    "in_base",
    "read",
    "scan",
    "to_frames",
]


def __getattr__(name: str) -> object:
    """Import a public name from the module where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)
