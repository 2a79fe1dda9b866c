"""What every document promises, whatever its reader was given: offsets that lead back to the very characters."""

from __future__ import annotations

import pickle
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers.characters import UNSEEN, fold, holds_rare
from planscan.analyzers.document import Block, Document, Passage, Span
from planscan.analyzers.errors import EmptyDocumentError, SpanError
from planscan.analyzers.readers import read, read_bytes

PIECES = [
    "一、总体要求", "（二）", "1.", "第一条 ", "——", "到２０３０年，", "产業規模突破５００億元", "加强《", "》，", "责任单位：",
    "”", "“", "研发、测", "试", "GDP", "Global ", "坚持创新驱动。", "发布日期：2026-03-01", "打印", "的", "\t", "|", "# ", "- ",
    "**", "<p>", "</p>", "<br>", "---", "- 3 -", "\0", "\x02", "\u200b", "\ufeff", "\xad", "\u202e", "\u3000", "\xa0", " ",
    "\n", "\r\n", "\r", "\n\n", "\u2028", "\f", "\x85", "𠮷", "⼀", "🏙️", "葛\U000e0100",
]  # fmt: skip
WITHOUT_SURROGATES = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(WITHOUT_SURROGATES, max_size=3), max_size=60).map(
    lambda pieces: "".join(pieces).lstrip("\ufeff")
)
DEBRIS = " 0123456789-—_=*~·.…第页共,/"
"""Of what the lines consist that hold no words of a document: rules, numbers of pages."""
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])


def document_of(text: str, name: str, encoding: str) -> Document | None:
    """Return the document of a text in an encoding; None if there is nothing to read in it."""
    try:
        return read_bytes(text.encode(encoding), name, encoding)
    except EmptyDocumentError:
        return None


def written(document: Document, span: Span) -> str:
    """Return the words that a span cites."""
    return document.text[span.start : span.end]


def check(document: Document) -> None:
    """Hold what all documents promise."""
    for before, after in pairwise(document.blocks):
        assert before.stretches[-1].end <= after.stretches[0].start
    for block in document.blocks:
        assert block.stretches
        assert all(0 <= s.start < s.end <= len(document.text) for s in block.stretches)
        assert all(a.end <= b.start for a, b in pairwise(block.stretches))
        inside = [*block.bold, *(cell for cell in block.cells if cell.start < cell.end)]
        assert all(block.stretches[0].start <= s.start < s.end <= block.stretches[-1].end for s in inside)
        assert not any(UNSEEN.search(written(document, s)) for s in block.stretches)
        assert "".join(written(document, s) for s in block.stretches).strip()
    for edit in document.edits:
        assert 0 <= edit.start <= edit.end <= len(document.text)
    for passage in document.passages:
        check_passage(document, passage)


def check_passage(document: Document, passage: Passage) -> None:
    """Each character of a passage leads to the character of the document that it reads, and back."""
    assert passage.text == fold("".join(written(document, s) for s in passage.block.stretches))
    assert (passage.start, passage.end) == (passage.offset(0), passage.offset(len(passage.text) - 1) + 1)
    for local, character in enumerate(passage.text):
        offset = passage.offset(local)
        assert fold(document.text[offset]) == character
        assert passage.local(offset) == local
        assert passage.span(local, local + 1) == Span(offset, offset + 1)
    places = [(start, len(passage.text)) for start in range(len(passage.text))][:20]
    assert document.cited(passage, places) == [document.cite(*_ends(passage.span(*one))) for one in places]
    citation = document.cite(*_ends(passage.span(0, len(passage.text))))
    kept = UNSEEN.sub("", fold(citation.text))
    assert kept.startswith(passage.text[:1])
    if len(passage.block.stretches) == 1:
        assert fold(citation.text) == passage.text


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@given(TEXTS, ENCODINGS)
def test_every_text_file_keeps_the_promises(text: str, encoding: str) -> None:
    document = document_of(text, "plan.txt", encoding)
    if document is None:
        assert not fold(UNSEEN.sub("", text)).strip(DEBRIS + "#<>bpr|")
        return
    check(document)
    if document.format == "text":
        assert document.text == text


@given(TEXTS, ENCODINGS)
def test_every_markdown_file_keeps_the_promises(text: str, encoding: str) -> None:
    document = document_of(text, "plan.md", encoding)
    if document is None:
        return
    check(document)
    assert document.text.count("\n") == len(document.blocks)
    lines = document.text[:-1].split("\n")
    assert [line.strip("\t") for line in lines] == [line.strip("\t") for line in document.lines()]


