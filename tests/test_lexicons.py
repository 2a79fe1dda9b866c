"""The knowledge is data, and tested as data: every entry matches what it says and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from planscan.analyzers.characters import fold
from planscan.analyzers.explaining.lexicon_check import finder
from planscan.lexicons import Entry, TermMatcher, default_lexicon
from planscan.lexicons.loader import load_cached
from planscan.lexicons.schema import LexiconFile
from planscan.lexicons.strict_yaml import load_yaml

FOLDER = Path(__file__).resolve().parents[1] / "lexicons"
NOT_ENTRIES = {"characters"}
COMMON = set(Entry.__struct_fields__)


def load(path: Path) -> list[Entry]:
    """Read what all entries have in common; a file's further fields are checked where it is used."""
    file = msgspec.convert(load_yaml(path), LexiconFile)
    return [
        msgspec.convert({key: value for key, value in entry.items() if key in COMMON}, Entry)
        for entry in file.entries
    ]


FILES = {path.stem: load(path) for path in sorted(FOLDER.glob("*.yaml")) if path.stem not in NOT_ENTRIES}
ENTRIES = [pytest.param(name, entry, id=entry.id) for name, file in FILES.items() for entry in file]

FINDERS = {name: finder(name, file, default_lexicon()) for name, file in FILES.items()}


def finds(name: str, entry: Entry, sentence: str) -> bool:
    """Say whether an entry matches by itself, whatever longer words of other entries stand there."""
    return entry.id in finder(name, [entry], default_lexicon())(sentence)


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
def test_an_entry_matches_its_examples(name: str, entry: Entry) -> None:
    missed = [example for example in entry.examples if not finds(name, entry, example)]
    assert not missed


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
def test_an_entry_does_not_match_its_counter_examples(name: str, entry: Entry) -> None:
    wrong = [example for example in entry.counter_examples if entry.id in FINDERS[name](example)]
    assert not wrong


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
def test_an_id_begins_with_the_name_of_its_file(name: str, entry: Entry) -> None:
    assert re.fullmatch(rf"{name}\.[a-z0-9_.]+", entry.id)


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
def test_terms_are_in_the_form_that_rules_read(name: str, entry: Entry) -> None:
    for word in (*entry.terms, *entry.without, *entry.patterns):
        assert fold(word) == word
        assert word == word.strip()


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
def test_a_counter_term_holds_something_that_would_match(name: str, entry: Entry) -> None:
    bare = TermMatcher([msgspec.structs.replace(other, without=()) for other in FILES[name]])
    assert not [word for word in entry.without if bare.first(word) is None]


@pytest.mark.parametrize("name", FILES)
def test_ids_and_terms_stand_once_in_a_file(name: str) -> None:
    ids = [entry.id for entry in FILES[name]]
    assert len(ids) == len(set(ids))
    for entry in FILES[name]:
        assert len(entry.terms) == len(set(entry.terms))


def test_ids_are_unique_over_all_files() -> None:
    ids = [entry.id for file in FILES.values() for entry in file]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_cache_holds_what_the_file_says(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert load_cached(path) == load_cached(path) == load_yaml(path)


def test_a_changed_file_and_a_damaged_cache_are_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "words.yaml"
    path.write_text("about: 甲\nentries: []\n", encoding="utf-8")
    first = load_cached(path)
    path.write_text("about: 乙\nentries: []\n", encoding="utf-8")
    assert (first, load_cached(path)) == ({"about": "甲", "entries": []}, {"about": "乙", "entries": []})
    cached = tmp_path / "cache" / "planscan" / "lexicon-words"
    cached.write_bytes(cached.read_bytes()[:-1] + b"?")
    assert load_cached(path) == {"about": "乙", "entries": []}
