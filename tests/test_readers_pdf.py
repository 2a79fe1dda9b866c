"""PDF files: paragraphs rebuilt, pages' furniture gone, tables, notes, columns; what can't be read says so."""

from __future__ import annotations

import random
import re
import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Spacer, Table, TableStyle

from planscan.analyzers.document import Block, Document
from planscan.analyzers.errors import (
    InputError,
    LimitError,
    LockedDocumentError,
    NoTextLayerError,
    UnsupportedFormatError,
)
from planscan.analyzers.readers import read, read_bytes
from planscan.analyzers.readers.limits import DEFAULT_LIMITS, raised

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import (
    BODY,
    FACE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIZE,
    TITLE,
    drawn,
    prose,
    ruled_table,
    style,
    text,
    typeset,
)

HEAD = "某市数字经济发展规划"


def lines(data: bytes) -> list[str]:
    return list(read_bytes(data, "a.pdf").lines())


def words(document: Document, block: Block) -> str:
    return "".join(document.text[s.start : s.end] for s in block.stretches)


def bold(document: Document, block: Block) -> list[str]:
    return [document.text[s.start : s.end] for s in block.bold]


def cells(document: Document) -> list[list[str]]:
    return [[document.text[s.start : s.end] for s in b.cells] for b in document.blocks if b.kind == "row"]


def numbered(canvas: Canvas, document: Any, form: str = "— {} —") -> None:
    """Draw a running head and a page number."""
    canvas.setFont(FACE, 10)
    canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 40, HEAD)
    canvas.drawCentredString(PAGE_WIDTH / 2, 40, form.format(document.page))


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


@settings(max_examples=25, deadline=None)
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


def scan(canvas: Canvas) -> None:
    """Draw a page that is one picture."""
    picture = Image.frombytes("L", (60, 80), random.Random(0).randbytes(4800))
    canvas.drawImage(ImageReader(picture), 40, 60, 500, 700)


def test_pictures_without_text_ask_for_ocr() -> None:
    def captioned(canvas: Canvas) -> None:
        scan(canvas)
        canvas.drawString(80, 800, "附件：某区空间布局图")

    for page in (scan, captioned):
        with pytest.raises(NoTextLayerError, match="OCR") as problem:
            read_bytes(drawn(page), "a.pdf")
        assert problem.value.code == "no-text-layer"


def test_pages_with_pictures_are_named() -> None:
    story = [text(p) for p in prose(30)]
    assert read_bytes(typeset(story), "a.pdf").messages == ()
    pictures = drawn(*(partial(draw_prose, seed=n, picture=n == 2) for n in (1, 2, 3)))
    (message,) = read_bytes(pictures, "a.pdf").messages
    assert (message.code, message.level) == ("unread-pictures", "info")
    assert "第 2 页" in message.message


def test_scanned_pages_among_others_are_a_warning() -> None:
    (message,) = read_bytes(
        drawn(*[partial(draw_prose, seed=n, picture=False) for n in range(5)], scan), "a.pdf"
    ).messages
    assert (message.code, message.level) == ("unread-pictures", "warning")
    assert "第 6 页" in message.message


def draw_prose(canvas: Canvas, seed: int, picture: bool) -> None:
    for n, paragraph in enumerate(prose(6, seed=seed)):
        flow = text(paragraph)
        _, height = flow.wrap(430, 500)
        flow.drawOn(canvas, 80, 740 - 80 * n - height)
    if picture:
        canvas.drawImage(ImageReader(Image.new("RGB", (40, 30), "red")), 80, 60, 400, 150)


def test_locked_files_ask_for_their_password() -> None:
    with pytest.raises(LockedDocumentError, match="密码") as problem:
        read_bytes(locked("secret"), "a.pdf")
    assert problem.value.code == "locked-document"


def test_files_locked_against_printing_alone_are_read() -> None:
    assert lines(locked("")) == ["一、总体要求"]


def locked(password: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    guard = StandardEncryption(password, ownerPassword="owner", canPrint=0)
    return drawn(lambda canvas: canvas.drawString(80, 700, "一、总体要求"), encrypt=guard)


@pytest.mark.parametrize("share", [0.02, 0.3])
def test_broken_files_say_so(share: float) -> None:
    data = typeset([text(p) for p in prose(40)])
    with pytest.raises(InputError) as problem:
        read_bytes(data[: int(len(data) * share)], "a.pdf")
    assert problem.value.code in {"unreadable-input", "empty-document"}


def test_garbage_behind_the_signature_says_so() -> None:
    with pytest.raises(InputError, match="损坏"):
        read_bytes(b"%PDF-1.7\n" + random.Random(1).randbytes(5000), "a.pdf")


def test_too_many_pages_are_refused_and_the_limit_can_be_raised() -> None:
    data = typeset([text(p) for p in prose(40)])
    with pytest.raises(LimitError, match="pages"):
        read_bytes(data, "a.pdf", limits=raised(DEFAULT_LIMITS, "pages=1"))
    assert read_bytes(data, "a.pdf", limits=raised(DEFAULT_LIMITS, "pages=50")).blocks


def test_without_the_library_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnsupportedFormatError, match=re.escape("pip install 'planscan[docs]'")):
        read_bytes(drawn(lambda canvas: canvas.drawString(80, 700, "一、总体要求")), "a.pdf")


def test_the_same_file_gives_the_same_document() -> None:
    data = typeset(
        [ruled_table([["甲", "乙"], ["丙", "丁"]], [90, 90]), *(text(p, BODY) for p in prose(9))], numbered
    )
    assert read_bytes(data, "a.pdf") == read_bytes(data, "a.pdf")


def corpus(shared: Path) -> list[Path]:
    return sorted((shared / "corpus").glob("*.pdf"))


def test_real_files_are_read_without_their_pages_furniture(shared: Path) -> None:
    leaders = re.compile(r"[.…·]{6,}\s*\d+$")
    number = re.compile(r"\s*[-—–]?\s*\d{1,3}\s*[-—–]?\s*")
    unread: list[str] = []
    for path in corpus(shared):
        try:
            document = read(path)
        except NoTextLayerError:
            unread.append(path.name[:3])
            continue
        found = list(document.lines())
        assert [line.strip("\t") for line in document.text.splitlines()] == found
        assert not [line for line in found if leaders.search(line)], path.name
        assert not [line for line in found if number.fullmatch(line)], path.name
        long = [line for line in found if len(line) >= 40]
        assert len(long) == len(set(long)), path.name
    assert unread == ["056"]


def test_real_paragraphs_end_where_sentences_and_headings_do(shared: Path) -> None:
    ended = re.compile(r"[。；：！？”）]$")
    heading = re.compile(
        r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|专栏|附件|图|——|\d{1,2}\.)"
    )
    for path in corpus(shared):
        if path.name[:3] in {"022", "056"}:  # a list of links, and a picture
            continue
        document = read(path)
        torn = [
            words(document, b)
            for b in document.blocks
            if b.kind == "paragraph"
            and not ended.search(words(document, b))
            and not heading.match(words(document, b))
        ]
        assert all(len(line) <= 40 for line in torn), path.name


def test_the_same_plan_reads_alike_as_pdf_and_as_markdown(shared: Path) -> None:
    pdf, markdown = (next((shared / "corpus").glob(f"{n}_*")) for n in ("011", "024"))
    left = [words(d, b) for d in [read(pdf)] for b in d.blocks if b.kind != "aside"]
    right = {words(d, b) for d in [read(markdown)] for b in d.blocks}
    assert [line for line in left if line not in right] == [
        left[0]
    ]  # the title, which the other has in two lines
