"""From the bytes of a page to its tree of elements, as a browser would see it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from ....lexicons.compiling import compiled
from ...errors import EmptyDocumentError, EncodingError, InputError, LimitError
from ..encodings import MARKS, Decoded, decode
from ..limits import Limits
from ..source import Source

Element = etree._Element  # pyright: ignore[reportPrivateUsage] - the public name of the type of all elements

_HEAD = 4096
"""Bytes in which a page declares its encoding (HTML: 1024; real pages put scripts first)."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_CONTROLS = compiled("[\x00-\x08\x0b\x0e-\x1f\x7f]")

UNSEEN = frozenset(
    "head script style noscript template svg math iframe object embed canvas audio video map "  # noqa: SIM905
    "select option datalist button textarea input label meter progress rp rt".split()
)
"""Elements without words of the page itself: code, pictures, forms, sounds above characters (ruby)."""

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def parse(source: Source) -> tuple[Element, str]:
    """Return the root of a page and the encoding of its bytes.

    Raises:
        EncodingError: its bytes are not valid in the encoding that it or the user declares, nor in any other.
        LimitError: its elements are nested too deep.
        EmptyDocumentError: it holds no element.
    """
    decoded = decode_page(source)
    text = _CONTROLS.sub(" ", _without_server_code(decoded.text))
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as problem:
        raise EmptyDocumentError("网页没有内容，请检查文件", source.name) from problem
    _check_depth(root, parser, source)
    return root, decoded.encoding


def decode_page(source: Source) -> Decoded:
    """Return the characters of a page: as the user, its mark, or itself declares, else as they look Chinese.

    Raises:
        EncodingError: no encoding fits.
    """
    declared = _declared_encoding(source.data)
    if source.encoding is None and declared and not source.data.startswith(tuple(mark for mark, _ in MARKS)):
        try:
            return decode(source.data, source.name, declared)
        except EncodingError:
            pass  # pages lie about their encoding; the bytes don't
    return decode(source.data, source.name, source.encoding)


def _declared_encoding(data: bytes) -> str | None:
    """Return Python's name of the encoding that a page declares; None where it declares none that exists.

    A declaration that one can read byte by byte is not UTF-16 or UTF-32, whatever it says.
    """
    hit = _DECLARED.search(data[:_HEAD])
    if not hit:
        return None
    try:
        name = codecs.lookup((hit[1] or hit[2]).decode("ascii", "replace")).name
    except LookupError:
        return None
    return None if name.startswith(("utf-16", "utf-32", "iso8859", "ascii", "cp1252")) else name


def _without_server_code(text: str) -> str:
    """Return a page without `<% … %>`, which the server should have run, keeping the count of lines."""
    first, *rest = text.split("<%")
    pieces = [first]
    for piece in rest:
        code, end, words = piece.partition("%>")
        pieces.append("\n" * code.count("\n") + words if end else "<%" + piece)
    return "".join(pieces)


def _check_depth(root: Element, parser: etree.HTMLParser, source: Source) -> None:
    limits: Limits = source.limits
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise LimitError("网页的标记嵌套过深，无法读取，请检查文件", source.name)
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        limits.check("depth", depth, source.name)


def is_hidden(element: Element) -> bool:
    """Say whether a browser would show nothing of an element."""
    return (
        element.tag in UNSEEN
        or "hidden" in element.attrib
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def elements(root: Element) -> Iterator[Element]:
    """Yield the elements of a tree in document order, entities and comments left out."""
    return (element for element in root.iter("*") if isinstance(element.tag, str))


def remove(element: Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        raise InputError("网页没有正文")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "") or None
    else:
        parent.text = (parent.text or "") + (element.tail or "") or None
    element.tail = None
    parent.remove(element)
