"""Web pages that a browser saved with all that they show in one file (.mht, .mhtml; RFC 2557)."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import msgspec

from ..document import Document
from ..errors import EmptyDocumentError
from . import html
from .source import Source


def read(source: Source) -> Document:
    """Return the document of the first page in the file.

    Raises:
        EmptyDocumentError: it holds no page.
        InputError: the page can't be read (see `html`).
    """
    for part in message_from_bytes(source.data, policy=default).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data.strip():
                page = msgspec.structs.replace(
                    source, data=data, encoding=source.encoding or part.get_content_charset()
                )
                return msgspec.structs.replace(html.read(page), format="mhtml", sha256=source.sha256)
    raise EmptyDocumentError("文件中没有网页，请检查文件", source.name)
