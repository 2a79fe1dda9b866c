"""Word files for tests, by python-docx, with raw WordprocessingML where it has no call; what is read of them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from planscan.analyzers.document import Document
from planscan.analyzers.readers import read_bytes

NAMESPACES = (
    nsdecls("w", "wp", "a", "r", "m")
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def element(xml: str) -> Any:
    """Parse an element; its first tag gets all namespaces."""
    end = next(index for index, character in enumerate(xml) if character in " />")
    return parse_xml(f"{xml[:end]} {NAMESPACES}{xml[end:]}")


class Word:
    """A Word file under way."""

    def __init__(self) -> None:
        """Begin with the empty document of python-docx."""
        self.document = WordDocument()
        self._lists = 0

    def add(self, xml: str) -> None:
        """Put an element at the end of the body."""
        body = self.document.element.body  # pyright: ignore[reportAttributeAccessIssue] - made by a metaclass
        body.insert(len(body) - 1, element(xml))

    def paragraph(self, text: str, *, number: str = "", level: int = 0, style: str | None = None) -> Any:
        """Put a paragraph at the end of the body, in the list `number` if one is named."""
        paragraph = self.document.add_paragraph(text, style=style)
        if number:
            paragraph._p.get_or_add_pPr().append(
                element(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
            )
        return paragraph

    def definition(self, *levels: str) -> str:
        """Define a list by the inner XML of its levels; return the id of the definition."""
        self._lists += 1
        name = str(1000 + self._lists)
        inner = "".join(
            f'<w:lvl w:ilvl="{index}">{level if "w:start " in level else START + level}</w:lvl>'
            for index, level in enumerate(levels)
        )
        root = self.document.part.numbering_part._element
        root.insert(0, element(f'<w:abstractNum w:abstractNumId="{name}">{inner}</w:abstractNum>'))
        return name

    def list(self, definition: str, overrides: str = "") -> str:
        """Make a list that counts by a definition; return its id."""
        self._lists += 1
        name = str(1000 + self._lists)
        inner = f'<w:abstractNumId w:val="{definition}"/>{overrides}'
        self.document.part.numbering_part._element.append(element(f'<w:num w:numId="{name}">{inner}</w:num>'))
        return name

    def data(self) -> bytes:
        """Return the bytes of the file."""
        stream = BytesIO()
        self.document.save(stream)
        return stream.getvalue()


START = '<w:start w:val="1"/>'


def level(style: str, text: str, *more: str) -> str:
    """Return the inner XML of a list level: its number format, its text, further elements."""
    return f'<w:numFmt w:val="{style}"/>{"".join(more)}<w:lvlText w:val="{text}"/>'


def run(text: str, looks: str = "") -> str:
    """Return the XML of a run with an `rPr` of these elements."""
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(inner: str, looks: str = "") -> str:
    """Return the XML of a paragraph with a `pPr` of these elements."""
    return f"<w:p><w:pPr>{looks}</w:pPr>{inner}</w:p>"


def lines(word: Word) -> list[str]:
    """Return what is read of a file, as `shown` has it, once its offsets are checked."""
    document = read_bytes(word.data(), "a.docx")
    check_offsets(document)
    return shown(document)


def shown(document: Document) -> list[str]:
    """Return the words of each block; the cells of a row stand between bars, empty ones as dots."""
    return [
        " | ".join(document.text[cell.start : cell.end] or "·" for cell in block.cells)
        if block.cells
        else "".join(document.text[s.start : s.end] for s in block.stretches)
        for block in document.blocks
    ]


def check_offsets(document: Document) -> None:
    """Hold that the lines of the text are those of the blocks."""
    expected = document.text.split("\n")
    assert expected.pop() == ""
    assert [line.strip("\t") for line in expected] == list(document.lines())


CHAPTERS = (
    level("chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>'),
    level("chineseCountingThousand", "（%2）", '<w:suff w:val="nothing"/>'),
    level("decimal", "%3."),
    level("decimalEnclosedCircleChinese", "%4", '<w:suff w:val="nothing"/>'),
    level("decimal", "%1.%2.%5", "<w:isLgl/>"),
)
