"""Enumerations are read back as their items, in agreement with the count that is announced."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers.characters import fold
from planscan.analyzers.language.lists import list_reader
from planscan.lexicons import default_lexicon

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "lists.yaml").read_text(encoding="utf-8"))
NAMES = ["工程机械", "轨道装备", "电子信息", "生物医药", "绿色食品", "现代纺织", "低空经济", "深海装备"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.get("before") or c.get("after"))
def test_the_items_of_a_list(case):
    text, position = marked(case.get("before") or case["after"])
    reader = list_reader(default_lexicon())
    if "before" in case:
        found = reader.before(fold(text), position, case.get("count"))
    else:
        found = reader.after(fold(text), position)
    reading = found and (found.of(case.get("count")) or found.readings[0])
    assert (reading and [text[start:end] for start, end in reading]) == case["items"]


def marked(text: str) -> tuple[str, int]:
    """Return a text without its `|`, and where that stood."""
    position = text.index("|")
    return text.replace("|", ""), position


@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=8, unique=True),
    st.sampled_from(["和", "以及", "、"]),
)
def test_a_list_is_read_back_whatever_joins_its_last_item(names, joint):
    text = f"重点发展{'、'.join(names[:-1])}{joint}{names[-1]}产业"
    found = list_reader(default_lexicon()).before(text, len(text) - 2, len(names))
    assert found is not None
    assert [text[start:end] for start, end in found.of(len(names)) or ()] == names


@given(st.text(alphabet="、，。；“”《》（）和与及等的甲乙市两个 ", max_size=24).map(fold))
def test_a_quick_look_misses_no_list_of_more_than_one_item(text):
    reader = list_reader(default_lexicon())
    found = reader.between(text, 0, len(text))
    assert reader.parting.search(text) or not found or all(len(r) == 1 for r in found.readings)


@given(
    st.text(alphabet="、，。“”（和与等以为的一二内外河产", max_size=24), st.integers(0, 6), st.integers(2, 6)
)
def test_what_is_told_from_no_list_at_a_quick_look_has_items_enough(text, count, least):
    reader = list_reader(default_lexicon())
    folded = fold(text)
    for position in range(len(folded) + 1):
        found = reader.before(folded, position, count or None)
        looked = reader.before(folded, position, count or None, least)
        assert looked == found or (looked is None and found and all(len(r) == 1 for r in found.readings))


@given(st.text(alphabet="、，。；：“”（）和与及等以为的一二三大个项产业集群", max_size=60), st.integers(1, 6))
def test_every_reading_lies_in_the_text_in_order_and_without_overlaps(text, count):
    reader = list_reader(default_lexicon())
    folded = fold(text)
    for position in range(len(folded) + 1):
        for found in (reader.before(folded, position, count), reader.after(folded, position)):
            for reading in found.readings if found else ():
                ends = [0, *(item.end for item in reading)]
                assert all(item.start < item.end <= len(folded) for item in reading)
                assert all(end <= item.start for end, item in zip(ends, reading, strict=False))
