"""The package of a Word file: its parts, how they refer to one another, and their XML, safely opened."""

from __future__ import annotations

import posixpath
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ...errors import InputError, LimitError, LockedDocumentError
from ..limits import DEFAULT_LIMITS
from ..source import Source

Element = etree._Element  # pyright: ignore[reportPrivateUsage] - the public name of the type of all elements

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
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

_USUAL_DEPTH = DEFAULT_LIMITS.depth
"""Up to here the 256 levels do that libxml2 reads unless told that a file may be huge."""


class Package:
    """The parts of a Word file, read when asked for, within the limits of its source."""

    def __init__(self, source: Source) -> None:
        """Open the package.

        Raises:
            InputError: it is no complete zip file, or asks for a password.
        """
        self._source = source
        try:
            self._zip = ZipFile(BytesIO(source.data))
        except (BadZipFile, ValueError, NotImplementedError, EOFError) as problem:
            raise InputError("Word 文件已损坏或不完整，请重新取得文件", source.name) from problem
        self._infos = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        self._unpacked = 0

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
            for relation in root.iter(_RELATIONS)
            if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        ]

    def first_related(self, part: str, kind: str) -> Element | None:
        """Return the root of the first part of a kind to which a part refers; None if there is none."""
        found = self.related(part, kind)
        return self.xml(found[0]) if found else None

    def xml(self, part: str) -> Element | None:
        """Return the root of a part; None if the package has no such part.

        Raises:
            InputError: the part is damaged, or declares a document type, which no Word file does.
            LimitError: it is too large, packed too tightly, or nested too deep.
        """
        info = self._infos.get(part.lower())
        if info is None:
            return None
        data = self._read(info)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return self._parse(data)

    def _read(self, info: ZipInfo) -> bytes:
        limits, name = self._source.limits, self._source.name
        limits.check_packing(info.compress_size, info.file_size, name)
        self._unpacked += info.file_size
        limits.check("unpacked", self._unpacked, name)
        try:
            return self._zip.read(info)
        except RuntimeError as problem:
            raise LockedDocumentError("Word 文件有密码，请先去除密码再读取", name) from problem
        except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as problem:
            raise InputError("Word 文件已损坏或不完整，请重新取得文件", name) from problem

    def _parse(self, data: bytes) -> Element:
        name, depth = self._source.name, self._source.limits.depth
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            huge_tree=depth > _USUAL_DEPTH,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as problem:
            if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
                raise LimitError(
                    "Word 文件的内部结构嵌套过深或实体过多，请检查文件是否可信", name
                ) from problem
            raise InputError("Word 文件的内部结构有误，请用文字处理软件打开并另存", name) from problem
        if root.getroottree().docinfo.doctype:
            raise InputError("Word 文件含有文档类型声明，不是正常的 Word 文件，请检查是否可信", name)
        return root
