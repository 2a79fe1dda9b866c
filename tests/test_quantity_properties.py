"""What holds for every number and every quantity, however it is written."""

from __future__ import annotations

import re
import sys
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from planscan.analyzers import Quantity, find_quantities, in_base
from planscan.analyzers.context import Context
from planscan.analyzers.document import Block, Document, Span
from planscan.analyzers.numbers.bounds import bounds_of
from planscan.analyzers.numbers.clause_quantities import clause_quantities
from planscan.analyzers.numbers.figures import CONNECTING, FigureReader
from planscan.analyzers.numbers.number_candidates import CONNECTOR
from planscan.analyzers.numbers.numerals import parse_decimal, parse_integer
from planscan.analyzers.numbers.quantities import QuantityReader, quantity_reader
from planscan.analyzers.numbers.units import units_of
from planscan.analyzers.segmenter.engines import default_segmenter
from planscan.lexicons import default_lexicon

UNITS = st.sampled_from(
    ["元", "亩", "吨", "家", "个", "%", "个百分点", "平方公里", "吨标准煤/万元", "人次", "件/万人"]
)
MAGNITUDES = st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("万亿", 12)])
NUMBERS = st.integers(2, 9999)
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789.,%"}


WORDS = [
    "2025年",
    "20",
    "3.5",
    "1,200",
    "分之",
    "超过",
    "以上",
    "左右",
    "翻一番",
    "一半",
    "增长",
    "居全国",
    "5G",
    "企业",
]
PIECES = st.sampled_from(
    [
        *WORDS,
        *"13一二三十五百千万亿〇零两伍佰Ⅲ第前年个家%多余几点—-至到()含强名位级类元角成倍约月号批队,.。每/ ",
    ]
)

MARKS = st.sampled_from([",", ";", ":", "。", ",”", "!)"])
CLAUSES = st.builds(
    lambda pieces, mark: "".join(pieces) + mark, st.lists(PIECES, min_size=1, max_size=5), MARKS
)
"""Clauses, and among them such as end before a figure (3,000) in which no clause ends."""

DIGITS = "零一二三四五六七八九"
THOROUGH = QuantityReader(default_lexicon(), thorough=True)
FIGURES = FigureReader(units_of(default_lexicon()), bounds_of(default_lexicon()))
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def in_han(number: int) -> str:
    """Write a whole number as a Chinese numeral, by the textbook."""
    if number < 10:
        return DIGITS[number]
    for power, scale in ((8, "亿"), (4, "万"), (3, "千"), (2, "百"), (1, "十")):
        if number >= 10**power:
            high, low = divmod(number, 10**power)
            gap = "零" if low and low < 10 ** (power - 1) else ""
            return in_han(high) + scale + gap + (in_han(low) if low else "")
    raise AssertionError


def only(text: str) -> Quantity:
    """Return the one quantity of a text, which must stand where it says."""
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == found.text
    return found


@given(NUMBERS, MAGNITUDES, UNITS, st.sampled_from(["达到", "实现", "完成", "共"]))
def test_a_number_is_read_back_from_every_form(
    number: int, magnitude: tuple[str, int], unit: str, verb: str
) -> None:
    word, power = magnitude
    value = Decimal(number).scaleb(power)
    arabic = f"{verb}{number}{word}{unit}"
    forms = [
        arabic,
        arabic.translate(FULL_WIDTH),
        f"{verb} {number}{word} {unit}",
        f"{verb}{number:,}{word}{unit}",
    ]
    if unit not in ("%", "个百分点"):
        forms.append(f"{verb}{in_han(number)}{word}{unit}")
    if unit == "元":
        forms.append(f"{verb}{in_han(number).translate(FINANCIAL)}{word}{unit}")
    for form in forms:
        found = only(form)
        assert (found.value, found.value_max, found.relation) == (value, None, "="), form
        assert found.unit == unit


