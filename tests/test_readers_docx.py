"""Word files: numbers that Word writes, styles, tables, boxes, notes, changes; hostile and older files.

The files are made with python-docx, with raw WordprocessingML where it has no call, and by LibreOffice.
"""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from planscan.analyzers.document import Document
from planscan.analyzers.errors import (
    EmptyDocumentError,
    InputError,
    LimitError,
    LockedDocumentError,
    UnsupportedFormatError,
)
from planscan.analyzers.readers import legacy, read, read_bytes
from planscan.analyzers.readers.limits import DEFAULT_LIMITS, raised
from planscan.analyzers.readers.numbering import numeral

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


NO_OFFICE = "LibreOffice is not installed: nothing to convert with"


def lines(word: Word) -> list[str]:
    document = read_bytes(word.data(), "a.docx")
    check_offsets(document)
    return shown(document)


def shown(document: Document) -> list[str]:
    return [
        " | ".join(document.text[cell.start : cell.end] or "·" for cell in block.cells)
        if block.cells
        else "".join(document.text[s.start : s.end] for s in block.stretches)
        for block in document.blocks
    ]


def check_offsets(document: Document) -> None:
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


def test_a_multilevel_list_counts_and_begins_anew_below_each_heading() -> None:
    word = Word()
    number = word.list(word.definition(*CHAPTERS))
    outline = "0总则 1目的 1原则 2公平 2公正 3程序 3结果 4细则 0任务 1产业 2工业 4细则"
    for text, depth in ((entry[1:], int(entry[0])) for entry in outline.split()):
        word.paragraph(text, number=number, level=depth)
    assert lines(word) == [
        "第一章 总则", "（一）目的", "（二）原则", "1. 公平", "2. 公正", "①程序", "②结果", "1.2.1 细则",
        "第二章 任务", "（一）产业", "1. 工业", "2.1.1 细则",
    ]  # fmt: skip


def test_lists_of_one_definition_go_on_unless_they_state_a_start() -> None:
    word = Word()
    definition = word.definition('<w:start w:val="3"/>' + level("japaneseCounting", "%1、"))
    first, second = word.list(definition), word.list(definition)
    anew = word.list(definition, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    for number in (first, first, second, anew, anew, first):
        word.paragraph("项", number=number)
    assert lines(word) == ["三、项", "四、项", "五、项", "一、项", "二、项", "三、项"]


def test_a_list_may_override_the_format_of_a_level() -> None:
    word = Word()
    inner = f'<w:start w:val="7"/>{level("upperRoman", "%1.")}'
    override = f'<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">{inner}</w:lvl></w:lvlOverride>'
    number = word.list(word.definition(level("decimal", "%1.")), override)
    word.paragraph("甲", number=number)
    assert lines(word) == ["VII. 甲"]


@pytest.mark.parametrize(("restart", "expected"), [("0", ["1)", "2)", "3)"]), ("1", ["1)", "2)", "1)"])])
def test_levels_that_do_not_begin_anew(restart: str, expected: list[str]) -> None:
    word = Word()
    inner = level("decimal", "%2)", f'<w:lvlRestart w:val="{restart}"/>')
    number = word.list(word.definition(level("decimal", "%1."), inner))
    for text, depth in (("章", 0), ("甲", 1), ("乙", 1), ("章", 0), ("丙", 1)):
        word.paragraph(text, number=number, level=depth)
    assert [line.split()[0] for line in lines(word) if not line.endswith("章")] == expected


def test_a_heading_style_brings_its_number_and_its_level() -> None:
    word = Word()
    bound = '<w:pStyle w:val="Heading{}"/>'
    definition = word.definition(
        level("chineseCounting", "%1、", bound.format(1)), level("chineseCounting", "（%2）", bound.format(2))
    )
    number = word.list(definition)
    for name in ("Heading 1", "Heading 2"):
        style = word.document.styles[name].element
        properties = style.get_or_add_pPr()  # pyright: ignore[reportAttributeAccessIssue] - made by a metaclass
        properties.append(element(f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'))
    word.paragraph("总体要求", style="Heading 1")
    word.paragraph("指导思想", style="Heading 2")
    word.paragraph("坚持稳中求进。")
    word.paragraph("重点任务", style="Heading 1")
    plain = word.paragraph("不编号", style="Heading 1")
    plain._p.get_or_add_pPr().append(element('<w:numPr><w:numId w:val="0"/></w:numPr>'))
    document = read_bytes(word.data(), "a.docx")
    assert shown(document) == ["一、总体要求", "（一）指导思想", "坚持稳中求进。", "二、重点任务", "不编号"]
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1), ("heading", 2), ("paragraph", None), ("heading", 1), ("heading", 1),
    ]  # fmt: skip


def test_numbers_are_recorded_as_inserted() -> None:
    word = Word()
    word.paragraph("加强领导", number=word.list(word.definition(level("chineseCounting", "%1、"))))
    document = read_bytes(word.data(), "a.docx")
    assert [(document.text[e.start : e.end], e.kind) for e in document.edits] == [("一、", "inserted")]


def test_empty_paragraphs_count_and_bullets_are_no_words_but_dashes_are() -> None:
    word = Word()
    number = word.list(word.definition(level("decimal", "%1.")))
    points = word.list(word.definition(level("bullet", "\uf0b7")))
    dashes = word.list(word.definition(level("bullet", "——", '<w:suff w:val="nothing"/>')))
    for text, name in (("甲", number), ("", number), ("乙", number), ("丙", points), ("丁", dashes)):
        word.paragraph(text, number=name)
    document = read_bytes(word.data(), "a.docx")
    assert shown(document) == ["1. 甲", "3. 乙", "丙", "——丁"]
    assert document.blocks[2].kind == "item"


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {101: "一百零一", 110: "一百一十", 1000: "一千", 2034: "二千零三十四"}),
        ("japaneseCounting", {11: "十一", 21: "二十一", 100: "百", 111: "百十一"}),
        ("ideographDigital", {9: "九", 10: "一〇", 21: "二一"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperRoman", {4: "IV", 19: "XIX", 2024: "MMXXIV"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("noSuchFormat", {3: "3"}),
    ],
)
def test_numerals(style: str, numbers: dict[int, str]) -> None:
    assert {number: numeral(number, style) for number in numbers} == numbers


