"""The quick look never misses what the expression finds."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers.characters import fold
from planscan.lexicons import Entry, TermMatcher, alternation, either, ending, necessary, searching
from planscan.lexicons.necessary import Needs
from planscan.lexicons.schema import LexiconFile
from planscan.lexicons.strict_yaml import load_yaml

FOLDER = Path(__file__).resolve().parents[1] / "lexicons"

DERIVED = [
    pytest.param("(?:力争|争取)到.{0,8}末", {"力争到", "争取到"}, id="what lies apart is left out"),
    pytest.param("(?:与|和)经济(?:基本)*同步", {"与经济", "和经济"}, id="of two places the rarer"),
    pytest.param("(?:大幅)?提高", {"提高"}, id="what may be absent is left out"),
    pytest.param("[由从][^,]*提高[到至]", {"提高到", "提高至"}, id="longer words are the rarer ones"),
    pytest.param("已(?:建成|达)|现有", {"已建成", "已达", "现有"}, id="each branch gives its own"),
    pytest.param("(?<!以)上年同期(?=增)", {"上年同期"}, id="what stands around is not looked at"),
    pytest.param("(?:新增)+家|(?:新增)*户", {"新增", "户"}, id="what is repeated at least once is needed"),
    pytest.param("(?P<x>[一-龥]+)年(?P=x)", {"年"}, id="a class of many characters says nothing"),
]
SILENT = [".*", "(?:甲)?", "甲|.", "[^甲]", "(?i)gdp", r"\d", "(?i:a)"]

PATTERNS = [
    "(?:与|和)(?:国内)?经济[^,。]{0,3}?(?:基本)?同步(?:增长)?(?![\u4e00-\u9fff]{2})",
    "已(?:经)?(?:建成|达|有)|(?:均|都)已|^(?:全[市省])?现有",
    "(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?:\\s?年|(?=[)—]))",
    "[由从](?:20[0-9]{2}年的?)?(?:提高|降低)++[到至]",
    "(?>一|二)+年(?:多|间)?来",
]


@pytest.mark.parametrize(("pattern", "words"), DERIVED)
def test_words_that_every_match_needs_are_derived(pattern: str, words: set[str]) -> None:
    assert necessary([pattern]).pattern == alternation(sorted(words))


@pytest.mark.parametrize("pattern", SILENT)
def test_where_nothing_is_known_every_text_is_looked_at(pattern: str) -> None:
    assert necessary([pattern, "乙"]).search("")


def test_of_two_places_the_one_that_others_need_anyway_costs_nothing() -> None:
    assert necessary([r"(?:世界|全国)\d+强", r"\d+强(?=企)"]).pattern == "强"


def test_without_expressions_nothing_is_looked_at() -> None:
    assert necessary([]).search("任何文字") is None


@pytest.mark.parametrize("pattern", PATTERNS)
@given(data=st.data())
def test_whatever_an_expression_matches_holds_a_word(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern, alphabet=st.characters(categories=["L", "N", "P"])))
    assert necessary([pattern]).search(text)
    assert necessary(PATTERNS).search(text)


@given(
    patterns=st.lists(st.text(alphabet="甲乙丙.", min_size=1, max_size=4), max_size=6),
    text=st.text(alphabet="甲乙丙丁", max_size=12),
)
def test_what_patterns_need_is_found_in_one_go_as_one_by_one(patterns: list[str], text: str) -> None:
    one_by_one = [place for place, pattern in enumerate(patterns) if necessary([pattern]).search(text)]
    assert Needs(patterns).met(text) == one_by_one


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_example_of_the_lexicon_is_missed(path: Path) -> None:
    if path.stem == "characters":
        pytest.skip("holds no entries")
    entries = msgspec.convert(load_yaml(path), LexiconFile).entries
    patterns = [str(p) for entry in entries for p in msgspec.convert(entry.get("patterns", ()), list[str])]
    examples = [fold(e) for entry in entries for e in msgspec.convert(entry.get("examples", ()), list[str])]
    missed = [
        (pattern, example)
        for pattern in patterns
        for example in examples
        if re.search(pattern, example) and not necessary([pattern]).search(example)
    ]
    assert not missed


@pytest.mark.parametrize(
    "pattern",
    [*PATTERNS, "(?<!甲)(?:乙|丙)*丁", r"\d{1,2}\s?月|[〇零]{2}年|第\s?\d", "(?:子|丑)*", "[^,]+寅"],
)
@given(
    text=st.text(alphabet="甲乙丙丁子丑寅与和经济同步已建成有20年—提高由到至一多来,第 5月〇零", max_size=24)
)
def test_looking_at_the_first_character_changes_no_match(pattern: str, text: str) -> None:
    quick = [(hit.span(), hit.groups()) for hit in searching(pattern).finditer(text)]
    assert quick == [(hit.span(), hit.groups()) for hit in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    "pattern",
    [
        "[甲,]$",
        "(?<![乙])丙$",
        "丁或者?$",
        "(?:子|丑寅*)$",
        "[^甲]$",
        "戊",
        r"\d{1,2}(?=$)",
        "(?:乙丙)+(?!丁)$",
    ],
)
@given(text=st.text(alphabet="甲乙丙丁戊子丑寅或者,1", min_size=1, max_size=8))
def test_what_ends_a_text_ends_with_a_character_that_can(pattern: str, text: str) -> None:
    if re.search(pattern, text):
        assert ending([pattern]).match(text[-1])


@given(
    patterns=st.lists(
        st.sampled_from([*PATTERNS, "^[甲乙]?丙$", "[^,]{1,3}寅$", ".{0,2}丁", "^-{2,}$", r"\d月", "戊"]),
        max_size=4,
        unique=True,
    ),
    text=st.text(alphabet="甲乙丙丁戊寅与和经济同步已有20年—至一来,-5月", max_size=12),
)
def test_either_of_some_expressions_is_found_where_one_of_them_is(patterns: list[str], text: str) -> None:
    quick = either(patterns)
    assert bool(quick.search(text)) == (not patterns or any(re.search(p, text) for p in patterns))
    assert bool(quick.match(text)) == (not patterns or any(re.match(p, text) for p in patterns))


def test_only_few_characters_end_what_few_can_end() -> None:
    texts = [mark for mark in "甲乙丙丁" if ending(["[甲,]$", "(?<!丙)乙丙?$"]).match(mark)]
    assert texts == ["甲", "乙", "丙"]


def test_a_matcher_finds_the_same_however_much_it_has_searched() -> None:
    matcher = TermMatcher([Entry(id="test.one", terms=("甲乙",), patterns=("丙[^丁]{0,3}丁", "戊+"))])
    texts = ["甲乙丙丁戊", "丙子丁", "无", "丙子丑寅卯丁", "戊戊甲乙"]
    fresh = [list(matcher.find(text)) for text in texts]
    assert list(matcher.find("丁" * 20_000)) == []
    assert [list(matcher.find(text)) for text in texts] == fresh
    assert [[found.text for found in one] for one in fresh] == [
        ["甲乙", "丙丁", "戊"],
        ["丙子丁"],
        [],
        [],
        ["戊戊", "甲乙"],
    ]