@given(NUMBERS, MAGNITUDES, UNITS)
def test_a_bound_changes_the_relation_alone(number: int, magnitude: tuple[str, int], unit: str) -> None:
    plain = only(f"总量达到{number}{magnitude[0]}{unit}")
    for before, behind, relation in [
        ("", "以上", ">="), ("", "左右", "~"), ("", "以内", "<="), ("", "(含)以上", ">="), ("不低于", "", ">="),
        ("超过", "", ">="), ("不超过", "", "<="), ("控制在", "以内", "<="), ("约", "", "~"), ("控制在", "左右", "~"),
    ]:  # fmt: skip
        bound = only(f"总量{before or '达到'}{number}{magnitude[0]}{unit}{behind}")
        assert (bound.value, bound.unit, bound.dimension) == (plain.value, plain.unit, plain.dimension)
        assert bound.relation == relation
        assert bound.text == f"{before}{plain.text}{behind}"


@given(
    NUMBERS,
    st.integers(1, 9999),
    MAGNITUDES,
    UNITS,
    st.sampled_from(["-", "—", "——", "～", "~", "至", "到", " - "]),
    st.booleans(),
)
def test_a_range_is_read_back(
    low: int, more: int, magnitude: tuple[str, int], unit: str, mark: str, twice: bool
) -> None:
    word, power = magnitude
    first = f"{word}{unit}" if twice else ""
    found = only(f"建设{low}{first}{mark}{low + more}{word}{unit}")
    ends = (Decimal(low).scaleb(power), Decimal(low + more).scaleb(power))
    assert (found.value, found.value_max, found.unit, found.relation) == (*ends, unit, "range")


@given(
    st.integers(1, 99),
    st.sampled_from(["增长", "增加", "提高"]),
    st.sampled_from(["增长到", "提高到", "达到", "是上年的"]),
)
def test_growth_by_a_multiple_adds_one_to_it(number: int, grows: str, reaches: str) -> None:
    assert only(f"产值{grows}{number}倍").value == number + 1
    assert only(f"产值{reaches}{number}倍").value == number


@given(NUMBERS, MAGNITUDES, UNITS)
def test_the_base_unit_is_a_fixed_point(number: int, magnitude: tuple[str, int], unit: str) -> None:
    found = only(f"达到{number}{magnitude[0]}{unit}")
    base = in_base(found)
    assert base is not None
    again = only(f"达到{base.value:f}{base.unit}")
    assert in_base(again) == base


@given(st.text())
def test_any_text_is_borne(text: str) -> None:
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text


@given(st.text("0123456789一二两三四十百千万亿分之点第前至到-—~%.,元个家年月日以上内多余级翻番倍成半 (含)\n"))
def test_spans_are_verbatim_and_in_order(text: str) -> None:
    ends = [0]
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text
        assert ends[-1] <= found.start <= found.number_start < found.number_end <= found.end
        assert found.value_max is None or found.value < found.value_max
        ends.append(found.end)


@given(st.integers(0, 10**12 - 1))
def test_a_chinese_numeral_is_read_back(number: int) -> None:
    written = in_han(number)
    assert parse_decimal(written) == number
    assert parse_decimal(written.translate(FINANCIAL)) == number
    assert parse_decimal(written.replace("零", "〇")) == number


@given(st.decimals(0, 10**9, places=2), st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("万亿", 12)]))
def test_separators_and_magnitudes_don_t_change_a_number(number: Decimal, magnitude: tuple[str, int]) -> None:
    word, power = magnitude
    assert parse_decimal(f"{number:f}{word}") == number.scaleb(power)
    assert parse_decimal(f"{number:,f}{word}") == number.scaleb(power)


@given(st.text("零一二两三四五六七八九十百千万亿〇廿卅点壹拾佰0123456789., "))
def test_no_text_makes_reading_fail(text: str) -> None:
    assert parse_decimal(text) is None or parse_decimal(text) == parse_decimal(text)
    parse_integer(text)


