"""Encodings: found without a hint, never guessed over an error, and no character is ever replaced."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers.errors import BinaryDocumentError, EncodingError, UsageError
from planscan.analyzers.readers.encodings import CANDIDATES, counted, decode, likeliest
from planscan.lexicons import character_tables

SIMPLIFIED = (
    "为加快建设现代化产业体系，制定本行动方案。到2027年，全市规模以上工业增加值突破3000亿元，"
    "培育专精特新企业200家以上。\n一、总体要求\n坚持创新驱动、开放合作，推动制造业高质量发展。"
)
TRADITIONAL = (
    "為加快建設現代化產業體系，制定本行動方案。到2027年，全市規模以上工業增加值突破3000億元，"
    "培育專精特新企業200家以上。\n一、總體要求\n堅持創新驅動、開放合作，推動製造業高質量發展。"
)
UNMARKED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
FOREIGN = {
    "shift_jis": "第五次産業振興計画について、県は次のとおり重点的な取組を定めた。地域経済の活性化を図る。",
    "euc_kr": "제5차 산업진흥계획에 대하여 도는 다음과 같이 중점 과제를 정하였다. 지역경제 활성화",
    "cp1251": "Правительство утвердило план развития промышленности на пять лет и определило задачи.",
}
KINDS_OF_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"))


def traditional(text: str) -> str:
    """Write a text with traditional characters, as far as they have one form only."""
    table: dict[str, str] = {}
    for source, target in character_tables():
        for before, after in zip(source, target, strict=True):
            if "\u4e00" <= before <= "\u9fff":
                table.setdefault(after, before)
    return "".join(table.get(character, character) for character in text)


@pytest.mark.parametrize("encoding", UNMARKED)
def test_an_encoding_is_found_without_a_mark(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding), "x")[:2] == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-16-le"])
def test_traditional_text_is_found_in_each_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "x")[:2] == (TRADITIONAL, encoding)


@pytest.mark.parametrize("encoding", ["gbk", "gb2312"])
def test_older_chinese_encodings_are_read_as_their_superset(encoding: str) -> None:
    data = SIMPLIFIED.encode(encoding)
    assert decode(data, "x")[:2] == decode(data, "x", encoding)[:2] == (SIMPLIFIED, "gb18030")


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
        (b"\xff\xfe", "utf-16-le", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be", "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_character(mark: bytes, codec: str, name: str) -> None:
    assert decode(mark + SIMPLIFIED.encode(codec), "x")[:2] == (SIMPLIFIED, name)


def test_a_declared_encoding_drops_its_mark_and_has_one_byte_order_on_all_machines() -> None:
    assert decode(b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le"), "x", "utf-16").text == SIMPLIFIED
    assert decode(b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), "x", "utf-16").text == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-16-le"), "x", "utf-16").text == SIMPLIFIED
    assert decode(b"\xef\xbb\xbf" + SIMPLIFIED.encode(), "x", "utf8").text == SIMPLIFIED


def test_plain_ascii_is_utf_8() -> None:
    assert decode(b"GDP +6%\r\n", "x")[:2] == ("GDP +6%\r\n", "utf-8")


@given(KINDS_OF_TEXT)
def test_what_was_encoded_comes_back_in_every_unicode_encoding(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le"):
        assert decode(text.encode(encoding), "x", encoding).text == text


@given(
    st.lists(
        st.sampled_from([clause for clause in re.split("(?<=[，。])", SIMPLIFIED) if clause]),
        min_size=2,
        max_size=8,
    ).map("".join)
)
def test_clauses_in_any_order_are_found_in_every_encoding(text: str) -> None:
    for encoding in UNMARKED:
        assert decode(text.encode(encoding), "x")[:2] == (text, encoding)


DATA_OF_ALL_KINDS = st.one_of(
    st.binary(max_size=40),
    st.tuples(
        st.text(alphabet=SIMPLIFIED + TRADITIONAL + "猠蒵\ufffdé", max_size=20),
        st.sampled_from(["big5", *UNMARKED]),
    ).map(lambda pair: pair[0].encode(pair[1], "ignore")),
)


@given(parts=st.lists(DATA_OF_ALL_KINDS, max_size=3))
def test_the_likeliest_encoding_is_that_in_which_most_is_readable(parts: list[bytes]) -> None:
    data = b"".join(parts)
    best = max(CANDIDATES, key=lambda candidate: counted(data.decode(candidate, "replace")).plausibility)
    assert likeliest(data)[0] == best


@given(st.data())
def test_a_lost_byte_inside_the_last_character_is_told_as_such(data: st.DataObject) -> None:
    encoding, text = data.draw(
        st.sampled_from([*((name, SIMPLIFIED) for name in UNMARKED), ("big5", TRADITIONAL)])
    )
    length = data.draw(st.integers(30, len(text)).filter(lambda n: not text[n - 1].isascii()))
    whole = text[:length].encode(encoding)
    with pytest.raises(EncodingError) as caught:
        decode(whole[:-1], "cut.txt")
    before = len(text[: length - 1].encode(encoding))
    assert f"第 {before} 字节" in caught.value.message
    assert "断在" in caught.value.message
    assert "--encoding" in caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_byte_that_does_not_decode_is_told_with_its_offset_and_never_replaced(encoding: str) -> None:
    half = len(SIMPLIFIED) // 2
    start = SIMPLIFIED[:half].encode(encoding)
    with pytest.raises(EncodingError) as caught:
        decode(start + b"\xff" + SIMPLIFIED[half:].encode(encoding), "broken.txt")
    assert f"第 {len(start)} 字节" in caught.value.message
    assert "--encoding" in str(caught.value)
    assert str(caught.value).startswith("broken.txt：")


def test_a_declared_encoding_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(EncodingError, match="utf-8"):
        decode(SIMPLIFIED.encode("gb18030"), "x", "utf-8")


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "undefined", "", "utf\0"])
def test_a_name_that_is_no_encoding_of_text_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="不认识编码"):
        decode(b"abc", "x", name)


@pytest.mark.parametrize("encoding", FOREIGN)
def test_bytes_that_look_like_no_chinese_are_not_read_as_such(encoding: str) -> None:
    with pytest.raises(EncodingError, match="--encoding"):
        decode(FOREIGN[encoding].encode(encoding), "x")


def test_other_languages_are_read_where_their_encoding_is_certain() -> None:
    for encoding, text in FOREIGN.items():
        assert decode(text.encode(), "x").text == text
        assert decode((text + "\x01").encode(), "x").text == text + "\x01"
        assert decode(text.encode(encoding), "x", encoding).text == text


@pytest.mark.parametrize("encoding", UNMARKED)
def test_a_nul_here_and_there_is_kept(encoding: str) -> None:
    text = "".join(f"{piece}\0" for piece in re.split("(?<=[，。])", SIMPLIFIED * 3))
    assert decode(text.encode(encoding), "x")[:2] == (text, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(60) + bytes(range(256)) * 4,
        "规划".encode() + bytes(100),
        bytes(500),
        random.Random(1).randbytes(3000),
    ],
    ids=["program", "mostly NUL", "all NUL", "noise"],
)
def test_bytes_full_of_controls_are_binary(data: bytes) -> None:
    with pytest.raises(BinaryDocumentError):
        decode(data, "x")


def test_real_texts_are_found_in_every_encoding(shared) -> None:
    """Pieces of 60 characters and whole documents; characters that Big5 lacks are left out for it."""
    texts = [path.read_bytes() for path in sorted((shared / "corpus").glob("*.txt"))[::4]]
    for text in (decode(data, "x").text for data in texts):
        middle = len(text) // 2
        for piece in (text, text[middle : middle + 60]):
            for encoding in UNMARKED:
                assert decode(piece.encode(encoding), "x")[:2] == (piece, encoding)
            in_big5 = traditional(piece).encode("big5", "ignore")
            assert decode(in_big5, "x")[:2] == (in_big5.decode("big5"), "big5")