def test_changes_are_read_as_accepted() -> None:
    word = Word()
    author = "w:author='a'"
    deleted = "<w:r><w:delText>二十</w:delText></w:r>"
    changes = f"<w:del w:id='1' {author}>{deleted}</w:del><w:ins w:id='2' {author}>{run('三十')}</w:ins>"
    moved = f"<w:moveFrom w:id='3' {author}>{run('移走。')}</w:moveFrom>"
    word.add(paragraph(run("建成") + changes + run("个园区。") + moved))
    word.add(paragraph(run("壮大产业"), f"<w:rPr><w:del w:id='4' {author}/></w:rPr>"))
    word.add(paragraph(run("集群。")))
    assert lines(word) == ["建成三十个园区。", "壮大产业集群。"]


def field(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def code(words: str) -> str:
    return f"{field('begin')}<w:r><w:instrText> {words} </w:instrText></w:r>{field('separate')}"


def test_codes_tables_of_contents_and_hidden_words_are_left_out() -> None:
    word = Word()
    word.add(paragraph(code("TOC 1") + run("一、总则……1")))
    word.add(paragraph(run("二、任务……3") + field("end")))
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    word.add(f"<w:sdt>{gallery}<w:sdtContent>{paragraph(run('目录'))}</w:sdtContent></w:sdt>")
    word.add(f"<w:sdt><w:sdtContent>{paragraph(run('一、总则'))}</w:sdtContent></w:sdt>")
    reference = code("REF x") + run("附件1") + field("end")
    word.add(paragraph(run("见") + reference + run("内部", "<w:vanish/>") + run("。")))
    assert lines(word) == ["一、总则", "见附件1。"]


def test_line_breaks_tabs_and_signs() -> None:
    word = Word()
    breaks = "<w:r><w:br/><w:t>　　建成体系。</w:t><w:br w:type='page'/><w:tab/></w:r>"
    signs = "<w:noBreakHyphen/><w:sym w:font='Wingdings' w:char='F0E0'/><w:sym w:font='x' w:char='2264'/>"
    word.add(paragraph(run("一、目标。") + breaks + run("甲") + f"<w:r>{signs}</w:r>" + run("5")))
    assert lines(word) == ["一、目标。", "建成体系。 甲-≤5"]


def test_text_boxes_stand_where_they_are_anchored_and_once() -> None:
    inner = paragraph(run("专栏1 重大工程")) + paragraph(run("1.强基工程。"))
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    graphic = (
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    )
    choice = f"<mc:Choice Requires='wps'><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></mc:Choice>"
    shape = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f"<mc:AlternateContent>{choice}<mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
    word = Word()
    word.paragraph("实施下列工程。")
    word.add(paragraph(f"<w:r>{both}</w:r>"))
    word.paragraph("抓好落实。")
    assert lines(word) == ["实施下列工程。", "专栏1 重大工程", "1.强基工程。", "抓好落实。"]
    boxed = [block.boxed for block in read_bytes(word.data(), "a.docx").blocks]
    assert boxed == [False, True, True, False]


def test_footnotes_are_asides_behind_their_paragraph() -> None:
    word = Word()
    word.add(paragraph(run("发展新质生产力") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("。")))
    word.paragraph("各地要落实。")
    words = paragraph("<w:r><w:footnoteRef/></w:r>" + run("以创新为主导。"))
    note = f"<w:footnote w:id='2'>{words}</w:footnote>"
    part = element(f"<w:footnotes>{note}</w:footnotes>")
    document = read_bytes(with_part(word.data(), "word/footnotes.xml", "footnotes", part), "a.docx")
    assert shown(document) == ["发展新质生产力。", "以创新为主导。", "各地要落实。"]
    assert [block.kind for block in document.blocks] == ["paragraph", "aside", "paragraph"]


def test_tables_keep_their_place_and_columns() -> None:
    word = Word()
    word.paragraph("主要指标如下。")
    table = word.document.add_table(rows=4, cols=4)
    words = "类别,指标,目标值,/,,2023年,2027年/创新,投入强度,2.1%,3%/,专利,120,300"
    for row, cells in zip(table.rows, (line.split(",") for line in words.split("/")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(2, 0).merge(table.cell(3, 0))
    word.paragraph("抓好落实。")
    assert lines(word) == [
        "主要指标如下。",
        "类别 | 指标 | 目标值 | ·",
        "· | · | 2023年 | 2027年",
        "创新 | 投入强度 | 2.1% | 3%",
        "· | 专利 | 120 | 300",
        "抓好落实。",
    ]


def test_a_table_of_one_cell_is_a_box_and_rows_that_were_deleted_are_gone() -> None:
    word = Word()
    box = word.document.add_table(rows=1, cols=1)
    box.cell(0, 0).text = "专栏1 重大工程"
    box.cell(0, 0).add_paragraph("1.强基工程。")
    table = word.document.add_table(rows=2, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(element("<w:del w:id='1' w:author='a'/>"))
    for row, words in zip(table.rows, (("旧", "1"), ("新", "2")), strict=True):
        row.cells[0].text, row.cells[1].text = words
    assert lines(word) == ["专栏1 重大工程", "1.强基工程。", "新 | 2"]


def test_bold_and_typefaces_of_run_in_headings() -> None:
    word = Word()
    first = word.paragraph("")
    first.add_run("坚持创新。").bold = True
    first.add_run("强化企业主体地位。")
    faces = ("<w:rFonts w:eastAsia='楷体_GB2312'/>", "<w:rFonts w:eastAsia='仿宋_GB2312'/>")
    word.add(paragraph(run("坚持绿色。", faces[0]) + run("推动降碳。", faces[1])))
    style = word.document.styles["Heading 3"]
    style.font.bold = True  # pyright: ignore[reportAttributeAccessIssue] - paragraph styles have one
    word.paragraph("目标", style="Heading 3")
    document = read_bytes(word.data(), "a.docx")
    bold = [[document.text[s.start : s.end] for s in block.bold] for block in document.blocks]
    assert bold == [["坚持创新。"], ["坚持绿色。"], ["目标"]]


def test_a_title_over_several_centred_lines_is_one() -> None:
    word = Word()
    centred = "<w:jc w:val='center'/>"
    for text in ("某省人民政府办公厅", "关于印发某省人工智能发展规划的通知"):
        word.add(paragraph(run(text, "<w:sz w:val='44'/>"), centred))
    word.add(paragraph(run("某政办发〔2024〕8号", "<w:sz w:val='32'/>"), centred))
    word.add(paragraph(run("各市人民政府，省直各部门，现印发给你们，请遵照执行。", "<w:sz w:val='32'/>")))
    expected = ["某省人民政府办公厅关于印发某省人工智能发展规划的通知", "某政办发〔2024〕8号"]
    assert lines(word)[:2] == expected


def test_paragraphs_that_a_program_tore_are_put_together() -> None:
    word = Word()
    word.paragraph("完善产业生态。健全政策法规，加强研发、测")
    word.paragraph("试、标准等公共服务能力。")
    document = read_bytes(word.data(), "a.docx")
    assert shown(document) == ["完善产业生态。健全政策法规，加强研发、测试、标准等公共服务能力。"]
    assert [edit.kind for edit in document.edits] == ["joined"]


def test_the_strict_variant_of_the_format_is_read() -> None:
    word = Word()
    word.paragraph("推进新型工业化。")
    out = BytesIO()
    with ZipFile(BytesIO(word.data())) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            for usual, strict in STRICT.items():
                part = part.replace(usual, strict)
            new.writestr(info.filename, part)
    assert shown(read_bytes(out.getvalue(), "a.docx")) == ["推进新型工业化。"]


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/": b"http://purl.oclc.org/ooxml/wordprocessingml/",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_part(data: bytes, name: str, kind: str, root: Any) -> bytes:
    """Return a package with one part more, to which its text refers."""
    target = name.removeprefix("word/")
    relation = f'<Relationship Id="rIdX" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", relation.encode())
            new.writestr(info.filename, part)
        new.writestr(name, etree.tostring(root))
    return out.getvalue()


W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def package(inner: str, before: str = "") -> bytes:
    """Return a package whose text part holds this XML."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        new.writestr("word/document.xml", f"{before}<w:document {W}>{inner}</w:document>")
    return out.getvalue()


def large(text: str) -> bytes:
    """Return a package that packs much space around a text."""
    return package(f"<!--{' ' * 12_000}-->" * 1000 + f"<w:body>{paragraph(run(text))}</w:body>")


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "甲乙丙"}">' for n in range(9))
HOSTILE: dict[str, tuple[bytes, type[InputError]]] = {
    "bomb": (large("甲"), LimitError),
    "entities": (
        package(f"<w:body>{paragraph(run('&e8;'))}</w:body>", f"<!DOCTYPE x [{ENTITIES}]>"),
        InputError,
    ),
    "document type": (package("<w:body/>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"), InputError),
    "nesting": (package("<w:sdt>" * 3000 + "</w:sdt>" * 3000), LimitError),
    "cut xml": (package("<w:body><w:p>"), InputError),
    "no body": (package(""), InputError),
    "no words": (package("<w:body/>"), EmptyDocumentError),
    "cut zip": (b"PK\x03\x04word/document.xml" + b"\0" * 100, InputError),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_end_in_one_sentence(name: str) -> None:
    data, error = HOSTILE[name]
    with pytest.raises(error) as caught:
        read_bytes(data, "a.docx")
    assert "\n" not in caught.value.message


def test_limits_can_be_raised() -> None:
    loose = raised(DEFAULT_LIMITS, "ratio=2000")
    with pytest.raises(LimitError, match="--limit ratio="):
        read_bytes(large("甲"), "a.docx")
    assert read_bytes(large("甲"), "a.docx", limits=loose).text == "甲\n"
    with pytest.raises(LimitError, match="--limit unpacked="):
        read_bytes(large("甲"), "a.docx", limits=raised(loose, "unpacked=1m"))


def test_embedded_pages_are_announced() -> None:
    word = Word()
    word.paragraph("正文。")
    word.add("<w:altChunk r:id='rId9'/>")
    assert [message.code for message in read_bytes(word.data(), "a.docx").messages] == ["embedded-content"]


@pytest.fixture(scope="session")
def office() -> str:
    program = legacy.find_program()
    if program is None:
        pytest.skip(NO_OFFICE)
    return program


@pytest.fixture(scope="session")
def numbered() -> Word:
    word = Word()
    number = word.list(word.definition(*CHAPTERS[:4]))
    for text, depth in (
        ("总则", 0),
        ("目的", 1),
        ("公平公正", 2),
        ("公开透明", 2),
        ("程序", 3),
        ("任务", 0),
        ("产业", 1),
    ):
        word.paragraph(text, number=number, level=depth)
    word.paragraph("加强组织领导。")
    return word


def convert(program: str, data: bytes, ending: str, folder: Path) -> bytes:
    source = folder / "source.docx"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    kind = "txt:Text (encoded):UTF8" if ending == "txt" else ending
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"source.{ending}").read_bytes()


def test_numbers_are_those_that_libreoffice_shows(office: str, numbered: Word, tmp_path: Path) -> None:
    text = convert(office, numbered.data(), "txt", tmp_path).decode("utf-8-sig")
    expected = [re.sub(r"\s", "", line) for line in text.splitlines() if line.strip()]
    assert [re.sub(r"\s", "", line) for line in lines(numbered)] == expected


@pytest.mark.parametrize("ending", ["doc", "odt"])
def test_older_formats_read_like_the_new_one(
    office: str, numbered: Word, ending: str, tmp_path: Path
) -> None:
    data = convert(office, numbered.data(), ending, tmp_path)
    document = read_bytes(data, f"规划.{ending}")
    assert document.format == ending
    assert [re.sub(r"\s", "", line) for line in shown(document)] == [
        re.sub(r"\s", "", line) for line in lines(numbered)
    ]


def test_without_libreoffice_older_formats_are_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if legacy.find_program() is not None:
        pytest.skip("LibreOffice stands outside the search path")
    with pytest.raises(UnsupportedFormatError, match=r"LibreOffice.*\.docx"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "规划.doc")


@pytest.mark.parametrize(
    ("stream", "error"),
    [
        ("EncryptedPackage", LockedDocumentError),
        ("Workbook", UnsupportedFormatError),
        ("PowerPoint Document", UnsupportedFormatError),
    ],
)
def test_compound_files_that_are_no_text_say_so(stream: str, error: type[InputError]) -> None:
    with pytest.raises(error):
        read_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + stream.encode("utf-16-le") + b"\0" * 64,
            "a.doc",
        )


def test_translation_memories_give_their_chinese_side() -> None:
    unit = "<tu><tuv xml:lang='en'><seg>x</seg></tuv><tuv xml:lang='zh-CN'><seg>{}</seg></tuv></tu>"
    body = "".join(map(unit.format, ("一、总体要求", "面对复杂形势，", "全市上下共同努力。", "成效明显。")))
    document = read_bytes(
        f"<?xml version='1.0'?><tmx version='1.4'><body>{body}</body></tmx>".encode(), "a.tmx"
    )
    assert shown(document) == ["一、总体要求", "面对复杂形势，全市上下共同努力。", "成效明显。"]
    assert document.format == "tmx"


def test_marks_of_markdown_that_stand_as_text_are_read_as_marks() -> None:
    word = Word()
    for text in ("## 重点任务", "- **强化创新**：加大投入。", "**夯实基础**，补齐短板。", "2*3*4 不是标记"):
        word.paragraph(text)
    document = read_bytes(word.data(), "a.docx")
    assert shown(document) == ["重点任务", "强化创新：加大投入。", "夯实基础，补齐短板。", "2*3*4 不是标记"]
    assert [(block.kind, block.level) for block in document.blocks[:2]] == [("heading", 2), ("item", None)]
    assert [document.text[span.start : span.end] for span in document.blocks[2].bold] == ["夯实基础"]


def test_one_mark_alone_is_text() -> None:
    word = Word()
    word.paragraph("# 号楼改造，按期完成。")
    assert lines(word) == ["# 号楼改造，按期完成。"]


def test_what_a_program_appended_about_its_highlighting_is_set_apart() -> None:
    word = Word()
    for text in ("加强组织领导，落实责任。", "【高亮说明】", "• 绿色高亮 (评分80/100)"):
        word.paragraph(text)
    document = read_bytes(word.data(), "a.docx")
    assert [block.kind for block in document.blocks] == ["paragraph", "aside", "aside"]


@pytest.mark.parametrize(("word", "markdown"), [("055", "034"), ("052", "025")])
def test_real_word_files_read_like_their_markdown_twins(word: str, markdown: str, shared: Path) -> None:
    """The Word files were made from the Markdown, marks and all, with a title before and a legend behind."""
    first, second = (read(next((shared / "corpus").glob(f"{number}_*"))) for number in (word, markdown))
    check_offsets(first)
    assert own_lines(first)[1:] == own_lines(second)


def own_lines(document: Document) -> list[tuple[str, int | None, str]]:
    pairs = zip(document.blocks, document.lines(), strict=True)
    return [(block.kind, block.level, line) for block, line in pairs if block.kind != "aside"]
