"""PDF: paragraphs rebuilt from the places of the glyphs, without what belongs to the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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
from .sheets import Sheet
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
    return document_of(source, _sheets(source), "pdf")


def document_of(source: Source, sheets: Sequence[Sheet], format_: str) -> Document:
    """Return the document of pages of any format that states the places of its characters.

    Raises:
        NoTextLayerError: its pages are pictures.
    """
    _check_text_layer(sheets, source.name)
    found = [page(sheet) for sheet in sheets]
    pages = with_notes_apart(without_contents(without_furniture(found)), _body_size(found))
    lines, stated = with_particulars_apart(text_lines(pages))
    hints = {field: value for p in pages for field, value in p.hints.items()} | dict(stated)
    composition = compose(lines)
    return Document(
        path=source.name,
        format=format_,
        sha256=source.sha256,
        text=composition.text,
        blocks=composition.blocks,
        edits=composition.edits,
        hints=dict(sorted(hints.items())),
        messages=tuple(_messages(sheets)),
    )


def _sheets(source: Source) -> list[Sheet]:
    deadline = source.limits.deadline(source.name)
    sheets: list[Sheet] = []
    with engine.opened(source) as document:
        count = engine.page_count(document)
        source.limits.check("pages", count, source.name)
        for number in range(1, count + 1):
            deadline.check()
            sheets.append(engine.sheet(document, number))
    return sheets


def _check_text_layer(sheets: Sequence[Sheet], path: str) -> None:
    """Do nothing if the pages hold text.

    Raises:
        NoTextLayerError: next to nothing stands on them but pictures, or their characters mean nothing.
    """
    readable = sum(len(sheet.glyphs) for sheet in sheets)
    unreadable = sum(sheet.unreadable for sheet in sheets)
    scanned = any(_pictured(sheet) >= _SCANNED for sheet in sheets)
    if unreadable > _UNREADABLE * (readable + unreadable):
        raise NoTextLayerError("文字层的编码无法识别，请先作文字识别（OCR）再读取", path)
    if not readable or (scanned and readable < _FEWEST_CHARACTERS * len(sheets)):
        raise NoTextLayerError("页面是图片，没有文字层，请先作文字识别（OCR）再读取", path)


def _pictured(sheet: Sheet) -> float:
    """Return the share of a page that pictures take."""
    return sum(box.area for box in sheet.pictures) / (sheet.width * sheet.height or 1.0)


def _body_size(pages: Iterable[Page]) -> float:
    """Return the size of most of the text."""
    sizes = Counter[float]()
    for page_ in pages:
        for item in page_.items:
            if not isinstance(item, TableRow):
                for line in item:
                    sizes[line.size] += len(line.glyphs)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _messages(sheets: Sequence[Sheet]) -> Iterator[Message]:
    """Yield a word on what nobody reads: pages that are broken, pictures that may hold text."""
    broken = [sheet.number for sheet in sheets if not sheet.width]
    if broken:
        yield Message("unread-pages", "warning", f"{_numbers(broken)}已损坏，没有读取；请重新下载或另存一份")
    pictured = [sheet for sheet in sheets if _pictured(sheet) >= _PICTURED]
    if pictured:
        scanned = any(_pictured(s) >= _SCANNED and len(s.glyphs) < _FEWEST_CHARACTERS for s in pictured)
        where = _numbers([sheet.number for sheet in pictured])
        yield Message(
            "unread-pictures",
            "warning" if scanned else "info",
            f"{where}有图片，图中的文字和表格没有读取；需要时请先作文字识别（OCR）",
        )


def _numbers(pages: Sequence[int]) -> str:
    shown = "、".join(map(str, pages[:_MOST_SHOWN]))
    return f"第 {shown} {'等页' if len(pages) > _MOST_SHOWN else '页'}"
