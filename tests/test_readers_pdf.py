"""PDF files: paragraphs rebuilt, pages' furniture gone, notes, bold words, columns of text."""

from __future__ import annotations

import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Spacer, Table, TableStyle

from planscan.analyzers.document import Block, Document
from planscan.analyzers.readers import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import FACE, SIZE, TITLE, drawn, lines, numbered, prose, style, text, typeset, words

LONGEST_LINE = 60
"""Characters, some of them narrow, that the widest lines set here hold at most."""


def bold(document: Document, block: Block) -> list[str]:
    """Return the words of a block that are bold."""
    return [document.text[s.start : s.end] for s in block.bold]


def test_wrapped_paragraphs_are_whole_over_lines_and_pages() -> None:
    paragraphs = prose(40)
    document = read_bytes(typeset([text(p) for p in paragraphs], numbered), "a.pdf")
    assert list(document.lines()) == paragraphs
    assert document.format == "pdf"
    assert document.text == "\n".join(paragraphs) + "\n"
    pages = [block.page or 0 for block in document.blocks]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 2


def test_joins_are_told() -> None:
    document = read_bytes(typeset([text(p) for p in prose(3)]), "a.pdf")
    joins = [edit for edit in document.edits if edit.kind == "joined"]
    assert len(joins) >= 3
    assert all(0 < edit.start <= edit.end < len(document.text) for edit in joins)
    assert all(document.text[edit.start - 1] != "\n" for edit in joins)


@pytest.mark.parametrize("form", ["{}", "- {} -", "第 {} 页", "第{}页 共9页", "{}/9", "Page {} of 9"])
def test_page_numbers_of_all_forms_are_gone(form: str) -> None:
    paragraphs = prose(30)
    assert lines(typeset([text(p) for p in paragraphs], partial(numbered, form=form))) == paragraphs


def test_figures_in_lines_of_their_own_stay() -> None:
    story = [text("地区生产总值预期增长"), text("5.5"), text("左右，城镇新增就业")]
    assert "5.5" in "".join(lines(typeset(story)))


@settings(max_examples=25)
@given(
    seed=st.integers(0, 10**6),
    count=st.integers(6, 25),  # two lines alone do not show whether the second goes on
    size=st.sampled_from([10.5, 12, 14, 16]),
    leading=st.sampled_from([1.3, 1.5, 1.75, 2.0]),
    margin=st.integers(50, 120),
    justified=st.booleans(),
)
def test_paragraphs_survive_any_typesetting(
    seed: int, count: int, size: float, leading: float, margin: int, justified: bool
) -> None:
    paragraphs = prose(count, seed)
    # Where each paragraph takes one line nothing shows whether that is full.
    assume(max(map(len, paragraphs)) > LONGEST_LINE)
    look = style(size, leading=leading * size, alignment=4 if justified else 0)
    assert (
        lines(typeset([text(p, look) for p in paragraphs], leftMargin=margin, rightMargin=margin))
        == paragraphs
    )


def test_paragraphs_without_an_indent_are_told_by_their_distance() -> None:
    paragraphs = prose(12, seed=3)
    look = style(firstLineIndent=0, spaceAfter=8)
    assert lines(typeset([text(p, look) for p in paragraphs])) == paragraphs


def test_a_title_over_two_lines_is_one_heading() -> None:
    title = "某市人民政府办公室关于印发某市数字经济高质量发展三年行动计划的通知"
    story = [text(title, TITLE), *(text(p) for p in prose(5))]
    first = read_bytes(typeset(story), "a.pdf")
    assert words(first, first.blocks[0]) == title
    assert first.blocks[0].kind == "heading"
    assert first.blocks[0].level == 1
    assert first.blocks[1].kind == "paragraph"


def test_signature_and_date_stay_apart() -> None:
    right = style(alignment=2, firstLineIndent=0)
    story = [*(text(p) for p in prose(4)), text("某市人民政府", right), text("2026年3月1日", right)]
    assert lines(typeset(story))[-2:] == ["某市人民政府", "2026年3月1日"]


def test_a_table_of_contents_is_gone_and_its_headings_stay() -> None:
    headings = ["一、发展基础", "二、总体要求", "三、主要任务", "四、保障措施"]
    plain = style(firstLineIndent=0, alignment=0)
    entries = [text(f"{h}{'.' * 60}{page}", plain) for page, h in enumerate(headings, 1)]
    body = [item for h, p in zip(headings, prose(4), strict=True) for item in (text(h), text(p))]
    story = [text("目  录", TITLE), *entries, PageBreak(), *body]
    found = lines(typeset(story, numbered))
    assert found == [words for pair in zip(headings, prose(4), strict=True) for words in pair]


