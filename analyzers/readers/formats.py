"""Which format some bytes are in: by what they hold first, by the extension of their name second."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from .source import Source


class Format(NamedTuple):
    """A format that planscan knows.

    Attributes:
        name: what `Document.format` says.
        module: the module of this package whose `read` reads it; None if planscan can't read it.
        extensions: the endings of file names that stand for it, in lower case.
        remedy: what the user should do where planscan can't read it.
    """

    name: str
    module: str | None
    extensions: tuple[str, ...] = ()
    remedy: str = ""


FORMATS = (
    Format("text", "text", (".txt", ".text")),
    Format("markdown", "markdown", (".md", ".markdown")),
    Format("html", "html", (".html", ".htm", ".xhtml", ".shtml")),
    Format("mhtml", "mhtml", (".mht", ".mhtml")),
    Format("docx", "docx", (".docx", ".docm")),
    Format("pdf", "pdf", (".pdf",)),
    Format("doc", "legacy", (".doc", ".wps")),
    Format("ofd", "ofd", (".ofd",)),
    Format("rtf", "legacy", (".rtf",)),
    Format("odt", "legacy", (".odt",)),
    Format("tmx", "tmx", (".tmx",)),
    Format("xml", None, (".xml",), "请导出为文本文件（.txt）"),
    Format("spreadsheet", None, (".xls", ".xlsx", ".et"), "请把文字部分另存为 .docx 或 .txt"),
    Format("presentation", None, (".ppt", ".pptx", ".dps"), "请把文字部分另存为 .docx 或 .txt"),
    Format(
        "image",
        None,
        (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
        "请先作文字识别（OCR）",
    ),
    Format("archive", None, (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar"), "请先解压"),
)
"""All formats, those that people meet most first. A reader is added by naming its module here."""

EXTENSIONS = tuple(ending for format_ in FORMATS if format_.module for ending in format_.extensions)
"""The endings of file names that a run over a folder takes."""

_BY_NAME = {format_.name: format_ for format_ in FORMATS}
_BY_EXTENSION = {ending: format_.name for format_ in FORMATS for ending in format_.extensions}

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
)
_SIGNATURES = tuple(magic for magic, _ in _MAGIC)
_SAME_CONTAINER = frozenset({"spreadsheet", "presentation"})
"""Formats of the same office programs in the same container as their old text documents."""

_ZIP_MEMBERS = (
    (b"word/document.xml", "docx"),
    (b"OFD.xml", "ofd"),
    (b"xl/workbook.xml", "spreadsheet"),
    (b"ppt/presentation.xml", "presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
)
_HEAD = 2048
"""Bytes of the beginning in which markup shows itself."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL
)
_HTML_FRAGMENT = re.compile(
    rb"\s*<(?:head|meta|title|body|div|table|script|style|section|article)\b", re.IGNORECASE
)
_MAIL = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}?content-type:\s*multipart/related", re.IGNORECASE
)
_XML = re.compile(rb"\s*<\?xml\s")
_XML_ROOT = re.compile(rb"<(html|tmx)[\s>]", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n(?:[^\n]*\n){1,60}?---[ \t]*(?:\r?\n|$)")
_FIRST_HEADING = re.compile(rb"\s*#{1,6}[ \t]+\S")
_HEADING = re.compile(rb"^#{1,6}[ \t]+\S", re.MULTILINE)
_PARAGRAPH_TAG = re.compile(rb"^\s*<p[ >]", re.IGNORECASE | re.MULTILINE)


def recognise(source: Source) -> Format:
    """Return the format of a source: what its bytes show, else what its name says, else text."""
    named = _named(source.name)
    name = _signed(source.data) or _marked_up(source, named) or named or "text"
    if name == "doc" and named in _SAME_CONTAINER:
        name = named
    return _BY_NAME["markdown" if name == "text" and _is_markdown(source.data) else name]


def _signed(data: bytes) -> str | None:
    """Return the format that magic bytes prove."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"PK\x03\x04"):
        return next((name for member, name in _ZIP_MEMBERS if member in data), "archive")
    if not head.startswith(_SIGNATURES):
        return None
    return next(name for magic, name in _MAGIC if head.startswith(magic))


def _marked_up(source: Source, named: str | None) -> str | None:
    """Return the format that a markup declaration proves; markup alone counts where the name says nothing."""
    head = _ascii_head(source.data)
    tagged = b"<" in head
    if tagged and _HTML.match(head):
        return "html"
    if _MAIL.match(head):
        return "mhtml"
    if tagged and _XML.match(head):
        root = _XML_ROOT.search(head)
        return root[1].decode().lower() if root else "xml"
    return "html" if tagged and named is None and _HTML_FRAGMENT.match(head) else None


def _named(name: str) -> str | None:
    return _BY_EXTENSION.get(PurePath(name).suffix.lower())


def _is_markdown(data: bytes) -> bool:
    """Say whether a text has front matter, headings or HTML paragraphs, as posts of static sites do."""
    head = _ascii_head(data)
    if _FRONT_MATTER.match(head) or _FIRST_HEADING.match(head):
        return True
    if b"#" in head and len(_HEADING.findall(head)) > 1:
        return True
    return b"<" in head and len(_PARAGRAPH_TAG.findall(head)) > 1


def _ascii_head(data: bytes) -> bytes:
    """Return the beginning without a byte order mark and without the NULs of UTF-16 around ASCII."""
    head = data[:_HEAD]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")
