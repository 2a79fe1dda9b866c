"""Opening a PDF with PDFium and reading its pages; the one module that knows that library.

PDFium takes text that a producer sets twice, to look bold, only once, and knows all encodings of fonts. What
it adds of its own, spaces and line breaks that it supposes, is left out: the places of glyphs decide later.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple, Protocol, cast

from ...errors import InputError, LockedDocumentError, UnsupportedFormatError
from ..source import Source
from .drawings import bounds, drawings
from .objects import IDENTITY, Frame, Handle, Matrix, Point, apply, objects
from .sheets import Box, Glyph, Sheet

_WRONG_PASSWORD = 4
"""PDFium's FPDF_ERR_PASSWORD."""
_UNREADABLE = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF})
_FORCE_BOLD = 1 << 18
"""The flag of a bold font (ISO 32000-1, table 123). PDFium's weight is no help: stem widths make it."""
_HEAVY_NAMES = ("bold", "black", "heavy")
_STROKED_TOO = 2
"""The text rendering mode that fills and strokes (ISO 32000-1, table 106)."""
_SLACK = 20.0
"""Points by which a character may stand outside of the bounds that PDFium gives for its object."""
_LEANING = 0.2
"""Share of its size by which a direction may differ from level; a slanted watermark differs more."""


class _Text(Protocol):
    """The text of a page, as pypdfium2 wraps it."""

    raw: Handle

    def close(self) -> None:
        """Give it back to PDFium."""
        ...


class _Page(Protocol):
    """A page, as pypdfium2 wraps it."""

    raw: Handle

    def get_textpage(self) -> _Text:
        """Return its text."""
        ...

    def get_bbox(self) -> tuple[float, float, float, float]:
        """Return its left, lower, right and upper edge in points."""
        ...

    def close(self) -> None:
        """Give it back to PDFium."""
        ...


class Pdf(Protocol):
    """An opened document, as pypdfium2 wraps it."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> _Page: ...

    def close(self) -> None:
        """Give it back to PDFium."""
        ...


class _Style(NamedTuple):
    """What all characters of one text object share."""

    font: str
    heavy: bool
    size: float
    turn: int | None


class _Form(NamedTuple):
    """The form that holds a text object: its matrix, and where the object stands on the page, with slack."""

    matrix: Matrix
    area: Box


class _Place(NamedTuple):
    """A character (empty where it has no Unicode value), the corners of its advance box, and its origin."""

    style: _Style
    char: str
    start: Point
    end: Point
    origin: Point


@contextmanager
def opened(source: Source) -> Generator[Pdf]:
    """Give the opened document, for as long as the `with` block lasts.

    Raises:
        UnsupportedFormatError: PDFium is not installed.
        LockedDocumentError: it asks for a password, and the empty one does not open it.
        InputError: it is broken.
    """
    try:
        pdfium = import_module("pypdfium2")
    except ModuleNotFoundError as problem:
        raise UnsupportedFormatError(
            "读取 PDF 需要另装组件，请运行 pip install 'planscan[docs]'", source.name
        ) from problem
    try:
        document = pdfium.PdfDocument(
            source.data, password=""
        )  # an empty password is how most locked files open
    except pdfium.PdfiumError as problem:
        if getattr(problem, "err_code", None) == _WRONG_PASSWORD:
            raise LockedDocumentError("文件有密码，请先解除密码再读取", source.name) from problem
        raise InputError("PDF 已损坏或不完整，请重新下载或另存一份", source.name) from problem
    try:
        yield document
    finally:
        document.close()


def page_count(document: Pdf) -> int:
    """Return how many pages an opened document has."""
    return len(document)


def sheet(document: Pdf, number: int) -> Sheet:
    """Return page `number` (from 1) of an opened document; a page that can't be loaded is empty."""
    raw = import_module("pypdfium2.raw")
    try:
        page = document[number - 1]
    except import_module("pypdfium2").PdfiumError:
        return Sheet(number, 0.0, 0.0, [], [], [], [])
    try:
        return _read(raw, page, number)
    finally:
        page.close()


