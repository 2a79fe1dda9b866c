"""Web pages: the text without what stands around it, tables, lists, titles, what pages say of themselves."""

from __future__ import annotations

import html
import re
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from planscan.analyzers.document import Block, Document
from planscan.analyzers.errors import EmptyDocumentError, LimitError
from planscan.analyzers.readers import read, read_bytes
from planscan.analyzers.readers.limits import DEFAULT_LIMITS, raised

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "web_pages.yaml").read_text(encoding="utf-8"))


def page(text: str, encoding: str = "utf-8") -> Document:
    """Return the document of a web page."""
    return read_bytes(text.encode(encoding), "page.html")


def words(document: Document, block: Block) -> str:
    """Write a block as the cases do."""
    if block.cells:
        return " | ".join(document.text[cell.start : cell.end] or "·" for cell in block.cells)
    return "".join(document.text[s.start : s.end] for s in block.stretches)


def check_offsets(document: Document) -> None:
    """Hold what the canonical text of a page promises."""
    lines = document.text.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(document.blocks)
    for line, block in zip(lines, document.blocks, strict=True):
        assert line.strip("\t") == "".join(document.text[s.start : s.end] for s in block.stretches)
        if block.cells:
            assert "\t".join(document.text[cell.start : cell.end] for cell in block.cells) == line
        for bold in block.bold:
            assert block.stretches[0].start <= bold.start < bold.end <= block.stretches[-1].end


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pages_are_read_as_their_readers_see_them(case: dict[str, Any]) -> None:
    document = page(case["page"])
    check_offsets(document)
    assert [words(document, block) for block in document.blocks] == case["lines"]
    for number, spans in case.get("bold", {}).items():
        found = document.blocks[number].bold
        assert [document.text[span.start : span.end] for span in found] == spans
    for number, level in case.get("levels", {}).items():
        assert document.blocks[number].level == level
    for number, kind in case.get("kinds", {}).items():
        assert document.blocks[number].kind == kind
    if "boxed" in case:
        assert [number for number, block in enumerate(document.blocks) if block.boxed] == case["boxed"]
    if "hints" in case:
        assert dict(document.hints) == case["hints"]


@pytest.mark.parametrize(
    ("declared", "written", "recorded"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("gb2312", "utf-8-sig", "utf-8-sig"),
        ("big5", "big5", "big5"),
        ("utf-16", "utf-16", "utf-16-le"),
        ("no-such-thing", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
    ],
)
def test_the_encoding_is_the_declared_one_if_the_bytes_agree(
    declared: str, written: str, recorded: str
) -> None:
    text = (
        "推動產業升級，加快轉型，完善配套政策，落實各項任務。"
        if written == "big5"
        else "推动产业升级，加快建设。" * 3
    )
    source = f'<html><head><meta charset="{declared}"></head><body><div id="zoom"><p>{text}</p></div></body>'
    document = page(source, written)
    assert document.text == text + "\n"
    assert document.encoding == recorded


def test_an_encoding_that_the_user_demands_overrules_the_page() -> None:
    source = '<meta charset="utf-8"><div id="zoom"><p>推动产业升级，加快建设。</p></div>'.encode("gb18030")
    assert read_bytes(source, "a.html", "gb18030").text == "推动产业升级，加快建设。\n"


def test_blocks_name_the_line_of_the_source() -> None:
    document = page(
        '<html>\n<body><div id="zoom">\n<p>一句，话。</p>\n\n<p>两句，话。</p></div></body></html>'
    )
    assert [block.line for block in document.blocks] == [3, 5]


def test_what_the_reader_wrote_is_recorded() -> None:
    document = page('<div id="zoom"><ol><li>摸清底数，建立台账</li></ol></div>')
    assert [(document.text[e.start : e.end], e.kind) for e in document.edits] == [("1. ", "inserted")]


def test_a_page_without_words_is_an_error() -> None:
    with pytest.raises(EmptyDocumentError):
        page("<html><head><script>var a = 1;</script></head><body></body></html>")


def test_nesting_is_limited_and_the_limit_can_be_raised() -> None:
    source = ("<div>" * 600 + "<p>层层嵌套，仍可读取。</p>" + "</div>" * 600).encode()
    with pytest.raises(LimitError, match="--limit depth="):
        read_bytes(source, "a.html")
    assert (
        read_bytes(source, "a.html", limits=raised(DEFAULT_LIMITS, "depth=1500")).text
        == "层层嵌套，仍可读取。\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "<!--" * 20_000,
        "<a b='" * 20_000,
        "<%" * 20_000,
        "<table>" + "<td colspan=99999999 rowspan=99999999>甲" * 3_000 + "<tr><td>乙",
        "".join(f"<font size={n}><p>字" for n in range(5_000)),
        "<ol>" + "<li>项，目。" * 3_000,
        "<p>" + "<b>粗，</b>" * 20_000,
    ],
    ids=lambda source: source[:12],
)
def test_pages_made_to_be_expensive_end(source: str) -> None:
    with suppress(EmptyDocumentError, LimitError):
        check_offsets(page(f"<html><body>{source}"))


