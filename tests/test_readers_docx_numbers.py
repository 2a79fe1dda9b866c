"""Word files: the numbers that Word writes before paragraphs and keeps out of their text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from planscan.analyzers.readers import read_bytes
from planscan.analyzers.readers.numbering import numeral

sys.path.insert(0, str(Path(__file__).parent))
from word_maker import CHAPTERS, Word, element, level, lines, shown


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