def _read(raw: ModuleType, page: _Page, number: int) -> Sheet:
    text = page.get_textpage()
    try:
        places = list(_characters(raw, text.raw, _forms(raw, page.raw)))
        turn = _usual_turn(places)
        frame = Frame.of(page.get_bbox(), turn)
        level, upright, pictures = drawings(raw, page.raw, frame)
    finally:
        text.close()
    glyphs = [_glyph(frame, place) for place in places if place.style.turn == turn and place.char]
    glyphs = [g for g in glyphs if 0 <= g.middle <= frame.width and 0 <= g.base <= frame.height]
    unreadable = sum(not place.char for place in places)
    return Sheet(number, frame.width, frame.height, glyphs, level, upright, pictures, unreadable)


def _usual_turn(places: list[_Place]) -> int:
    """Return the direction in which most characters run: pages of wide tables are often turned."""
    turns = Counter(place.style.turn for place in places if place.style.turn is not None)
    return min(turns, key=lambda turn: (-turns[turn], turn), default=0)


def _characters(raw: ModuleType, text: Handle, forms: dict[int, _Form]) -> Iterator[_Place]:
    """Yield the characters that the file itself holds."""
    styles: dict[int, _Style] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(text)):
        owner = (
            None if raw.FPDFText_IsGenerated(text, index) == 1 else raw.FPDFText_GetTextObject(text, index)
        )
        if not owner:
            continue
        address = _address(owner)
        if address not in styles:
            styles[address] = _style(raw, text, index, owner)
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        start, end, origin = (box.left, box.bottom), (box.right, box.top), (x.value, y.value)
        form = forms.get(address)
        if form and not form.area.holds(*origin):
            start, end, origin = (apply(form.matrix, *point) for point in (start, end, origin))
        yield _Place(styles[address], _character(raw.FPDFText_GetUnicode(text, index)), start, end, origin)


def _address(handle: Handle) -> int:
    return ctypes.addressof(cast("Any", handle).contents)


def _character(code: int) -> str:
    return "" if code in _UNREADABLE or 0xD800 <= code < 0xE000 else chr(code)


def _forms(raw: ModuleType, page: Handle) -> dict[int, _Form]:
    """Return, by address, the text objects that stand in forms.

    PDFium gives characters that it replaces by others (the radical ⼯ by the character 工) places in the
    coordinates of the form; `_characters` knows them by their lying outside the object.
    """
    found: dict[int, _Form] = {}
    for item, matrix in objects(raw, page):
        if matrix != IDENTITY and raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
            found[_address(item)] = _Form(matrix, bounds(raw, item, matrix, _SLACK))
    return found


def _style(raw: ModuleType, text: Handle, index: int, owner: Handle) -> _Style:
    name, flags, matrix = ctypes.create_string_buffer(128), ctypes.c_int(), raw.FS_MATRIX()
    raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    raw.FPDFText_GetMatrix(text, index, matrix)
    font = name.value.decode("utf-8", "replace").rpartition("+")[2]
    heavy = (
        raw.FPDFTextObj_GetTextRenderMode(owner) == _STROKED_TOO
        or bool(flags.value & _FORCE_BOLD)
        or any(part in font.lower() for part in _HEAVY_NAMES)
    )
    size = raw.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5
    return _Style(font, heavy, size, _turn(matrix.a, matrix.b))


def _turn(across: float, up: float) -> int | None:
    """Return the quarter turns, counter-clockwise, of text that runs so; None where it leans."""
    if abs(up) <= _LEANING * abs(across):
        return 0 if across > 0 else 2
    if abs(across) <= _LEANING * abs(up):
        return 1 if up > 0 else 3
    return None


def _glyph(frame: Frame, place: _Place) -> Glyph:
    style = place.style
    (x0, _), (x1, _), (_, base) = (frame.point(*point) for point in (place.start, place.end, place.origin))
    return Glyph(place.char, min(x0, x1), max(x0, x1), base, style.size, style.font, style.heavy)
