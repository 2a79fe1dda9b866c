"""Plain text and Markdown: blocks, torn paragraphs, particulars, formats, errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planscan.analyzers.document import Block, Document
from planscan.analyzers.errors import (
    BinaryDocumentError,
    EmptyDocumentError,
    InputError,
    MissingInputError,
    PlanscanError,
    UnsupportedFormatError,
)
from planscan.analyzers.readers import EXTENSIONS, read, read_bytes
from planscan.analyzers.readers.cues import CLOSING, NOT_CLOSED_NEXT, OPENING
from planscan.analyzers.readers.lines import Line, Run
from planscan.analyzers.readers.markdown import Parser
from planscan.analyzers.readers.markdown_inline import needs_parser, pieces_of_words
from planscan.analyzers.readers.text import source_lines

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """Return the cases of a file, named by their ids."""
    listed = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["id"]) for case in listed]


def words(document: Document, block: Block) -> str:
    """Return the words of a block; the cells of a row stand between bars."""
    if block.cells:
        return "|".join(document.text[cell.start : cell.end] for cell in block.cells)
    return "".join(document.text[span.start : span.end] for span in block.stretches)


def from_text(text: str, name: str = "plan.txt") -> Document:
    """Return the document of a text in a file of that name."""
    return read_bytes(text.encode(), name)


MARKDOWN_LINES = (
    "", "", " ", "发展产业。", "  缩进的话", "\u3000\u3000首行缩进。", "    四格", "\t制表", "# 标题", "##标题", "- 甲", "- 乙", "+ [丙](/d)", "-  # 丁", "- - 戊", "-     己", "-", "* ", "- 1. 庚", "- 甲|乙", "  续项",
    "* 乙", "1. 丙", "12) 丁", "> 引文", "| 甲 | 乙 |", "|---|---|", "---", "===", "**重点**任务。", "见[链接](http://a.cn)", "`码`与\\*",
    "1.统筹规划", "3)丁", "#话题#", "## 甲 ##", "# #", "#", "### 乙 # ", "#\t丙", "- - -", "**甲**乙", "***", "* * *", "_ _ _", "__甲__乙", "+1", "~约", "==", "```", "-甲", "甲<br>乙", "<1%", "<p>段</p>", "<div>", "A&amp;B", "![图](b.png)", "一、总体要求", "2025年", "尾空  ", "下划_线_",
)  # fmt: skip
"""Lines of Markdown that begin, go on with, or end blocks of all kinds."""


@pytest.mark.parametrize("case", cases("text_lines"))
def test_the_lines_of_a_text_become_paragraphs(case: dict[str, Any]) -> None:
    document = from_text(case["text"])
    marks = {"aside": "~", "row": "", "paragraph": ""}
    assert [marks[block.kind] + words(document, block) for block in document.blocks] == case["blocks"]
    assert dict(document.hints) == case.get("hints", {})
    assert [block.kind == "row" for block in document.blocks] == ["|" in block for block in case["blocks"]]


@pytest.mark.parametrize("case", cases("text_lines"))
def test_the_canonical_text_of_a_text_file_is_what_it_holds(case: dict[str, Any]) -> None:
    assert from_text(case["text"]).text == case["text"]
    assert read_bytes(b"\xef\xbb\xbf" + case["text"].encode(), "-").text == case["text"]


@pytest.mark.parametrize("case", cases("markdown"))
def test_the_parts_of_markdown_become_blocks(case: dict[str, Any]) -> None:
    document = from_text(case["text"], "plan.md")
    found = [f"{block.kind}{block.level or ''} {words(document, block)}" for block in document.blocks]
    assert found == case["blocks"]
    assert dict(document.hints) == case.get("hints", {})
    if "bold" in case:
        bold = [document.text[s.start : s.end] for block in document.blocks for s in block.bold]
        assert bold == case["bold"]


@pytest.mark.parametrize("case", cases("markdown"))
def test_the_canonical_text_of_markdown_has_one_line_a_block(case: dict[str, Any]) -> None:
    document = from_text(case["text"], "plan.md")
    assert document.format == "markdown"
    assert document.text.endswith("\n")
    lines = document.text[:-1].split("\n")
    assert [line.strip("\t") for line in lines] == list(document.lines())


@given(st.lists(st.sampled_from(MARKDOWN_LINES), max_size=12).map("\n".join))
def test_paragraphs_that_need_no_parser_are_read_as_with_it(body: str) -> None:
    """A comment makes the parser read the whole text: it could go on behind empty lines."""
    one, other = (read_bytes((above + "\n\n首段。\n\n" + body).encode(), "a.md") for above in ("", "<!---->"))
    assert (one.text, one.blocks, one.edits, one.hints) == (
        other.text,
        other.blocks,
        other.edits,
        other.hints,
    )


@given(text=st.text(alphabet="甲《》“”()〔", max_size=10))
def test_no_bracket_is_left_open_where_the_next_one_closes_each(text: str) -> None:
    left: list[str] = []
    for mark in text:
        if mark in OPENING:
            left.append(CLOSING[OPENING.index(mark)])
        elif left and mark == left[-1]:
            left.pop()
    assert NOT_CLOSED_NEXT.search(text) or not left


PIECES_OF_MARKDOWN = (
    st.sampled_from(["[甲](/乙)", "[甲](/乙 )", "[a *b*](http://a.cn/?b&c)", "![丙](/d.png)", "[](./e)", "](/", "<1", "<1@a.cn>", "<_a@b.cn>", "&", "[", "]", "(", ")", "!"]),
    st.text(alphabet="甲a *_1.|~[]()/!<&;# \t\u3000\n", max_size=4),
)  # fmt: skip


@given(text=st.lists(st.one_of(*PIECES_OF_MARKDOWN), min_size=1, max_size=6).map("".join).filter(str.strip))
def test_words_emphasis_and_plain_links_are_the_pieces_that_the_parser_gives(text: str) -> None:
    assume(not needs_parser(text))
    parser = MarkdownIt("commonmark").disable(["emphasis", "text_join"])
    parsed = [(t.type.replace("hard", "soft"), t.content) for t in parser.inline.parse(text, parser, {}, [])]
    pieces = [(piece.type, piece.content) for piece in pieces_of_words(text)]
    assert [piece for piece in pieces if piece != ("text", "")] == parsed


@given(text=st.text(alphabet="甲 \n\r\v\x1c\x85\u2028", max_size=12))
def test_lines_end_where_unicode_says_and_are_counted_as_editors_do(text: str) -> None:
    pieces = re.split(r"(\r\n|[\n\r\v\f\x85\u2028\u2029])", text)
    counted = [
        sum(end in {"\n", "\r", "\r\n"} for end in pieces[1 : 2 * place : 2]) for place in range(len(pieces))
    ]
    numbers, lines = source_lines(text)
    assert (list(numbers), lines) == ([1 + n for n in counted[: len(lines)]], pieces[::2])


def test_blocks_name_the_line_of_the_source() -> None:
    in_text = from_text("甲。\r\n\r\n乙。\n丙。\r丁。")
    assert [block.line for block in in_text.blocks] == [1, 3, 4, 5]
    in_markdown = from_text("# 甲\r\n\r\n乙\n丙\n\n<p>丁</p>\n<p>戊</p>\n\n| 己 |\n|-|\n| 庚 |\n", "x.md")
    assert [block.line for block in in_markdown.blocks] == [1, 3, 4, 6, 7, 9, 11]


@given(st.lists(st.text("一甲。:* -|\t \u3000\v\x1c\x85\u2028\u200b\xad\ufff9", max_size=8), max_size=12))
def test_lines_of_markdown_are_clean_however_they_are_read(lines: list[str]) -> None:
    try:
        document = from_text("# 题\n\n" + "\n\n".join(lines), "x.md")
    except InputError:
        return
    for written in (words(document, block) for block in document.blocks if block.kind != "row"):
        assert written == Line(runs=(Run(written),)).text


_ADDRESSES = st.lists(
    st.sampled_from(
        ["javascript:", "vbscript:", "file:", "data:", "image/png;", "image/gif", "http:", "//", "@"]
    )
    | st.text(max_size=3)
    | st.text(" \t\xa0\x1c:/\\\\?#%[]aAıİK甲", max_size=3)
)


@given(_ADDRESSES.map("".join), st.booleans())
def test_which_links_are_none_can_be_told_from_their_addresses_as_written(address: str, upper: bool) -> None:
    parser, written = MarkdownIt(), address.upper() if upper else address
    as_read = Parser().normalizeLink(written)
    assert parser.validateLink(as_read) == parser.validateLink(parser.normalizeLink(written))


def test_what_was_joined_is_told() -> None:
    text = from_text("会议通过了《\n产业规划\n》。\n")
    assert [(edit.kind, text.text[edit.start : edit.end]) for edit in text.edits] == [("joined", "\n")] * 2
    markdown = from_text("健全标准。加强测\n\n试、认证等建设，优化服务。\n", "x.md")
    assert [(edit.kind, markdown.text[: edit.start]) for edit in markdown.edits] == [
        ("joined", "健全标准。加强测")
    ]


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        ("一、目标".encode(), "-", "text"),
        ("一、目标".encode(), "plan.unknown", "text"),
        ("# 规划\n\n内容。".encode(), "-", "markdown"),
        ("---\ntitle: 规划\n---\n内容。".encode(), "plan.txt", "markdown"),
        ("<p>甲。</p>\n<p>乙。</p>\n".encode(), "plan.txt", "markdown"),
        ("<!DOCTYPE html><html><body><p>规划内容。</p></body></html>".encode("gb18030"), "plan.txt", "html"),
        ("\n<HTML><body>规划内容。</body></HTML>".encode("utf-16"), "plan.md", "html"),
    ],
)
def test_a_format_is_known_by_its_content_first(data: bytes, name: str, format_: str) -> None:
    assert read_bytes(data, name).format == format_


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "empty.txt", EmptyDocumentError),
        (" \t\r\n\u3000\u200b\ufeff\n".encode(), "white.txt", EmptyDocumentError),
        (b"\xff\xfe", "mark.txt", EmptyDocumentError),
        (b"---\n\n***\n", "rules.md", EmptyDocumentError),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "plan.txt", UnsupportedFormatError),
        (b"PK\x03\x04" + bytes(26) + b"OFD.xml", "plan.docx", InputError),
        (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "plan.docx", UnsupportedFormatError),
        (b"\x7fELF" + bytes(200), "plan", BinaryDocumentError),
    ],
)
def test_what_is_no_document_has_its_own_error(data: bytes, name: str, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, name)
    assert caught.value.path == name


def test_files_that_cannot_be_read_have_their_own_error(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read(tmp_path / "absent.txt")
    with pytest.raises(InputError, match="文件夹"):
        read(tmp_path)


def test_a_file_and_its_bytes_are_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("一、目标\n到2030年。".encode("gb18030"))
    document = read(path)
    assert document == read_bytes(path.read_bytes(), str(path))
    assert (document.encoding, document.path) == ("gb18030", str(path))
    assert read(path, encoding="gb18030").text == document.text


def test_a_run_over_a_folder_takes_text_and_markdown() -> None:
    assert {".txt", ".md", ".markdown"} <= set(EXTENSIONS)


def test_all_real_texts_are_read(shared: Path) -> None:
    """Every text and Markdown file gives blocks with Chinese words and keeps its headings apart."""
    paths = [p for p in sorted((shared / "corpus").iterdir()) if p.suffix in {".md", ".txt"}]
    assert len(paths) > 100
    for path in paths:
        document = read(path)
        assert any("\u4e00" <= character <= "\u9fff" for character in document.text)
        assert "\ufffd" not in document.text
        assert all(block.stretches for block in document.blocks)
        if document.format == "markdown":
            assert document.text == "\n".join(document.lines()) + "\n"


def test_real_torn_paragraphs_are_whole(shared: Path) -> None:
    """The documents whose paragraphs are known to be torn have none that ends inside a word or bracket."""
    for number, ends in {"034": 5, "035": 2}.items():
        (path,) = (shared / "corpus").glob(f"{number}_*.md")
        document = read(path)
        assert len(document.edits) == ends
        bodies = [p.text for p in document.passages if "。" in p.text]
        assert [text[-20:] for text in bodies if text[-1] not in "。;)!”"] == []


def test_most_real_local_documents_are_read(shared: Path) -> None:
    paths = sorted((shared / "bulk" / "policies").glob("*.txt"))[::40]
    failed: list[PlanscanError] = []
    for path in paths:
        try:
            read(path)
        except PlanscanError as problem:
            failed.append(problem)
    assert failed == []
