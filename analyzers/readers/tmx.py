"""Translation memories (.tmx): the Chinese segments, put together to sentences."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..characters import fold
from ..document import Document
from ..errors import EmptyDocumentError, InputError, LimitError
from .lines import Line, Run, compose
from .source import Source

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CHINESE = ("zh", "cmn", "chi", "zho")
_OPEN = ",、;"
"""What a segment ends with that goes on in the next one: aligners cut sentences at clauses."""


def read(source: Source) -> Document:
    """Return the document of the Chinese side of a translation memory.

    Raises:
        InputError: it is no valid XML.
        LimitError: its elements are nested too deep.
        EmptyDocumentError: it has no Chinese segment.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as problem:
        if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            raise LimitError("文件的标记嵌套过深或实体过多，请检查文件是否可信", source.name) from problem
        raise InputError("不是合法的 TMX 文件，请重新导出", source.name) from problem
    composition = compose(_sentences(list(_segments(root))))
    if not composition.blocks:
        raise EmptyDocumentError("翻译记忆库中没有中文语段，请检查文件", source.name)
    return Document(
        path=source.name,
        format="tmx",
        sha256=source.sha256,
        text=composition.text,
        blocks=composition.blocks,
        edits=composition.edits,
    )


def _segments(root: etree._Element) -> Iterator[tuple[str, int | None]]:  # pyright: ignore[reportPrivateUsage]
    """Yield the first Chinese segment of each unit with its line."""
    for unit in root.iter("tu"):
        for variant in unit.iter("tuv"):
            language = (variant.get(_LANGUAGE) or variant.get("lang") or "").lower()
            segment = variant.find("seg")
            if language.startswith(_CHINESE) and segment is not None:
                yield "".join(str(text) for text in segment.itertext()).strip(), segment.sourceline
                break


def _sentences(segments: list[tuple[str, int | None]]) -> Iterator[Line]:
    runs: list[Run] = []
    first: int | None = None
    for text, line in segments:
        if runs:
            runs.append(Run("", edit="joined"))
        else:
            first = line
        runs.append(Run(text))
        if not text or fold(text)[-1] not in _OPEN:
            yield Line(runs=tuple(runs), line=first)
            runs = []
    if runs:
        yield Line(runs=tuple(runs), line=first)
