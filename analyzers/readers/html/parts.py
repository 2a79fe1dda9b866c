"""What the parts of a web page are: the table of `web_pages.yaml`, applied to elements and to their words."""

from __future__ import annotations

import re
from typing import Literal

from ....lexicons import Entry, default_lexicon
from ....lexicons.compiling import compiled
from ...characters import fold
from .tree import Element

Part = Literal["content", "furniture", "headline", "date", "meta", "byline", "chrome", "prefix"]


class PagePart(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of `web_pages.yaml`.

    Attributes:
        part: what its patterns find: content, furniture, headline and date are parts of the page, found by
            the signature of their element (see `signature`); meta is the name of a meta element; byline,
            chrome and prefix are words.
        field: the hint that a meta element gives: title, published or source.
    """

    part: Part
    field: str = ""


def entries(part: Part) -> tuple[PagePart, ...]:
    """Return the entries for one part, in the order of the file."""
    table = default_lexicon().table("web_pages", PagePart)
    return tuple(entry for entry in table if entry.part == part)


def pattern(part: Part) -> re.Pattern[str]:
    """Return one expression for all patterns of a part."""
    return default_lexicon().keep(
        ("web_pages", part),
        lambda: compiled("|".join(p for entry in entries(part) for p in entry.patterns)),
    )


def signature(element: Element) -> str:
    """Return what names an element: `tag#id.class.class@role`, in lower case."""
    name, role = element.get("id"), element.get("role")
    parts = [str(element.tag), *(f".{word}" for word in (element.get("class") or "").split())]
    if name:
        parts.insert(1, f"#{name}")
    if role:
        parts.append(f"@{role}")
    return "".join(parts).lower()


def is_part(element: Element, part: Part) -> bool:
    """Say whether the signature of an element tells that it is such a part."""
    return bool(pattern(part).search(signature(element)))


def without_prefix(title: str) -> str:
    """Return a title without what portals put before those of others (`（转载）`)."""
    words = title.strip()
    hit = pattern("prefix").match(fold(words))
    return words[hit.end() :] if hit else words


def folded_words(text: str) -> str:
    """Return a text as patterns for words read it: folded, without outer white space."""
    return fold(text).strip()