def test_pages_saved_with_their_pictures_in_one_file() -> None:
    mail = EmailMessage()
    mail["Subject"] = "某市规划"
    mail.set_content(
        "<html><body><div id=zoom><p>推进产业升级，加快建设。</p></div></body></html>",
        subtype="html",
        charset="gb18030",
        cte="quoted-printable",
    )
    mail.make_related()
    mail.add_related(b"picture", maintype="image", subtype="png")
    document = read_bytes(mail.as_bytes(), "saved")
    assert (document.format, document.encoding) == ("mhtml", "gb18030")
    assert document.text == "推进产业升级，加快建设。\n"


PROSE = st.text(alphabet=st.characters(categories=("Lo", "Nd", "Zs", "Po", "Pd", "Cc", "Cf")), max_size=40)


@given(st.lists(PROSE, min_size=1, max_size=12))
def test_offsets_hold_for_any_words(paragraphs: list[str]) -> None:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    try:
        document = page(f"<meta charset=utf-8><div id=zoom><p>各有关单位，请遵照执行。</p>{body}</div>")
    except EmptyDocumentError:
        return
    check_offsets(document)


@given(st.text(alphabet="<>/!-='\" \nabdivptrleo#&;甲乙，。", max_size=200))
def test_no_markup_makes_the_reader_fail(source: str) -> None:
    with suppress(EmptyDocumentError):
        check_offsets(page("<html>" + source))


CONTENT = {
    "073": "//div[@class='article-content']",
    "074": "//div[@id='info_cont']",
    "076": "//div[@id='zoomcon']/p",
    "077": "//div[@class='article-content']",
    "079": "//div[@id='zoomcon']",
    "080": "//div[@id='zoomcon']",
    "083": "//div[@class='frameNews']/p",
    "084": "//div[@class='frameNews']/p",
    "086": "//div[@class='news_real']",
}
"""Where a person finds the text in the real pages."""


@pytest.mark.parametrize("number", CONTENT)
def test_real_pages_are_read_completely_and_without_noise(number: str, shared: Path) -> None:
    (path,) = (shared / "corpus").glob(f"{number}_*")
    document = read(path)
    check_offsets(document)
    root = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    parts = root.xpath(CONTENT[number])
    expected = re.sub(r"\s", "", "".join(text for part in parts for text in part.itertext()))
    found = re.sub(r"\s", "", document.text)
    assert found.endswith(expected)
    assert len(found) - len(expected) < 60  # the title, where it stands outside


def test_titles_and_numbers_of_state_council_pages_stand_in_one_block(shared: Path) -> None:
    rows = (shared / "govcn" / "metadata.tsv").read_text(encoding="utf-8").splitlines()
    names = rows[0].split("\t")
    for row in rows[1:]:
        record = dict(zip(names, row.split("\t"), strict=True))
        document = read(shared / "govcn" / "html" / record["file"])
        check_offsets(document)
        lines = [re.sub(r"\s", "", line) for line in document.lines()]
        assert re.sub(r"\s", "", record["title"]) in lines
        assert record["doc_no"] in lines or record["doc_no"].startswith("国令第")
