"""Word files: hostile, broken, locked; variants and older formats, made by LibreOffice; real ones."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from planscan.analyzers.document import Document
from planscan.analyzers.errors import (
    EmptyDocumentError,
    InputError,
    LimitError,
    LockedDocumentError,
    UnsupportedFormatError,
)
from planscan.analyzers.readers import legacy, read, read_bytes
from planscan.analyzers.readers.limits import DEFAULT_LIMITS, raised

sys.path.insert(0, str(Path(__file__).parent))
from word_maker import CHAPTERS, Word, check_offsets, lines, paragraph, run, shown

NO_OFFICE = "LibreOffice is not installed: nothing to convert with"


def test_the_strict_variant_of_the_format_is_read() -> None:
    word = Word()
    word.paragraph("推进新型工业化。")
    out = BytesIO()
    with ZipFile(BytesIO(word.data())) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            for usual, strict in STRICT.items():
                part = part.replace(usual, strict)
            new.writestr(info.filename, part)
    assert shown(read_bytes(out.getvalue(), "a.docx")) == ["推进新型工业化。"]


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/": b"http://purl.oclc.org/ooxml/wordprocessingml/",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}
W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def package(inner: str, before: str = "") -> bytes:
    """Return a package whose text part holds this XML."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        new.writestr("word/document.xml", f"{before}<w:document {W}>{inner}</w:document>")
    return out.getvalue()


def large(text: str) -> bytes:
    """Return a package that packs much space around a text."""
    return package(f"<!--{' ' * 12_000}-->" * 1000 + f"<w:body>{paragraph(run(text))}</w:body>")


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "甲乙丙"}">' for n in range(9))
HOSTILE: dict[str, tuple[bytes, type[InputError]]] = {
    "bomb": (large("甲"), LimitError),
    "entities": (
        package(f"<w:body>{paragraph(run('&e8;'))}</w:body>", f"<!DOCTYPE x [{ENTITIES}]>"),
        InputError,
    ),
    "document type": (package("<w:body/>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"), InputError),
    "nesting": (package("<w:sdt>" * 3000 + "</w:sdt>" * 3000), LimitError),
    "cut xml": (package("<w:body><w:p>"), InputError),
    "no body": (package(""), InputError),
    "no words": (package("<w:body/>"), EmptyDocumentError),
    "cut zip": (b"PK\x03\x04word/document.xml" + b"\0" * 100, InputError),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_end_in_one_sentence(name: str) -> None:
    data, error = HOSTILE[name]
    with pytest.raises(error) as caught:
        read_bytes(data, "a.docx")
    assert "\n" not in caught.value.message


def test_limits_can_be_raised() -> None:
    loose = raised(DEFAULT_LIMITS, "ratio=2000")
    with pytest.raises(LimitError, match="--limit ratio="):
        read_bytes(large("甲"), "a.docx")
    assert read_bytes(large("甲"), "a.docx", limits=loose).text == "甲\n"
    with pytest.raises(LimitError, match="--limit unpacked="):
        read_bytes(large("甲"), "a.docx", limits=raised(loose, "unpacked=1m"))


def test_embedded_pages_are_announced() -> None:
    word = Word()
    word.paragraph("正文。")
    word.add("<w:altChunk r:id='rId9'/>")
    assert [message.code for message in read_bytes(word.data(), "a.docx").messages] == ["embedded-content"]


@pytest.fixture(scope="session")
def office() -> str:
    """Return the path of LibreOffice; skip where it is absent."""
    program = legacy.find_program()
    if program is None:
        pytest.skip(NO_OFFICE)
    return program


@pytest.fixture(scope="session")
def numbered() -> Word:
    """Return a file in which Word numbers all but the last paragraph."""
    word = Word()
    number = word.list(word.definition(*CHAPTERS[:4]))
    for text, depth in (
        ("总则", 0),
        ("目的", 1),
        ("公平公正", 2),
        ("公开透明", 2),
        ("程序", 3),
        ("任务", 0),
        ("产业", 1),
    ):
        word.paragraph(text, number=number, level=depth)
    word.paragraph("加强组织领导。")
    return word


def convert(program: str, data: bytes, ending: str, folder: Path) -> bytes:
    """Return a Word file as LibreOffice saves it in the format of that ending."""
    source = folder / "source.docx"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    kind = "txt:Text (encoded):UTF8" if ending == "txt" else ending
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"source.{ending}").read_bytes()


def test_numbers_are_those_that_libreoffice_shows(office: str, numbered: Word, tmp_path: Path) -> None:
    text = convert(office, numbered.data(), "txt", tmp_path).decode("utf-8-sig")
    expected = [re.sub(r"\s", "", line) for line in text.splitlines() if line.strip()]
    assert [re.sub(r"\s", "", line) for line in lines(numbered)] == expected


@pytest.mark.parametrize("ending", ["doc", "odt"])
def test_older_formats_read_like_the_new_one(
    office: str, numbered: Word, ending: str, tmp_path: Path
) -> None:
    data = convert(office, numbered.data(), ending, tmp_path)
    document = read_bytes(data, f"规划.{ending}")
    assert document.format == ending
    assert [re.sub(r"\s", "", line) for line in shown(document)] == [
        re.sub(r"\s", "", line) for line in lines(numbered)
    ]


def test_without_libreoffice_older_formats_are_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if legacy.find_program() is not None:
        pytest.skip("LibreOffice stands outside the search path")
    with pytest.raises(UnsupportedFormatError, match=r"LibreOffice.*\.docx"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "规划.doc")


@pytest.mark.parametrize(
    ("stream", "error"),
    [
        ("EncryptedPackage", LockedDocumentError),
        ("Workbook", UnsupportedFormatError),
        ("PowerPoint Document", UnsupportedFormatError),
    ],
)
def test_compound_files_that_are_no_text_say_so(stream: str, error: type[InputError]) -> None:
    with pytest.raises(error):
        read_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + stream.encode("utf-16-le") + b"\0" * 64,
            "a.doc",
        )


def test_translation_memories_give_their_chinese_side() -> None:
    unit = "<tu><tuv xml:lang='en'><seg>x</seg></tuv><tuv xml:lang='zh-CN'><seg>{}</seg></tuv></tu>"
    body = "".join(map(unit.format, ("一、总体要求", "面对复杂形势，", "全市上下共同努力。", "成效明显。")))
    document = read_bytes(
        f"<?xml version='1.0'?><tmx version='1.4'><body>{body}</body></tmx>".encode(), "a.tmx"
    )
    assert shown(document) == ["一、总体要求", "面对复杂形势，全市上下共同努力。", "成效明显。"]
    assert document.format == "tmx"


@pytest.mark.parametrize(("word", "markdown"), [("055", "034"), ("052", "025")])
def test_real_word_files_read_like_their_markdown_twins(word: str, markdown: str, shared: Path) -> None:
    """The Word files were made from the Markdown, marks and all, with a title before and a legend behind."""
    first, second = (read(next((shared / "corpus").glob(f"{number}_*"))) for number in (word, markdown))
    check_offsets(first)
    assert own_lines(first)[1:] == own_lines(second)


def own_lines(document: Document) -> list[tuple[str, int | None, str]]:
    """Return kind, level and words of each block that is no aside."""
    pairs = zip(document.blocks, document.lines(), strict=True)
    return [(block.kind, block.level, line) for block, line in pairs if block.kind != "aside"]
