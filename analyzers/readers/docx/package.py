"""The package of a Word file: its parts, and how they refer to one another."""

from __future__ import annotations

import posixpath

from ..source import Source
from ..zipped import Element, ZippedXml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The namespaces of the strict variant (ISO/IEC 29500), and those that everybody writes."""


class Package(ZippedXml):
    """The parts of a Word file."""

    def __init__(self, source: Source) -> None:
        """Open the package.

        Raises:
            InputError: it is no complete zip file.
        """
        super().__init__(source, "Word 文件", _STRICT)

    def main(self) -> str:
        """Return the name of the part that holds the text."""
        found = self.related("", "officeDocument")
        return found[0] if found else "word/document.xml"

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts of a kind (`styles`, `numbering` …) to which a part refers."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return []
        return [
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
            for relation in root.iter(_RELATION)
            if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        ]

    def first_related(self, part: str, kind: str) -> Element | None:
        """Return the root of the first part of a kind to which a part refers; None if there is none."""
        found = self.related(part, kind)
        return self.xml(found[0]) if found else None
