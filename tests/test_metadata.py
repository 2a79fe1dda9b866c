"""What documents say of themselves: cases as data, properties over made-up notices, and the real files."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from planscan.analyzers.characters import fold
from planscan.analyzers.document import Block, Document, Span
from planscan.analyzers.facts.issuers import issuers
from planscan.analyzers.facts.kinds import kinds
from planscan.analyzers.facts.layout import PartEntry, Words
from planscan.analyzers.facts.metadata import find_facts
from planscan.analyzers.facts.plan_periods import plan_periods
from planscan.analyzers.facts.regions import Gazetteer, RegionEntry, gazetteer, innermost, is_inside
from planscan.analyzers.model import Facts
from planscan.analyzers.numbers.dates import find_dates
from planscan.analyzers.readers import EXTENSIONS, read
from planscan.lexicons import default_lexicon
from planscan.lexicons.necessary import parsed

CASES = Path(__file__).parent / "cases"
DOCUMENTS: list[dict[str, Any]] = yaml.safe_load((CASES / "metadata.yaml").read_text(encoding="utf-8"))
PARTS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (CASES / "metadata_parts.yaml").read_text(encoding="utf-8")
)
LEXICON = default_lexicon()
SPANS = ("title", "issuer", "number")


def document(text: str, hints: dict[str, Any] | None = None) -> Document:
    """Return a document of which each line is a block, as readers make them."""
    return Document(
        path="case",
        format="text",
        sha256="",
        text=text,
        blocks=tuple(blocks(text)),
        hints={name: str(value) for name, value in (hints or {}).items()},
    )


def blocks(text: str) -> Iterator[Block]:
    """Yield a block for each line that has words; those with `#` are headings."""
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        words = line.strip()
        level = len(words) - len(words.lstrip("#")) or None
        words = words.lstrip("# ")
        if words:
            first = start + line.index(words)
            kind = "heading" if level else "paragraph"
            yield Block(kind=kind, stretches=(Span(first, first + len(words)),), level=level, line=number)
        start += len(line)


def facts(text: str, hints: dict[str, Any] | None = None) -> Facts:
    """Return what a text says of itself."""
    return find_facts(document(text, hints), LEXICON)


def plain(value: object) -> object:
    """Return a value as the cases write it: white space in cited words is one blank, dates are ISO."""
    if isinstance(value, str):
        return " ".join(value.split())
    return list(value) if isinstance(value, tuple) else value


def assert_cited(found: Facts, text: str) -> None:
    """Hold that what was found stands where its spans say."""
    for name in SPANS:
        span: Span | None = getattr(found, f"{name}_span")
        if span:
            assert text[span.start : span.end] == getattr(found, name)
    for cited in found.issuers:
        assert text[cited.start : cited.end] == cited.text


def line_of(text: str, span: Span | None) -> int | None:
    """Return the line in which a span begins, from 1."""
    return text.count("\n", 0, span.start) + 1 if span else None


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case["id"])
def test_a_document_says_of_itself(case: dict[str, Any]) -> None:
    found = facts(case["text"], case.get("hints"))
    values = {name: plain(getattr(found, name, None)) for name in case["expect"]}
    values["issuers"] = [cited.text for cited in found.issuers]
    values["title_line"] = line_of(case["text"], found.title_span)
    wanted = {name: str(v) if hasattr(v, "isoformat") else v for name, v in case["expect"].items()}
    assert {name: values[name] for name in wanted} == wanted
    assert_cited(found, case["text"])


@pytest.mark.parametrize("case", PARTS["kinds"], ids=lambda case: case["title"])
def test_a_title_announces_a_kind(case: dict[str, Any]) -> None:
    title = fold(case["title"])
    known = kinds(LEXICON)
    found = "news" if known.is_about(title) else known.of_title(title)
    assert found == case["kind"]


@pytest.mark.parametrize("case", PARTS["dates"], ids=lambda case: case["text"])
def test_dates_are_read(case: dict[str, Any]) -> None:
    assert [day.iso for day in find_dates(fold(case["text"]))] == [str(day) for day in case["dates"]]


@pytest.mark.parametrize("case", PARTS["periods"], ids=lambda case: case["title"])
def test_a_title_gives_the_years_of_its_plan(case: dict[str, Any]) -> None:
    title = "".join(fold(case["title"]).split())
    found = plan_periods(LEXICON).of_title(title, case.get("issued"))
    assert plain(found) == case["period"]


@pytest.mark.parametrize("case", PARTS["places"], ids=lambda case: case["text"])
def test_a_name_is_that_of_a_division(case: dict[str, Any]) -> None:
    places = gazetteer(LEXICON)
    region = places.region(places.first(fold(case["text"])))
    assert (region and region.name) == case["region"]
    assert (region and region.code) == case.get("code")


@pytest.mark.parametrize("case", PARTS["bodies"], ids=lambda case: case["name"])
def test_a_name_is_that_of_a_body(case: dict[str, Any]) -> None:
    assert issuers(LEXICON).is_body(case["name"]) is case["is"]


@given(
    parts=st.lists(
        st.sampled_from(
            [
                "某市财政局",
                "近日",
                "联合",
                "印发",
                "发布",
                "了",
                "《办法》",
                "《",
                "从",
                "获悉",
                ",",
                "。",
                "、",
                "会同",
            ]
        ),
        max_size=12,
    )
)
def test_who_issues_something_is_the_same_far_behind_other_words(parts: list[str]) -> None:
    def named(text: str) -> list[str]:
        return [body.text for body in issuers(LEXICON).of_words(Words(text, lambda: range(len(text))))]

    text = "".join(parts)
    assert named("发展产业。" * 30 + text) == named(text)


def test_no_line_of_a_part_is_longer_than_its_entry_says() -> None:
    for entry in LEXICON.table("document_layout", PartEntry):
        widths = [cast("Any", parsed(pattern)).getwidth()[1] for pattern in entry.patterns]
        assert entry.longest is None or max(widths) <= entry.longest


@given(st.data())
def test_every_line_of_a_part_holds_what_its_entry_says(data: st.DataObject) -> None:
    entries = [entry for entry in LEXICON.table("document_layout", PartEntry) if entry.holds]
    pattern, holds = data.draw(st.sampled_from([(p, e.holds) for e in entries for p in e.patterns]))
    assert set(holds) & set(data.draw(st.from_regex(pattern)))


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ([("310000",), ("310110",)], ("310110",)),
        ([("310110",), ("310000",)], ("310110",)),
        ([("320500",), ("320600",)], ("320000",)),
        ([("320500",), ("440300",)], ()),
        ([], ()),
    ],
)
def test_several_places_are_one_or_what_holds_them(
    found: list[tuple[str, ...]], wanted: tuple[str, ...]
) -> None:
    assert innermost(found) == wanted


def test_divisions_lie_inside_one_another() -> None:
    assert is_inside("440106", "440100")
    assert is_inside("440106", "440000")
    assert not is_inside("440100", "440100")
    assert not is_inside("440000", "440100")


PLACES = st.sampled_from(["安庆市", "遵义市", "湘西州", "建德市", "云南省", "宁夏回族自治区"])
TOPICS = st.sampled_from(["低空经济", "冷链物流", "“东数西算”", "养老服务体系", "5G+工业互联网"])
NOUNS = st.sampled_from(
    [
        ("发展规划", "plan"),
        ("行动计划", "action_plan"),
        ("实施方案", "implementation"),
        ("若干措施", "measures"),
    ]
)
YEARS = st.integers(2001, 2035)
BRACKETS = st.sampled_from(["〔〕", "[]", "（）", "【】"])


@given(
    PLACES,
    TOPICS,
    NOUNS,
    YEARS,
    st.integers(1, 12),
    st.integers(1, 28),
    BRACKETS,
    st.integers(1, 400),
    st.booleans(),
)
def test_a_notice_in_due_form_is_read_whole(
    place: str,
    topic: str,
    noun: tuple[str, str],
    year: int,
    month: int,
    day: int,
    marks: str,
    serial: int,
    titled: bool,
) -> None:
    plan = f"{place}{topic}{noun[0]}（{year}—{year + 2}年）"
    number = f"某府办发{marks[0]}{year}{marks[1]}{serial}号"
    notice = f"{place}人民政府办公室关于印发《{plan}》的通知\n{number}\n" if titled else ""
    text = (
        f"{notice}各有关单位：\n现将《{plan}》印发给你们，请认真执行。\n{place}人民政府办公室\n"
        f"{year}年{month}月{day}日\n{plan}\n一、总体要求\n坚持创新发展。\n"
    )
    found = facts(text)
    assert (found.title, found.kind, found.period) == (plan, noun[1], (year, year + 2))
    assert (found.issuer, found.issued) == (f"{place}人民政府办公室", f"{year}-{month:02}-{day:02}")
    assert found.number == (number if titled else None)
    assert found.carrier_kind == "notice"
    assert found.title_span and found.title_span.start > text.index("号\n" if titled else "各")
    assert_cited(found, text)


ALPHABET = (
    "市省县国务院关于印发的通知规划方案《》（）()〔〕2025年月日第号一二、。，：:；;——\n\t 　#“十四五”记者讯电"
    + string.digits
    + "AΟ𠀀"
)


@given(st.text(st.sampled_from(ALPHABET), max_size=300))
def test_whatever_a_text_holds_its_facts_are_cited(text: str) -> None:
    assert_cited(facts(text), text)


@given(st.integers(1, 12), st.integers(1, 28), YEARS)
def test_a_date_is_the_same_in_every_spelling(month: int, day: int, year: int) -> None:
    iso = f"{year}-{month:02}-{day:02}"
    spellings = [f"{year}年{month}月{day}日", f"{year}/{month}/{day}", iso, f"（{year}{month:02}{day:02}）"]
    assert [[found.iso for found in find_dates(fold(text))] for text in spellings] == [[iso]] * 4


def test_every_division_is_found_by_its_name(shared: Path) -> None:
    places = gazetteer(LEXICON)
    rows = (shared / "reference" / "gb2260-2019-04.tsv").read_text(encoding="utf-8").splitlines()[1:]
    divisions = [tuple(row.split("\t")[2:4]) for row in rows]
    lost = [name for code, name in divisions if code not in places.first(name)]
    assert not lost


def test_real_documents_are_cited_and_read_alike_twice(shared: Path) -> None:
    files = sorted(p for p in (shared / "corpus").iterdir() if p.suffix in (".txt", ".md"))
    for file in files:
        assert file.suffix in EXTENSIONS
        opened = read(file)
        found = find_facts(opened, LEXICON)
        assert_cited(found, opened.text)
        assert found == find_facts(opened, LEXICON)


def test_real_documents_agree_with_the_annotators(shared: Path) -> None:
    """The figures that `document` states in gold, but titles, which the scorer compares more kindly."""
    asked = right = 0
    for file in sorted((shared / "gold" / "dev").glob("*.yaml")):
        source = next((shared / "corpus").glob(f"{file.stem}_*"))
        if source.suffix not in (".txt", ".md"):
            continue
        wanted = yaml.safe_load(file.read_text(encoding="utf-8"))["document"]
        found = find_facts(read(source), LEXICON)
        for name in ("kind", "region", "number", "issued", "period"):
            if wanted.get(name) is not None:
                asked += 1
                right += str(plain(getattr(found, name))) == str(wanted[name])
    assert asked and right / asked >= 0.95


def test_a_name_of_one_character_is_passed_over() -> None:
    entries = default_lexicon().table("regions", RegionEntry)
    more = [
        structs.replace(entry, table=f"{entry.table}\n310000 沪")
        if entry.id == "regions.other_names"
        else entry
        for entry in entries
    ]
    assert [mention.codes for mention in Gazetteer(more).mentions("沪宁线与上海市")] == [("310000",)]


NAMING = [
    "陕西省",
    "安康市",
    "云泽市",
    "广州",
    "天河区",
    "新城区",
    "白云区",
    "。",
    "、",
    "我市",
    "建设",
    "湖南",
    "湖",
]


@given(st.lists(st.sampled_from(NAMING), max_size=14).map("".join))
def test_what_each_sentence_names_is_what_it_names_by_itself(text: str) -> None:
    places = gazetteer(LEXICON)
    alone = [places.named(sentence) for sentence in text.split("。")]
    assert places.named(text) == [named for found in alone for named in found]
    mentioned = [mention.codes for mention in places.mentions(text.partition("。")[0])]
    assert all(codes in mentioned for named in alone[0] for codes in named)