def test_footnotes_are_set_apart_and_their_marks_leave_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "到2028年，建成可信数据空间100个以上")
        canvas.setFont(FACE, 7)
        canvas.drawString(
            80 + canvas.stringWidth("到2028年，建成可信数据空间100个以上", FACE, SIZE), 706, "1"
        )
        canvas.setFont(FACE, SIZE)
        canvas.drawString(52, 676, "，数据流通更加顺畅。")
        canvas.line(52, 120, 200, 120)
        canvas.setFont(FACE, 9)
        canvas.drawString(52, 105, "1 可信数据空间是一种数据流通利用基础设施。")

    document = read_bytes(drawn(draw), "a.pdf")
    asides = [words(document, b) for b in document.blocks if b.kind == "aside"]
    assert asides == ["1 可信数据空间是一种数据流通利用基础设施。"]
    text_ = "".join(words(document, b) for b in document.blocks if b.kind != "aside")
    assert text_ == "到2028年，建成可信数据空间100个以上，数据流通更加顺畅。"


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3, 0.6):
            canvas.drawString(80 + shift, 700, "一、总体要求")
        canvas.drawString(80, 670, "推进——智能工厂建设，第11章。")

    assert lines(drawn(draw)) == ["一、总体要求", "推进——智能工厂建设，第11章。"]


@pytest.mark.parametrize("mode", [0, 2])
def test_bold_words_at_the_beginning_are_told(mode: int) -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(3):
            line = canvas.beginText(80, 700 - 60 * n)
            line.setFont(FACE, SIZE)
            line.setTextRenderMode(mode)  # pyright: ignore[reportArgumentType] - one of its eight
            line.textOut("坚持创新驱动。")
            line.setTextRenderMode(0)
            line.textOut("把创新摆在核心位置，加快转型。")
            canvas.drawText(line)

    document = read_bytes(drawn(draw), "a.pdf")
    expected = [["坚持创新驱动。"]] * 3 if mode == 2 else [[]] * 3
    assert [bold(document, block) for block in document.blocks] == expected


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = prose(6, seed=11), prose(6, seed=12)

    def draw(canvas: Canvas) -> None:
        for x, column in ((50, left), (310, right)):
            y = 760.0
            for paragraph in column:
                flow = text(paragraph, style(10))
                _, height = flow.wrap(235, y)
                flow.drawOn(canvas, x, y - height)
                y -= height

    assert lines(drawn(draw)) == [*left, *right]


def test_leaning_watermarks_are_not_text() -> None:
    paragraphs = prose(20)

    def stamp(canvas: Canvas, document: Any) -> None:
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(45)
        canvas.setFont(FACE, 60)
        canvas.drawCentredString(0, 0, "内部资料")
        canvas.restoreState()

    assert lines(typeset([text(p) for p in paragraphs], stamp)) == paragraphs


def test_turned_pages_are_read_upright() -> None:
    paragraphs = prose(3)
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.rotate(90)
    y = -60.0
    for paragraph in paragraphs:
        flow = text(paragraph)
        _, height = flow.wrap(700, 500)
        flow.drawOn(canvas, 60, y - height)
        y -= height
    canvas.showPage()
    canvas.save()
    assert lines(buffer.getvalue()) == paragraphs


def test_spaces_stay_where_the_page_shows_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "中共某市委 某市人民政府")
        x = 80.0
        for piece, gap in (
            ("力争到", 3.5),
            ("2028", 3.5),
            ("年，工业", 3.5),
            ("APP", 3.5),
            ("突破", 0),
        ):  # 0.25 em
            canvas.drawString(x, 670, piece)
            x += canvas.stringWidth(piece, FACE, SIZE) + gap

    found = lines(drawn(draw))
    assert found[0] == "中共某市委 某市人民政府"
    assert found[1] == "力争到2028年，工业APP突破"


def test_a_text_printed_twice_is_read_once_by_paragraphs() -> None:
    paragraphs = prose(14, seed=21)
    headings = [f"{n}、加强第{n}类保障" for n in "一二三"]
    run = "".join(f"{h}{''.join(paragraphs[5 * i : 5 * i + 5])}" for i, h in enumerate(headings))
    look = style(firstLineIndent=0, spaceAfter=9, alignment=0)
    found = lines(typeset([text(run, look), *(text(p, look) for p in paragraphs)]))
    whole = [line for i, h in enumerate(headings) for line in (h, *paragraphs[5 * i : 5 * i + 5])]
    assert found == whole


def test_a_portals_particulars_are_set_apart_and_stated() -> None:
    rows = ["发文机关：某市人民政府", "成文日期：2026年03月01日", "发文字号：某府发〔2026〕5号"]
    box = Table([[[text(r, style(11, firstLineIndent=0)) for r in rows]]], colWidths=[380])
    box.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 1, (0.7, 0.7, 0.7))]))
    body = prose(3)
    document = read_bytes(typeset([*(text(p) for p in body), Spacer(1, 30), box]), "a.pdf")
    assert [words(document, b) for b in document.blocks if b.kind != "aside"] == body
    assert document.hints["issuer"] == "某市人民政府"
    assert document.hints["number"] == "某府发〔2026〕5号"
    assert document.hints["issued"] == "2026年03月01日"
