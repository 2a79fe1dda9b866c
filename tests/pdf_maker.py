"""PDF files for tests, typeset by ReportLab with the Chinese face that every PDF reader brings along; what is read of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from planscan.analyzers.document import Block, Document
from planscan.analyzers.readers import read_bytes

FACE = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FACE))

PAGE_WIDTH, PAGE_HEIGHT = A4
SIZE = 14
HEAD = "某市数字经济发展规划"

_VERBS = ("加快", "推进", "建设", "完善", "提升", "培育", "支持", "鼓励")
_OBJECTS = (
    "数字基础设施",
    "产业集群",
    "公共服务平台",
    "科技创新体系",
    "IPv6规模部署",
    "营商环境",
    "绿色低碳转型",
    "R&D投入强度3.5%以上",
    "骨干企业100家",
)


def prose(count: int, seed: int = 1, clauses: int = 9) -> list[str]:
    """Return `count` paragraphs of different lengths, the same for the same seed."""
    chance = random.Random(seed)
    made: list[str] = []
    for _ in range(count):
        pieces = [
            chance.choice(_VERBS) + chance.choice(_OBJECTS) + chance.choice("，、；。")
            for _ in range(chance.randint(2, clauses))
        ]
        made.append("".join(pieces)[:-1] + "。")
    return made


def style(size: float = SIZE, **changes: Any) -> ParagraphStyle:
    """Return the style of body text: justified, first lines indented by two characters."""
    usual = {
        "fontName": FACE,
        "fontSize": size,
        "leading": 1.7 * size,
        "firstLineIndent": 2 * size,
        "wordWrap": "CJK",
        "alignment": 4,
    }
    return ParagraphStyle("body", **(usual | changes))


BODY = style()
TITLE = style(20, firstLineIndent=0, alignment=1, leading=30, spaceAfter=20)


def text(words: str, look: ParagraphStyle = BODY) -> Paragraph:
    """Return a paragraph to be typeset."""
    return Paragraph(escape(words), look)


def blank(_canvas: Canvas, _document: Any) -> None:
    """Draw nothing."""


def typeset(
    story: Sequence[Flowable], on_page: Callable[[Canvas, Any], None] = blank, **options: Any
) -> bytes:
    """Return the PDF of a story; `on_page` draws what stands on every page."""
    buffer = BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, **options)
    document.build(list(story), onFirstPage=on_page, onLaterPages=on_page)
    return buffer.getvalue()


def drawn(*pages: Callable[[Canvas], None], **options: Any) -> bytes:
    """Return a PDF whose pages these functions draw."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    for draw in pages:
        canvas.setFont(FACE, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def ruled_table(rows: Sequence[Sequence[str]], widths: Sequence[float], **options: Any) -> Table:
    """Return a table with drawn lines; cells wrap. `spans` lists cells as ReportLab does."""
    spans = [("SPAN", start, end) for start, end in options.pop("spans", ())]
    cell = style(12, firstLineIndent=0, alignment=0, leading=16)
    cells = [[text(words, cell) for words in row] for row in rows]
    table = Table(cells, colWidths=list(widths), **options)
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.7, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans])
    )
    return table


def numbered(canvas: Canvas, document: Any, form: str = "— {} —") -> None:
    """Draw a running head and a page number."""
    canvas.setFont(FACE, 10)
    canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 40, HEAD)
    canvas.drawCentredString(PAGE_WIDTH / 2, 40, form.format(document.page))


def lines(data: bytes) -> list[str]:
    """Return the lines that are read of a file."""
    return list(read_bytes(data, "a.pdf").lines())


def words(document: Document, block: Block) -> str:
    """Return the words of a block."""
    return "".join(document.text[s.start : s.end] for s in block.stretches)
