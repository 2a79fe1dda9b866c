"""OFD, the fixed-layout format of Chinese administration (GB/T 33190—2016): pages like those of a PDF.

No library that is kept and licensed compatibly reads it, and its XML states the place of every character: what
rebuilds paragraphs from the glyphs of a PDF does so here.
"""

from __future__ import annotations

import posixpath

from ...document import Document
from ...errors import InputError, LockedDocumentError
from ..pdf import document_of
from ..pdf.sheets import Sheet
from ..source import Source
from ..zipped import Element, ZippedXml
from .content import Painter, numbers
from .fonts import Font, read_fonts

_POINT = 72 / 25.4
"""Points in a millimetre, the unit of the format."""

_A4 = (0.0, 0.0, 210.0, 297.0)


def read(source: Source) -> Document:
    """Return the document of an OFD file, the first if it holds several.

    Raises:
        InputError: it is damaged or has no pages.
        LockedDocumentError: it is encrypted.
        NoTextLayerError: its pages are pictures.
        LimitError: it is too large, nested too deep, has too many pages, or takes too long.
    """
    files = ZippedXml(source, "OFD 文件")
    if files.has("Encryptions.xml"):
        raise LockedDocumentError("OFD 文件已加密，请先解密再读取", source.name)
    start = files.xml("OFD.xml")
    root = start.findtext("{*}DocBody/{*}DocRoot") if start is not None else None
    book = _Book(files, _resolved("", root.strip())) if root else None
    if book is None or not book.pages:
        raise InputError("OFD 文件没有页面，请重新取得文件", source.name)
    source.limits.check("pages", len(book.pages), source.name)
    deadline = source.limits.deadline(source.name)
    sheets: list[Sheet] = []
    for number, part in enumerate(book.pages, 1):
        deadline.check()
        sheets.append(book.sheet(number, part))
    return document_of(source, sheets, "ofd")


class _Book:
    """A document of the file: its pages, and what they share."""

    def __init__(self, files: ZippedXml, part: str) -> None:
        self._files = files
        root = files.xml(part)
        self.pages = _places(root, part, "{*}Pages/{*}Page")
        self._box = _box(root.find("{*}CommonData/{*}PageArea") if root is not None else None) or _A4
        self._templates: dict[str, str] = {}
        self._fonts: dict[str, Font] = {}
        common = root.find("{*}CommonData") if root is not None else None
        for element in common if common is not None else ():
            name = str(element.tag).rpartition("}")[2]
            if name == "TemplatePage":
                self._templates[element.get("ID") or ""] = _resolved(part, element.get("BaseLoc") or "")
            elif name in {"PublicRes", "DocumentRes"}:
                resources = files.xml(_resolved(part, (element.text or "").strip()))
                self._fonts |= read_fonts(resources)

    def sheet(self, number: int, part: str) -> Sheet:
        """Return a page, what its templates draw beneath it first."""
        root = self._files.xml(part)
        left, top, width, height = (_box(root.find("{*}Area")) if root is not None else None) or self._box
        painter = Painter(self._fonts, _POINT, (left, top))
        for name in (reference.get("TemplateID") or "" for reference in _all(root, "{*}Template")):
            template = self._files.xml(self._templates.get(name, ""))
            painter.draw(template.find("{*}Content") if template is not None else None)
        painter.draw(root.find("{*}Content") if root is not None else None)
        return painter.sheet(number, width * _POINT, height * _POINT)


def _places(root: Element | None, part: str, path: str) -> list[str]:
    return [_resolved(part, element.get("BaseLoc") or "") for element in _all(root, path)]


def _all(root: Element | None, path: str) -> list[Element]:
    return root.findall(path) if root is not None else []


def _resolved(part: str, place: str) -> str:
    """Return the name of a part to which another refers, from its own folder or from the root."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), place)).lstrip("/")


def _box(area: Element | None) -> tuple[float, float, float, float] | None:
    """Return left, top, width and height of a page in millimetres."""
    text = area.findtext("{*}PhysicalBox") if area is not None else None
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None
