"""PDF files: what can't be read says so (pictures, locks, broken files, limits); real ones."""

from __future__ import annotations

import random
import re
import sys
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

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
from pdf_maker import BODY, drawn, lines, numbered, prose, ruled_table, text, typeset, words


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
    """Draw a page of paragraphs, with a picture below if it is to have one."""
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
    """Return a PDF that this password opens, and that may not be printed."""
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
    """Return the paths of the real PDF files."""
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
