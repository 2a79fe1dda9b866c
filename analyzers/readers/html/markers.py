"""The numbers that a browser draws before the items of an ordered list."""

from __future__ import annotations

import re

from ....lexicons.compiling import compiled
from ..numbering import numeral
from .tree import Element

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "none": "none",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_EDITOR_LISTS = {
    "cn": ("chineseCountingThousand", "{}、"),
    "cn1": ("chineseCountingThousand", "{}）"),
    "cn2": ("chineseCountingThousand", "（{}）"),
    "num": ("decimal", "{}、"),
    "num1": ("decimal", "{}）"),
    "num2": ("decimal", "（{}）"),
}
"""The lists that UEditor, the editor of many Chinese sites, draws with pictures: class `custom_cn` etc."""

_EDITOR_CLASS = compiled(r"\bcustom_(cn[12]?|num[12]?)\b")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_INTEGER = compiled(r"\s*(-?\d{1,6})\s*$")


class ListNumbers:
    """The numbers of ordered lists, counted item by item (HTML Living Standard, 4.4.8)."""

    def __init__(self) -> None:
        """Begin a page."""
        self._last: dict[Element, int] = {}

    def marker(self, item: Element) -> str | None:
        """Count a list item and return its marker; None if it has no number."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return None
        number = self._count(item, parent)
        editor = _EDITOR_CLASS.search(parent.get("class") or "")
        if editor:
            style, frame = _EDITOR_LISTS[editor[1]]
            return frame.format(numeral(number, style))
        style = _style(item, parent)
        written = numeral(number, style)
        if not written:
            return None
        return f"{written}、" if style.startswith(("chinese", "ideograph")) else f"{written}. "

    def _count(self, item: Element, parent: Element) -> int:
        value = _integer(item.get("value"))
        if value is None:
            last = self._last.get(parent)
            start = _integer(parent.get("start"))
            value = last + 1 if last is not None else 1 if start is None else start
        self._last[parent] = value
        return value


def _integer(text: str | None) -> int | None:
    hit = _INTEGER.match(text or "")
    return int(hit[1]) if hit else None


def _style(item: Element, parent: Element) -> str:
    for element in (item, parent):
        written = _STYLE.search(element.get("style") or "")
        if written and written[1].lower() in _STYLES:
            return _STYLES[written[1].lower()]
        if element.get("type") in _TYPES:
            return _TYPES[str(element.get("type"))]
    return "decimal"
