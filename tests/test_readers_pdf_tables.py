"""PDF files: tables with lines, with some and with none, and boxes."""

from __future__ import annotations

import sys
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Spacer, Table, TableStyle

from planscan.analyzers.document import Document
from planscan.analyzers.readers import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import drawn, numbered, prose, ruled_table, style, text, typeset


def cells(document: Document) -> list[list[str]]:
    """Return the cells of each row of a table."""
    return [[document.text[s.start : s.end] for s in b.cells] for b in document.blocks if b.kind == "row"]


def test_a_ruled_table_comes_by_rows_with_wrapped_cells_whole() -> None:
    rows = [
        ["序号", "指标名称", "2028年目标", "属性"],
        ["1", "数字经济核心产业增加值占地区生产总值比重（%）", "12", "预期性"],
        ["2", "每万人口高价值发明专利拥有量（件）", "18.5", "约束性"],
    ]
    story = [text(prose(1)[0]), ruled_table(rows, [40, 130, 90, 70]), text(prose(1, 2)[0])]
    document = read_bytes(typeset(story), "a.pdf")
    assert cells(document) == rows
    assert [b.kind for b in document.blocks] == ["paragraph", "row", "row", "row", "paragraph"]
    row = document.blocks[2]
    assert document.text[row.stretches[0].start : row.stretches[-1].end] == "\t".join(rows[1])


def test_a_spanned_cell_is_written_once() -> None:
    rows = [
        ["领域", "工程", "单位"],
        ["制造", "智能工厂", "工信局"],
        ["", "链主培育", "发改委"],
        ["合计", "", "2项"],
    ]
    spans = [((0, 1), (0, 2)), ((0, 3), (1, 3))]
    document = read_bytes(typeset([ruled_table(rows, [80, 120, 90], spans=spans)]), "a.pdf")
    assert cells(document) == rows


def test_a_table_over_two_pages_has_its_header_once_and_no_torn_row() -> None:
    header = ["任务", "内容"]
    rows = [[f"第{n}项任务", p] for n, p in enumerate(prose(30, seed=5), 1)]
    table = ruled_table([header, *rows], [90, 330], repeatRows=1)
    document = read_bytes(typeset([table], numbered), "a.pdf")
    assert cells(document) == [header, *rows]


def test_a_table_with_level_lines_alone_has_its_wrapped_cells_whole() -> None:
    rows = [
        ["类别", "主要指标", "2025年", "2028年"],
        ["创新驱动", "全社会研发经费投入占地区生产总值比重（%）", "2.8", "3.5"],
        ["绿色发展", "单位地区生产总值能源消耗降低（%）", "13.5", "[15]"],
    ]
    look = style(12, firstLineIndent=0, alignment=0, leading=16)
    table = Table([[text(cell, look) for cell in row] for row in rows], colWidths=[80, 150, 80, 80])
    level = [("LINEBELOW", (0, 0), (-1, -1), 0.7, (0, 0, 0)), ("LINEABOVE", (0, 0), (-1, 0), 1, (0, 0, 0))]
    table.setStyle(TableStyle([*level, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    document = read_bytes(typeset([text(prose(1)[0]), Spacer(1, 20), table]), "a.pdf")
    assert cells(document) == rows


def test_columns_without_lines_come_as_rows() -> None:
    rows = [("指标", "2025年", "2028年"), ("研发投入强度", "2.8%", "3.5%"), ("骨干企业", "80家", "120家")]

    def draw(canvas: Canvas) -> None:
        for n, row in enumerate(rows):
            for x, cell in zip((80, 260, 400), row, strict=True):
                canvas.drawString(x, 700 - 30 * n, cell)

    assert cells(read_bytes(drawn(draw), "a.pdf")) == [list(row) for row in rows]


def test_a_box_holds_paragraphs_and_says_where_it_ends() -> None:
    inside = prose(3, seed=8)
    box = Table([[[text("专栏1 重点工程"), *(text(p) for p in inside)]]], colWidths=[430])
    box.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 1, (0, 0, 0))]))
    before, after = prose(2, seed=9)
    document = read_bytes(typeset([text(before), Spacer(1, 10), box, Spacer(1, 10), text(after)]), "a.pdf")
    assert list(document.lines()) == [before, "专栏1 重点工程", *inside, after]
    assert [block.boxed for block in document.blocks] == [False, True, True, True, True, False]
    assert {block.kind for block in document.blocks} == {"paragraph"}
