"""Word files: changes, codes, boxes, notes, tables, styles; what other programs leave in their text."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from planscan.analyzers.readers import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from word_maker import Word, element, lines, paragraph, run, shown


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
    """Return the XML of a run with one mark of a field: its begin, its middle or its end."""
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def code(words: str) -> str:
    """Return the XML of the beginning of a field, up to what it shows."""
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
