"""The promise of the program: every word that it gives stands in the text, exactly where it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from planscan.analyzers import Plan, analyze, read

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*[!E].*"))
CORPUS = sorted(
    path for path in (ROOT.parent / "shared" / "corpus").glob("*") if path.suffix in {".txt", ".md"}
)


def cited(value: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object that has a beginning and an end, at any depth, with its place in the result."""
    if isinstance(value, dict):
        if {"start", "end"} <= set(value):
            yield place, value
        for name, part in value.items():
            yield from cited(part, f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from cited(part, f"{place}[{number}]")


def spans_beside(value: Any) -> Iterator[tuple[str, Any, dict[str, int]]]:
    """Yield each verbatim scalar that has its span beside it: `title` and `title_span`."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name.endswith("_span") and part is not None:
                yield name, value[name.removesuffix("_span")], part
            yield from spans_beside(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from spans_beside(part)


def check(path: Path) -> Plan:
    """Fail unless every span of the result is one of the text, and every id is its own."""
    document = read(path)
    plan = analyze(document)
    result = msgspec.to_builtins(plan)
    length = len(document.text)
    for place, part in cited(result):
        assert 0 <= part["start"] <= part["end"] <= length, place
        if "text" in part:
            assert part["text"], place
            assert document.text[part["start"] : part["end"]] == part["text"], place
    for name, words, span in spans_beside(result):
        assert words is not None, name
        shown = "".join(document.text[span["start"] : span["end"]].split())
        assert "".join(words.split()) == shown, name
    for kind, records in result.items():
        if isinstance(records, list | tuple) and kind != "messages":
            ids = [record["id"] for record in records]
            assert len(set(ids)) == len(ids), kind
    sections = {unit["id"] for unit in result["outline"]} | {None}
    assert {part["section"] for _, part in cited(result) if "section" in part} <= sections
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    assert result["document"]["text_sha256"] == digest
    return plan


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_record_of_the_samples_stands_where_it_says(path: Path) -> None:
    assert check(path).outline


@pytest.mark.skipif(not CORPUS, reason="../shared is absent: no real documents to read")
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name[:3])
def test_every_record_of_real_documents_stands_where_it_says(path: Path) -> None:
    check(path)
