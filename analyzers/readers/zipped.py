"""XML in zip files (.docx, .ofd), safely opened: within the limits, without entities and document types."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ..errors import InputError, LimitError, LockedDocumentError
from .limits import DEFAULT_LIMITS
from .source import Source

Element = etree._Element  # pyright: ignore[reportPrivateUsage] - the public name of the type of all elements

_USUAL_DEPTH = DEFAULT_LIMITS.depth
"""Up to here the 256 levels do that libxml2 reads unless told that a file may be huge."""


class ZippedXml:
    """The parts of a zip file of XML, read when asked for; names of parts don't mind case."""

    def __init__(self, source: Source, kind: str, renamed: Sequence[tuple[bytes, bytes]] = ()) -> None:
        """Open the file.

        Args:
            source: the file.
            kind: what it is, for messages.
            renamed: names of namespaces, and those by which they are read.

        Raises:
            InputError: it is no complete zip file.
        """
        self._source = source
        self._kind = kind
        self._renamed = renamed
        try:
            self._zip = ZipFile(BytesIO(source.data))
        except (BadZipFile, ValueError, NotImplementedError, EOFError) as problem:
            raise InputError(f"{kind}已损坏或不完整，请重新取得文件", source.name) from problem
        self._infos = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        self._unpacked = 0

    def has(self, part: str) -> bool:
        """Say whether there is such a part."""
        return part.lower() in self._infos

    def xml(self, part: str) -> Element | None:
        """Return the root of a part; None if there is no such part.

        Raises:
            InputError: the part is damaged, or declares a document type, which these formats never do.
            LockedDocumentError: it has a password.
            LimitError: it is too large, packed too tightly, or nested too deep.
        """
        info = self._infos.get(part.lower())
        if info is None:
            return None
        data = self._read(info)
        for name, usual in self._renamed:
            data = data.replace(name, usual)
        return self._parse(data)

    def _read(self, info: ZipInfo) -> bytes:
        limits, name = self._source.limits, self._source.name
        limits.check_packing(info.compress_size, info.file_size, name)
        self._unpacked += info.file_size
        limits.check("unpacked", self._unpacked, name)
        try:
            return self._zip.read(info)
        except RuntimeError as problem:
            raise LockedDocumentError(f"{self._kind}有密码，请先去除密码再读取", name) from problem
        except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as problem:
            raise InputError(f"{self._kind}已损坏或不完整，请重新取得文件", name) from problem

    def _parse(self, data: bytes) -> Element:
        name = self._source.name
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            huge_tree=self._source.limits.depth > _USUAL_DEPTH,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as problem:
            if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
                raise LimitError(
                    f"{self._kind}的内部结构嵌套过深或实体过多，请检查是否可信", name
                ) from problem
            raise InputError(f"{self._kind}的内部结构有误，请用原来的软件打开并另存", name) from problem
        if root.getroottree().docinfo.doctype:
            raise InputError(f"{self._kind}含有文档类型声明，这不正常，请检查是否可信", name)
        return root
