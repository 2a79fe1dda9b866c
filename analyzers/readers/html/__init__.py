"""Web pages: the main text of government and news pages, without what stands around it."""

from __future__ import annotations

from collections.abc import Iterable

from ...document import Document
from ..asides import set_apart
from ..headlines import joined_titles
from ..lines import Line, Row, compose
from ..mending import mended
from ..source import Source
from .content import find_content, strip_furniture, strip_unseen
from .hints import find_hints, meta_hints, page_title
from .parts import folded_words, pattern
from .titles import find_headline, with_headline
from .tree import parse
from .walk import lines

_PROSE = 40
"""Characters from which a line is text whatever it says."""
_CHROME = 120
"""Characters that a line of buttons has at most."""


def read(source: Source) -> Document:
    """Return the document of a web page.

    Raises:
        EncodingError: its bytes fit no encoding.
        LimitError: its elements are nested too deep.
        EmptyDocumentError: it holds no element.
    """
    root, encoding = parse(source)
    title, stated = page_title(root), meta_hints(root)
    strip_unseen(root)
    removed = strip_furniture(root)
    content = find_content(root)
    headline = find_headline(root, removed, content, title)
    text, bylines = _without_bylines(lines(content))
    text, particulars = set_apart(text)
    around = [*bylines, *lines(root, skipped=content)]
    around += [line for part in removed for line in lines(part)]
    hints = find_hints([*stated, *particulars.items()], around, [root, *removed])
    hints.setdefault("title", headline.text if headline else title)
    own = [line for line in text if isinstance(line, Row) or line.kind != "aside"]
    composition = compose(with_headline(mended(list(joined_titles(own))), headline))
    return Document(
        path=source.name,
        format="html",
        sha256=source.sha256,
        text=composition.text,
        blocks=composition.blocks,
        encoding=encoding,
        edits=composition.edits,
        hints={field: value for field, value in sorted(hints.items()) if value},
    )


def _without_bylines(found: Iterable[Line | Row]) -> tuple[list[Line | Row], list[Line | Row]]:
    """Return the lines of the text, and those before it that say where and when the page was published.

    Lines of buttons are left out wherever they stand.
    """
    text: list[Line | Row] = []
    bylines: list[Line | Row] = []
    begun = False
    for line in found:
        words = folded_words(line.text) if isinstance(line, Line) else ""
        if words and len(words) < _CHROME and pattern("chrome").fullmatch(words):
            continue
        if words and not begun and len(words) < _PROSE and pattern("byline").fullmatch(words):
            bylines.append(line)
        else:
            text.append(line)
            begun = begun or _is_prose(words) or isinstance(line, Row)
    return text, bylines


def _is_prose(words: str) -> bool:
    """Say whether a line begins the text, so that what follows is no byline: prose, or a salutation."""
    return len(words) >= _PROSE or "。" in words or words.endswith(":")
