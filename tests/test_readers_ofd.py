"""OFD: pages set here by the rules of official documents (GB/T 9704—2012), written as GB/T 33190—2016 has it."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from planscan.analyzers.errors import InputError, LimitError, LockedDocumentError, NoTextLayerError
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.readers.limits import DEFAULT_LIMITS, raised

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE, LEADING = 5.64, 10.2
"""Type of size three and its leading, in millimetres."""
LEFT, TOP, PER_LINE, PER_PAGE = 28.0, 37.0, 28, 22
BODY, BLACK = "1", "2"
FONTS = (
    '<ofd:Font ID="1" FontName="FangSong" FamilyName="仿宋_GB2312"/>'
    '<ofd:Font ID="2" FontName="SimHei" FamilyName="黑体" Bold="true"/>'
)


def advance(character: str) -> float:
    """Return the width of a character in sizes."""
    return 0.5 if character.isascii() else 1.0


def text(words: str, x: float, base: float, size: float = SIZE, font: str = BODY, extra: str = "") -> str:
    """Return an object that writes words from a point."""
    deltas = " ".join(f"{size * advance(character):.4f}" for character in words[:-1])
    code = f'<ofd:TextCode X="0" Y="{size}" DeltaX="{deltas}">{escape(words)}</ofd:TextCode>'
    box = f'Boundary="{x} {base - size} {size * len(words)} {size * 1.2}"'
    return f'<ofd:TextObject ID="9" {box} Font="{font}" Size="{size}" {extra}>{code}</ofd:TextObject>'


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return an object that draws a line."""
    path = f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData>"
    box = f'Boundary="{x0} {y0} {x1 - x0} {y1 - y0}"'
    return f'<ofd:PathObject ID="9" {box} LineWidth="0.35">{path}</ofd:PathObject>'


def picture(x: float, y: float, width: float, height: float) -> str:
    """Return the XML of a picture."""
    return f'<ofd:ImageObject ID="9" Boundary="{x} {y} {width} {height}" ResourceID="7"/>'


def set_lines(paragraph: str) -> list[tuple[float, str]]:
    """Break a paragraph into lines; return each with its indent in sizes."""
    lines: list[tuple[float, str]] = []
    indent, room, line = 2.0, PER_LINE - 2.0, ""
    for character in paragraph:
        if room < advance(character) and character not in "，。":
            lines.append((indent, line))
            indent, room, line = 0.0, float(PER_LINE), ""
        line += character
        room -= advance(character)
    return [*lines, (indent, line)]


def pages(paragraphs: list[str]) -> list[str]:
    """Set paragraphs with an indent of two characters, and number the pages."""
    lines = [line for paragraph in paragraphs for line in set_lines(paragraph)]
    found: list[str] = []
    for number, first in enumerate(range(0, len(lines), PER_PAGE), 1):
        objects = [
            text(words, LEFT + SIZE * indent, TOP + LEADING * (row + 1))
            for row, (indent, words) in enumerate(lines[first : first + PER_PAGE])
        ]
        found.append("".join([*objects, text(f"— {number} —", 100, 275, 4.9)]))
    return found