@given(
    NUMBERS,
    UNITS,
    st.sampled_from(["一是", "到2025年", "2021—2025年,", "三大任务中", "一二三产业", "第十五条"]),
)
def test_numbers_that_count_nothing_hide_none_behind_them(number: int, unit: str, before: str) -> None:
    found = only(f"{before}建成{number}{unit},进一步完善2030年前的一系列安排")
    assert (found.value, found.unit) == (Decimal(number), unit)


@given(st.lists(PIECES, min_size=1, max_size=9).map("".join))
def test_numbers_that_are_passed_over_are_no_quantities(text: str) -> None:
    reader = quantity_reader(default_lexicon())
    found = list(THOROUGH.read(text, implicit=True, sizes=True))
    assert list(reader.read(text, implicit=True, sizes=True)) == found
    assert reader.candidates.search(text) or not found


@example(["建设三Ⅲ类水体。", "三零增长。"], "")  # one number may stand in what another is told by
@example(["七成千上万,", "一Ⅰ批,", "十Ⅲ家。"], "")
@given(st.lists(CLAUSES, min_size=1, max_size=4), st.sampled_from(["", " "]))
def test_a_passage_shows_where_its_clauses_hold_quantities(clauses: list[str], behind: str) -> None:
    reader = quantity_reader(default_lexicon())
    places = [hit.start() for hit in reader.candidates.finditer("".join(clauses) + behind)]
    begin = 0
    for clause in clauses:
        end = begin + len(clause)
        found = list(THOROUGH.read(clause.strip(), implicit=True, sizes=True))
        assert any(begin <= place < end for place in places) or not found
        first = begin + clause.index(clause.strip())
        here = [place - first for place in places if begin <= place < end]
        assert list(reader.read(clause.strip(), implicit=True, sizes=True, places=here)) == found
        begin = end


@given(st.lists(CLAUSES, min_size=1, max_size=6).map("".join))
def test_clauses_with_a_place_for_quantities_are_found_in_one_pass(text: str) -> None:
    block = Block(kind="paragraph", stretches=(Span(0, len(text)),))
    document = Document(path="plan.txt", format="text", sha256="", text=text, blocks=(block,))
    context = Context(document, default_lexicon(), default_segmenter())
    quantities = clause_quantities(context)
    for passage in document.passages:
        clauses = [clause for sentence in context.sentences_of(passage) for clause in sentence.clauses]
        places = quantities.places(passage)
        held = [c for c in clauses if any(c.local_start <= place < c.local_end for place in places)]
        assert quantities.holding(passage, clauses) == held
        assert all(quantities.of(clause, ()) == () for clause in clauses if clause not in held)
        for clause in held:
            here = [p for p in places if clause.local_start <= p < clause.local_end]
            read = quantity_reader(default_lexicon()).read(clause.text)
            assert list(quantities.of(clause, here)) == list(read)


@given(st.lists(PIECES | UNITS, min_size=1, max_size=7).map("".join), st.integers(0, 12))
def test_a_plain_number_is_read_as_every_number(text: str, stop: int) -> None:
    for end in (stop, len(text)):
        for start in range(min(end, len(text))):
            plain = FIGURES.plain(text, start, end)
            amount = FIGURES.amounts.within(text, start, end)[0] if plain else None
            assert plain is None or (amount and FIGURES.single(text, amount)) == plain, text[start:]


def test_ranges_and_bounds_are_looked_for_behind_every_character_that_may_open_them() -> None:
    bounds, every = bounds_of(default_lexicon()), [chr(code) for code in range(sys.maxunicode + 1)]
    connectors = re.compile(CONNECTOR)
    opening = {c for c in every if connectors.match(f"{c}—") or connectors.match(f"{c}含)—")}
    assert opening == CONNECTING
    white = {c for c in every if re.match(r"\s", c)}
    assert white | {word[0] for word in bounds.after} == bounds.openings
    assert {word[-1] for word in bounds.before} <= bounds.endings
