"""What a process leaves in the cache is found by later ones, and no more than is of use."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from planscan.lexicons import Entry, TermMatcher, necessary, openings
from planscan.lexicons import derived as deriving
from planscan.lexicons.cache import read_cached, write_cached
from planscan.lexicons.derived import SOURCES, derived, was_derived
from planscan.lexicons.shelf import Shelf

LEXICONS = Path(__file__).parents[1] / "lexicons"

asked: list[str] = []


@derived
def doubled(word: str, *others: tuple[str, ...]) -> tuple[str, ...]:
    asked.append(word)
    return (word, word, *map("+".join, others))


@derived
def tripled(word: str) -> tuple[str, ...]:
    return (word, word, word)


@pytest.fixture(autouse=True)
def cache(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked.clear()
    monkeypatch.setattr(deriving, "_shelf", deriving._new_shelf())
    monkeypatch.setattr(deriving, "_version", functools.cache(deriving._version.__wrapped__))


def another_process(monkeypatch: pytest.MonkeyPatch, *sources: str) -> None:
    """Leave what this process derived, and begin as another one, with other functions if their modules are given."""
    deriving._shelf.leave()
    monkeypatch.setattr(deriving, "_shelf", deriving._new_shelf())
    deriving._version.cache_clear()
    if sources:
        monkeypatch.setattr(deriving, "SOURCES", sources)


def shelf(limit: int = 1_000, most: int = 1_000) -> Shelf[str, int]:
    """Return the table of a new process, in which figures are kept as numbers."""
    return Shelf("table", int, lambda made: int(made) if made.isdigit() else None, limit=limit, most=most)


def left(*made: str, limit: int = 1_000, most: int = 1_000, asking: str = "") -> dict[str, int]:
    """Return what is kept after a process made some figures and asked for another."""
    process = shelf(limit, most)
    process.get(asking)
    for figure in made:
        process.miss(figure, figure, len(figure))
    process.leave()
    return shelf().stored()


def test_what_a_process_leaves_is_found_by_the_next_one() -> None:
    assert left("1", "22") == {"1": 1, "22": 22}
    assert (shelf().get("22"), shelf().get("3")) == (22, None)
    assert left("3") == {"1": 1, "22": 22, "3": 3}


def test_what_two_processes_leave_is_kept_side_by_side() -> None:
    processes = [shelf(), shelf()]
    assert [process.get("1") for process in processes] == [None, None]
    for figure, process in zip(("1", "2"), processes, strict=True):
        process.miss(figure, figure, 1)
        process.leave()
    assert shelf().stored() == {"1": 1, "2": 2}


def test_what_cannot_be_kept_is_left_out() -> None:
    assert left("one") == {}
    assert left("one", "2") == {"2": 2}


def test_a_table_that_has_grown_too_large_keeps_what_is_in_use() -> None:
    left("1", "2", "3")
    assert left("4", asking="2", limit=10) == {"2": 2, "4": 4}


def test_who_adds_without_end_leaves_no_more_than_a_run_needs() -> None:
    assert left("1", "22", "33", "4", most=3) == {"1": 1, "22": 22}
    assert left("55555", "6", most=3) == {
        "1": 1,
        "22": 22,
        "55555": 55555,
    }  # else it would be made in every process


@pytest.mark.parametrize("content", [b"", b"\x80", b"\xff", b"no numbers", b"\x81\xa11\xa3one", b"\x81\xa1"])
def test_what_makes_no_sense_in_the_cache_is_passed_over(content: bytes) -> None:
    write_cached("table", content)
    assert read_cached("table") == content
    assert shelf().get("1") is None
    assert left("2") == {"2": 2}


def test_what_was_derived_is_not_derived_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doubled("甲", ("乙",)) == doubled("甲", ("乙",)) == ("甲", "甲", "乙")
    assert not was_derived(doubled, "甲", ("乙",))
    another_process(monkeypatch)
    assert was_derived(doubled, "甲", ("乙",))
    assert doubled("甲", ("乙",)) == ("甲", "甲", "乙")
    assert asked == ["甲"]


def test_each_argument_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    others: list[list[tuple[str, ...]]] = [
        *([], [()], [("",)], [(), ()], [("乙",), ("丙",)], [("乙", "丙")], [("乙", "丙"), ()], [("乙丙",)]),
        *([("乙\0丙",)], [("乙\0", "丙")], [("乙", "\0丙")]),
    ]
    found = [doubled("甲", *one) for one in others]
    assert tripled("甲") == ("甲", "甲", "甲")
    another_process(monkeypatch)
    assert [doubled("甲", *one) for one in others] == found
    assert found == [("甲", "甲", *("+".join(words) for words in one)) for one in others]
    assert (len(asked), tripled("甲")) == (len(others), ("甲", "甲", "甲"))


def test_what_changed_functions_would_derive_otherwise_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    doubled("甲")
    another_process(monkeypatch, *SOURCES[:-1])
    assert not was_derived(doubled, "甲")


def test_what_functions_derive_whose_modules_have_changed_meanwhile_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deriving, "_LOADED", 0.0)
    assert doubled("甲") == ("甲", "甲")
    another_process(monkeypatch)
    monkeypatch.undo()
    assert not was_derived(doubled, "甲")


def test_where_the_functions_are_no_files_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        another_process(monkeypatch, "missing.py")
        assert [doubled(word) for word in "甲乙"] == [("甲", "甲"), ("乙", "乙")]
        assert not was_derived(doubled, "甲")
    assert asked == ["甲", "乙", "甲", "乙"]


def test_what_no_file_can_hold_is_derived_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        assert doubled("\ud800") == ("\ud800", "\ud800")
        another_process(monkeypatch)
    assert asked == ["\ud800", "\ud800"]


def test_who_derives_without_end_keeps_no_more_than_a_run_needs() -> None:
    for number in range(10_000):
        assert openings(f".{{{number + 1}}}") == ""  # nothing comes of it
    assert len(deriving._shelf.missing) < 5_000


def test_all_that_is_derived_goes_when_its_modules_change() -> None:
    texts = {path.name: path.read_text("utf-8") for path in LEXICONS.glob("*.py")}
    needed = {name for name, text in texts.items() if "\n@derived\n" in text}
    assert {"necessary.py", "searching.py"} <= needed
    for name in sorted(needed):
        needed |= {f"{module}.py" for module in re.findall(r"(?m)^from \.(\w+) import", texts[name])}
    assert needed - {"compiling.py", "derived.py"} == set(SOURCES)


def test_a_process_knows_at_once_what_an_earlier_one_derived(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        Entry(id="one", terms=("甲",), patterns=(r"\d+强",)),
        Entry(id="two", patterns=("力争到.{0,8}末",)),
    ]
    text = "甲乙力争到年末"

    def found() -> tuple[list[str], bool]:
        matcher = TermMatcher(entries)
        return [match.text for match in matcher.find(text)], matcher._needs is not None

    assert found() == (["甲", "力争到年末"], False)
    many = TermMatcher(entries).find(f"{text}{'。' * 9}" * 1_000)
    assert [match.text for match in many] == ["甲", "力争到年末"] * 1_000
    another_process(monkeypatch)
    assert found() == (["甲", "力争到年末"], True)
    assert necessary(["力争到.{0,8}末"]).pattern == "力争到"