def ofd(contents: list[str], templates: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return a file with these pages."""
    out = BytesIO()
    places = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(contents))
    )
    common = (
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{templates}"
    )
    files = {
        "OFD.xml": "<ofd:OFD {} Version='1.0'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {{}}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{places}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f"<ofd:Res {{}} BaseLoc='Res'><ofd:Fonts>{FONTS}</ofd:Fonts></ofd:Res>",
    }
    for number, content in enumerate(contents):
        reference = '<ofd:Template TemplateID="50" ZOrder="Background"/>' if templates else ""
        layer = f"<ofd:Content><ofd:Layer ID='8'>{content}</ofd:Layer></ofd:Content>"
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = f"<ofd:Page {{}}>{reference}{layer}</ofd:Page>"
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name, xml in {**files, **(parts or {})}.items():
            new.writestr(name, xml.replace("{}", NAMESPACE, 1))
    return out.getvalue()


LONG = "各级各部门要把推进新型工业化摆在突出位置，加强统筹协调，完善政策体系，强化要素保障，"
PARAGRAPHS = [
    "一、总体要求",
    LONG * 3 + "确保各项任务落到实处。",
    "二、主要目标",
    "到2027年，" + LONG * 12 + "基本建成现代化产业体系。",
    "三、保障措施",
    LONG + "狠抓落实。",
]


def test_paragraphs_are_rebuilt_over_lines_and_pages() -> None:
    document = read_bytes(ofd(pages(PARAGRAPHS)), "某省规划.ofd")
    assert document.format == "ofd"
    assert list(document.lines()) == PARAGRAPHS
    assert [block.page for block in document.blocks] == [1, 1, 1, 1, 2, 2]


def test_type_that_is_bold_and_what_templates_draw() -> None:
    template = '<ofd:TemplatePage ID="50" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    drawn = text("某省人民政府文件", 60, 60, 9.0, BLACK)
    part = f"<ofd:Page {{}}><ofd:Content><ofd:Layer ID='8'>{drawn}</ofd:Layer></ofd:Content></ofd:Page>"
    content = text("一、总体要求", LEFT + 2 * SIZE, 100, font=BLACK) + text(
        "坚持创新驱动发展。", LEFT + 2 * SIZE, 110.2
    )
    document = read_bytes(ofd([content], template, {"Doc_0/Tpls/Tpl_0/Content.xml": part}), "a.ofd")
    assert list(document.lines()) == ["某省人民政府文件", "一、总体要求", "坚持创新驱动发展。"]
    bold = [[document.text[s.start : s.end] for s in block.bold] for block in document.blocks]
    assert bold[1:] == [["一、总体要求"], []]


def test_tables_that_are_ruled() -> None:
    columns, heights = (30.0, 80.0, 120.0, 160.0), (100.0, 112.0, 124.0, 136.0)
    lines = [rule(columns[0], y, columns[-1], y) for y in heights] + [
        rule(x, heights[0], x, heights[-1]) for x in columns
    ]
    words = [["指标", "2023年", "2027年"], ["研发投入强度", "2.1%", "3%"], ["发明专利", "120", "300"]]
    cells = [
        text(word, columns[c] + 2, heights[r] + 8)
        for r, row in enumerate(words)
        for c, word in enumerate(row)
    ]
    before = text("主要指标如下：", LEFT + 2 * SIZE, 90)
    document = read_bytes(ofd(["".join([before, *lines, *cells])]), "a.ofd")
    rows = [[document.text[c.start : c.end] for c in block.cells] for block in document.blocks if block.cells]
    assert rows == words


def test_matrices_scale_and_repeated_distances_add_up() -> None:
    code = '<ofd:TextCode X="0" Y="1" DeltaX="1 g 3 1 1">推进产业升级</ofd:TextCode>'
    scaled = f'<ofd:TextObject ID="9" Boundary="40 100 60 10" Font="1" Size="1" CTM="5.64 0 0 5.64 0 0">{code}</ofd:TextObject>'
    slanted = text("内部资料注意保存", 40, 200, extra='CTM="0.7 0.7 -0.7 0.7 0 0"')
    unseen = text("草稿", 40, 250, extra='Visible="false"')
    assert list(read_bytes(ofd([scaled + slanted + unseen]), "a.ofd").lines()) == ["推进产业升级"]


def test_files_that_cannot_be_read_say_why() -> None:
    with pytest.raises(NoTextLayerError, match="OCR"):
        read_bytes(ofd([picture(0, 0, 210, 297)]), "a.ofd")
    with pytest.raises(LockedDocumentError):
        read_bytes(ofd(pages(PARAGRAPHS), parts={"Encryptions.xml": "<e/>"}), "a.ofd")
    with pytest.raises(InputError, match="没有页面"):
        read_bytes(ofd([]), "a.ofd")
    with pytest.raises(InputError, match="损坏"):
        read_bytes(ofd(pages(PARAGRAPHS))[:900], "a.ofd")
    with pytest.raises(LimitError, match="--limit pages="):
        read_bytes(ofd(pages(PARAGRAPHS)), "a.ofd", limits=raised(DEFAULT_LIMITS, "pages=1"))
