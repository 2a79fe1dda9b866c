"""PDF: paragraphs rebuilt from the places of the glyphs, without what belongs to the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ...document import Document, Message
from ...errors import NoTextLayerError
from ..lines import compose
from ..source import Source
from . import engine
from .assembly import text_lines, with_particulars_apart
from .contents import without_contents
from .furniture import without_furniture
from .notes import with_notes_apart
from .pages import Page, page
from .tables import TableRow

_FEWEST_CHARACTERS = 50
"""Characters a page: with fewer, pages that show pictures are scans with a caption."""
_SCANNED, _PICTURED = 0.25, 0.05
"""Share of a page that pictures take where they stand for all its text, and where they may hold some."""
_MOST_SHOWN = 12
"""Pages that a message names at most."""
_UNREADABLE = 0.5
"""Share of characters without a Unicode value from which a text layer is no use."""


def read(source: Source) -> Document:
    """Return the document of a PDF.

    Raises:
        UnsupportedFormatError: the library that reads PDF is not installed.
        LockedDocumentError: it needs a password.
        NoTextLayerError: its pages are pictures.
        LimitError: it has too many pages, or takes too long.
        InputError: it is broken.
    """
    found, pictured = _pages(source)
    pages = with_notes_apart(without_contents(without_furniture(found)), _body_size(found))
    lines, stated = with_particulars_apart(text_lines(pages))
    hints = {field: value for p in pages for field, value in p.hints.items()} | dict(stated)
    composition = compose(lines)
    return Document(
        path=source.name,
        format="pdf",
        sha256=source.sha256,
        text=composition.text,
        blocks=composition.blocks,
        edits=composition.edits,
        hints=dict(sorted(hints.items())),
        messages=_messages(pictured),
    )


def _pages(source: Source) -> tuple[list[Page], list[int]]:
    """Return what stands on the pages, and the numbers of those with pictures that may hold words.

    Raises:
        NoTextLayerError: next to nothing stands on them, but for pictures.
    """
    pages: list[Page] = []
    pictured: list[int] = []
    readable = unreadable = scanned = 0
    deadline = source.limits.deadline(source.name)
    with engine.opened(source) as document:
        count = engine.page_count(document)
        source.limits.check("pages", count, source.name)
        for number in range(1, count + 1):
            deadline.check()
            sheet = engine.sheet(document, number)
            readable += len(sheet.glyphs)
            unreadable += sheet.unreadable
            share = sum(box.area for box in sheet.pictures) / (sheet.width * sheet.height or 1.0)
            scanned += share >= _SCANNED
            pictured += [number] if share >= _PICTURED else []
            pages.append(page(sheet))
    if not readable or (scanned and readable < _FEWEST_CHARACTERS * count):
        raise NoTextLayerError("页面是图片，没有文字层，请先作文字识别（OCR）再读取", source.name)
    if unreadable > _UNREADABLE * (readable + unreadable):
        raise NoTextLayerError("文字层的编码无法识别，请先作文字识别（OCR）再读取", source.name)
    return pages, pictured


def _body_size(pages: Iterable[Page]) -> float:
    """Return the size of most of the text."""
    sizes = Counter[float]()
    for page_ in pages:
        for item in page_.items:
            if not isinstance(item, TableRow):
                for line in item:
                    sizes[line.size] += len(line.glyphs)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _messages(pictured: Sequence[int]) -> tuple[Message, ...]:
    """Return a word on pictures that may hold text, if there are some: nobody reads what they show."""
    if not pictured:
        return ()
    shown = "、".join(map(str, pictured[:_MOST_SHOWN])) + ("等" if len(pictured) > _MOST_SHOWN else "")
    return (
        Message(
            "unread-pictures",
            "info",
            f"第 {shown} 页有图片，图中的文字和表格没有读取；需要时请先作文字识别（OCR）",
        ),
    )
