"""The samples: read as their README says, rows where they claim to stand, the gold beside them verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from planscan.analyzers import Document, analyze, read
from planscan.analyzers.characters import fold
from planscan.analyzers.vocabulary import DOCUMENT_KINDS, ROLES

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = {
    "cluster-plan-news.md": "utf-8",
    "digital-economy-plan.txt": "utf-8",
    "biomedicine-measures.gb18030.txt": "gb18030",
    "work-report-excerpt.txt": "utf-8",
    "low-altitude-action-plan.md": "utf-8",
    "elderly-care-opinion.html": "utf-8",
    "private-investment-measures.txt": "utf-8",
}
VERBATIM = {"quote", "title", "marker", "text", "notation", "issuer", "number"}
"""Keys of the gold whose values are words of the document."""


def sample(name: str) -> Document:
    """Return a sample as it is read."""
    return read(ROOT / "samples" / name)


def gold(name: str) -> dict[str, Any]:
    """Return what should be found in a sample."""
    path = ROOT / "tests" / "gold" / f"{name.partition('.')[0]}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def plain(words: object) -> str:
    """Return words without white space, half-width and simplified."""
    return re.sub(r"\s", "", fold(str(words)))


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Yield everything in a result that says where it stands."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from spans(part)


def quoted(value: object, key: str = "") -> Iterator[str]:
    """Yield the words of a gold file that claim to be the document's own."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from quoted(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from quoted(part, key)
    elif key in VERBATIM | {"groups", "lead", "units", "actions", "indicator"} and value:
        yield from str(value).split("|")


def test_the_readme_describes_every_sample_and_no_other() -> None:
    readme = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| \[([^\]]+)\]", readme, re.MULTILINE))
    present = {path.name for path in (ROOT / "samples").iterdir()} - {"README.md"}
    assert named == present == set(SAMPLES)


@pytest.mark.parametrize(("name", "encoding"), SAMPLES.items())
def test_a_sample_is_read_and_its_encoding_stated(name: str, encoding: str) -> None:
    document = sample(name)
    assert document.encoding == encoding
    if name.endswith(".txt"):
        assert document.text.encode(encoding) == (ROOT / "samples" / name).read_bytes()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_stands_where_it_says(name: str) -> None:
    document = sample(name)
    result = msgspec.json.decode(msgspec.json.encode(analyze(document)))
    found = list(spans(result))
    assert found
    assert not [row for row in found if document.text[row["start"] : row["end"]] != row["text"]]


@pytest.mark.parametrize("name", SAMPLES)
def test_reading_and_analysing_twice_gives_the_same(name: str) -> None:
    assert analyze(sample(name)) == analyze(sample(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_gold_quotes_the_sample(name: str) -> None:
    text = plain(sample(name).text)
    missing = [words for words in quoted(gold(name)) if plain(words) not in text]
    assert not missing


@pytest.mark.parametrize("name", SAMPLES)
def test_the_gold_keeps_to_the_vocabularies(name: str) -> None:
    annotated = gold(name)
    assert annotated["document"]["kind"] in DOCUMENT_KINDS
    assert {unit["role"] for unit in annotated["outline"]} <= set(ROLES)
    assert {declared["of"] for declared in annotated["declared"]} <= set(ROLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_levels_of_the_gold_go_down_one_by_one(name: str) -> None:
    levels = [0, *(unit["level"] for unit in gold(name)["outline"])]
    assert all(below <= above + 1 for above, below in pairwise(levels))
