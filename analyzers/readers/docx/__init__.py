"""Word files (.docx): the final text as Word shows it, with the numbers that Word itself writes."""

from __future__ import annotations

from ...document import Document, Message
from ...errors import InputError, LimitError
from ..asides import set_apart
from ..headlines import joined_titles
from ..lines import compose
from ..mending import mended
from ..source import Source
from .body import Body, Parts
from .marks import without_marks
from .package import Package, W

_EMBEDDED = Message(
    code="embedded-content",
    level="warning",
    message="文件中嵌有其他格式的内容（altChunk），未能读取；请用文字处理软件打开并另存后再试",
)


def read(source: Source) -> Document:
    """Return the document of a Word file.

    Raises:
        InputError: it is damaged or has no text part.
        LockedDocumentError: it has a password.
        LimitError: it is too large, packed too tightly, or nested too deep.
    """
    package = Package(source)
    main = package.main()
    root = package.xml(main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise InputError("Word 文件没有正文部分，请用文字处理软件打开并另存", source.name)
    related = (package.first_related(main, kind) for kind in ("styles", "numbering", "footnotes", "endnotes"))
    try:
        lines = list(Body(Parts(*related)).lines(body))
    except RecursionError as problem:
        raise LimitError("Word 文件的内部结构嵌套过深，请检查文件是否可信", source.name) from problem
    own, hints = set_apart(without_marks(lines))
    composition = compose(mended(list(joined_titles(own))))
    return Document(
        path=source.name,
        format="docx",
        sha256=source.sha256,
        text=composition.text,
        blocks=composition.blocks,
        edits=composition.edits,
        hints=dict(sorted(hints.items())),
        messages=(_EMBEDDED,) if body.find(f".//{W}altChunk") is not None else (),
    )