@given(TEXTS)
def test_no_visible_character_of_a_text_is_lost_but_rules_and_page_numbers(text: str) -> None:
    """What stands in no block of a text file is white space, unseen, or a line of digits and dashes."""
    document = document_of(text, "plan.txt", "utf-8")
    if document is None or document.format != "text":
        return
    left = list(document.text)
    for block in document.blocks:
        for span in block.stretches:
            left[span.start : span.end] = " " * (span.end - span.start)
    rest = fold(UNSEEN.sub("", "".join(left)))
    assert not rest.strip(DEBRIS)


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(
    text=st.text(
        alphabet=st.one_of(
            st.characters(), st.sampled_from("，．：（）\u3000\n\r\u200b為＋甲a.\x1b\U0001bca0")
        )
    )
)
def test_where_nothing_rare_is_held_all_is_seen_and_folded_without_looking(text: str) -> None:
    assert holds_rare(text) or (fold(text, rare=False) == fold(text) and not UNSEEN.search(text))


def test_folded_white_space_is_always_a_plain_space() -> None:
    spaces = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
    assert fold("".join(spaces)) == " " * len(spaces)


def test_full_width_and_traditional_characters_are_folded_where_they_stand() -> None:
    document = read_bytes("到２０３０年，產業規模達５００億元。".encode(), "x")
    (passage,) = document.passages
    place = passage.text.index("500亿元")
    citation = document.cite(*_ends(passage.span(place, place + 5)))
    assert (citation.text, citation.start) == ("５００億元", 12)


def test_a_word_that_an_unseen_character_interrupts_is_whole_and_cited_as_it_stands() -> None:
    document = read_bytes("推动产\u200d业集\xad群发展。".encode(), "x")
    (passage,) = document.passages
    place = passage.text.index("产业集群")
    assert document.cite(*_ends(passage.span(place, place + 4))).text == "产\u200d业集\xad群"


def test_a_position_between_two_stretches_is_that_of_the_next_character() -> None:
    document = Document(
        path="x", format="text", sha256="", text="甲乙\r\n丙丁", blocks=(
            Block(kind="paragraph", stretches=(Span(0, 2), Span(4, 6))),
        ),
    )  # fmt: skip
    (passage,) = document.passages
    assert passage.text == "甲乙丙丁"
    assert [passage.local(offset) for offset in range(7)] == [0, 1, 2, 2, 2, 3, 4]
    assert passage.span(1, 3) == Span(1, 5)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 4)])
def test_a_citation_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        read_bytes("规划。".encode(), "x").cite(start, end)


def test_a_citation_of_nothing_is_refused_among_others() -> None:
    document = read_bytes("规划。".encode(), "x")
    with pytest.raises(SpanError):
        document.cited(document.passages[0], [(0, 2), (1, 1)])


def test_the_digests_name_the_bytes_and_the_text() -> None:
    plain, marked = read_bytes("规划。".encode(), "a"), read_bytes("规划。".encode("utf-8-sig"), "b")
    assert plain.sha256 != marked.sha256
    assert plain.text_sha256 == marked.text_sha256


@pytest.mark.parametrize(
    "document",
    [
        read_bytes("标题：规划\n一、目标\n".encode(), "x"),
        Document(path="x", format="text", sha256="", text="", blocks=()),
    ],
    ids=["read", "made by hand"],
)
def test_a_document_goes_from_one_process_to_another(document: Document) -> None:
    assert pickle.loads(pickle.dumps(document)) == document


def test_asides_are_in_the_text_and_not_among_the_passages() -> None:
    document = read_bytes("发布日期：2026-03-01\n一、目标\n".encode(), "x")
    assert [block.kind for block in document.blocks] == ["aside", "paragraph"]
    assert [passage.text for passage in document.passages] == ["一、目标"]
    assert document.block_at(3) == document.blocks[0]


@given(st.lists(st.text("甲乙", max_size=5), max_size=6), st.text("甲乙", min_size=1, max_size=3))
def test_words_are_found_in_the_passages_that_contain_them(lines: list[str], words: str) -> None:
    document = read_bytes("\n".join(["起", *lines]).encode(), "x.txt")
    assert list(document.containing(words)) == [p for p in document.passages if words in p.text]


@pytest.mark.parametrize("text", ["一、目标\n100家\n", "目标", "甲\n\n乙丙\n"])
@pytest.mark.parametrize("pattern", ["", "(?=.)|$", "[目家丙]", "甲"])
def test_what_is_found_lies_in_the_passages(text: str, pattern: str) -> None:
    """An expression without words that it needs, which users' lexicons may have, is found in any text."""
    document, expression = read_bytes(text.encode(), "x"), re.compile(pattern)
    places = document.places(expression)
    assert [p.place for p in document.holding(expression)] == list(places)
    for passage in document.passages:
        size = len(passage.text)  # behind its words the whole text goes on
        own = [hit.start() for hit in expression.finditer(passage.text) if hit.start() < size]
        assert [place for place in places.get(passage.place, ()) if place < size] == own


def test_real_documents_keep_the_promises(shared: Path) -> None:
    paths = [p for p in sorted((shared / "corpus").iterdir()) if p.suffix in {".md", ".txt"}]
    for path in paths[::9]:
        check(read(path))
