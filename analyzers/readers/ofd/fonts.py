"""The fonts of an OFD file."""

from __future__ import annotations

from typing import NamedTuple

from ..zipped import Element

_HEAVY_NAMES = ("bold", "black", "heavy", "粗")


class Font(NamedTuple):
    """A font: its name, and whether it is bold."""

    name: str = ""
    heavy: bool = False


def read_fonts(resources: Element | None) -> dict[str, Font]:
    """Return the fonts of a part of resources by their ids."""
    found: dict[str, Font] = {}
    for element in resources.iterfind("{*}Fonts/{*}Font") if resources is not None else ():
        name = element.get("FamilyName") or element.get("FontName") or ""
        heavy = element.get("Bold") == "true" or any(part in name.lower() for part in _HEAVY_NAMES)
        found[element.get("ID") or ""] = Font(name.rpartition("+")[2], heavy)
    return found
