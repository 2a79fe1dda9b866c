"""Why a record is what it is: what an explanation says is true, of every record of every document."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from planscan.analyzers import analyze, read
from planscan.analyzers.errors import UnknownRecordError
from planscan.analyzers.explaining.entry_types import entry_type
from planscan.analyzers.explaining.explanations import Explainer
from planscan.analyzers.explaining.rules import RuleEntry, readers_of, rule_of
from planscan.analyzers.model import Unit
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.rows.records import record_types
from planscan.lexicons import Lexicon, default_lexicon
from planscan.lexicons.muted import NOTHING, MutedLexicon
from planscan.lexicons.overlays import Located, Overlay, lexicon_names

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*[!E].*"))
CITY = ROOT / "samples" / "digital-economy-plan.txt"
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "explanations.yaml").read_text(encoding="utf-8"))
WHOLE = ("biomedicine-measures.gb18030.txt", "cluster-plan-news.md")
"""Samples of which every record is explained; of the others one in five."""

REAL = ("022_", "084_", "242_", "280_")
"""Beginnings of the names of real documents that are read whole: short ones, of several formats."""

RULES = default_lexicon().table("rules", RuleEntry)
READ = sorted({name for entry in RULES for name in entry.reads})


def records(explainer: Explainer) -> dict[str, Any]:
    """Return all records of a plan, by their kind and id."""
    found = {}
    for kind in record_types():
        found.update({(kind, record.id): record for record in getattr(explainer.plan, kind)})
    return found


def check(explainer: Explainer, id_: str) -> None:
    """Fail unless what an explanation says of a record can be seen in the document and the result."""
    told = explainer.explain(id_)
    text, record = explainer._context.document.text, told.record
    assert record in getattr(explainer.plan, told.kind)
    assert record.id == id_
    assert told.rule.id == record.rule
    assert told.rule.chinese, f"add {record.rule} to lexicons/rules.yaml"
    assert told.excerpt.text == text[told.excerpt.start : told.excerpt.end]
    (mark,) = told.excerpt.marks
    assert told.excerpt.start <= mark.start < mark.end <= told.excerpt.end
    for cue in (*(c for r in told.reasons for c in r.cues), *(w for e in told.evidence for w in e.words)):
        assert text[cue.start : cue.end] == cue.text
    by_id = {unit.id: unit for unit in explainer.plan.outline}
    for reason in told.reasons:
        assert 0 < reason.weight <= 1
        assert reason.decided is False or by_id[reason.unit].role == reason.role
    decided = [reason.unit for reason in told.reasons if reason.decided]
    assert len(decided) == len(set(decided))
    if isinstance(record, Unit):
        assert decided[0] == record.id
        assert [heading.title for heading in told.headings] == _titles_above(record, by_id)
    assert sum(evidence.effect == "joint" for evidence in told.evidence) != 1
    msgspec.json.encode(told)


def _titles_above(unit: Unit, by_id: dict[str, Unit]) -> list[str]:
    above: list[str] = []
    while unit.parent:
        unit = by_id[unit.parent]
        above.insert(0, unit.title)
    return above


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_records_of_the_samples_are_explained(path: Path) -> None:
    explainer = Explainer(read(path))
    for _, id_ in [*records(explainer)][:: 1 if path.name in WHOLE else 5]:
        check(explainer, id_)


@pytest.mark.parametrize("name", REAL)
def test_every_record_of_real_documents_is_explained(name: str, shared: Path) -> None:
    (path,) = sorted((shared / "corpus").glob(f"{name}*"))
    explainer = Explainer(read(path))
    assert records(explainer)
    for _, id_ in records(explainer):
        check(explainer, id_)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_cases(case: dict[str, Any]) -> None:
    explainer = Explainer(read_bytes(case["text"].encode(), "case.txt"))
    of = case["of"]
    record = next(r for r in getattr(explainer.plan, of["kind"]) if of["words"] in r.text.split("\n")[0])
    told = explainer.explain(record.id)
    if wanted := case.get("role"):
        decided = next(reason for reason in told.reasons if reason.decided)
        assert (decided.source, decided.role) == (wanted["source"], wanted["role"]), case["why"]
        assert not wanted.get("entry") or decided.cues[0].entry == wanted["entry"]
        assert decided.weight == wanted.get("weight", decided.weight)
    overruled = [{"source": r.source, "role": r.role} for r in told.reasons if not r.decided]
    assert [vote for vote in case.get("overruled", ()) if vote not in overruled] == []
    if chain := case.get("chain"):
        assert [reason.role for reason in told.reasons if reason.decided] == chain
    effects = {evidence.entry: evidence for evidence in told.evidence}
    for entry, effect in case.get("evidence", {}).items():
        assert effects[entry].effect == effect, entry
    for entry, fields in case.get("without", {}).items():
        changes = {change.field: change.without for change in effects[entry].changes}
        for name, value in fields.items():
            assert changes[name] == (tuple(value) if isinstance(value, list) else value)


def without(entry: str) -> Lexicon:
    """Return the knowledge with a user's file in which the entry matches nothing: an independent way to mute it."""
    name = entry.partition(".")[0]
    given = next(e for e in default_lexicon().table(name, entry_type(name)) if e.id == entry)
    fields = {key: value for key, value in msgspec.to_builtins(given).items() if value != ()}
    fields |= {"terms": [], "patterns": [NOTHING]}
    return Lexicon(overlays=[Overlay(b"", {name: (Located("own.yaml:1", fields),)})])


def test_an_entry_that_decides_is_one_without_which_the_record_is_not_there() -> None:
    """The same is seen where the user's own file takes the entry's words away."""
    document = read(CITY)
    explainer = Explainer(document)
    seen: set[tuple[str, str]] = set()
    for _, id_ in [*records(explainer)][::9]:
        told = explainer.explain(id_)
        for evidence in told.evidence:
            if evidence.effect == "joint" or (told.kind, evidence.entry) in seen:
                continue
            seen.add((told.kind, evidence.entry))
            after = getattr(analyze(document, without(evidence.entry), None, (told.kind,)), told.kind)
            assert told.record not in after, (id_, evidence.entry)
    assert len(seen) > 20


@pytest.mark.parametrize("name", READ)
def test_muting_an_entry_breaks_nothing_and_is_the_same_whatever_is_shared(name: str) -> None:
    """What a muted lexicon takes over from the whole one must not depend on the entry that is muted."""
    document = read_bytes("\n".join(CITY.read_text(encoding="utf-8").splitlines()[:48]).encode(), "city.txt")
    analyze(document)
    for entry in default_lexicon().table(name, entry_type(name)):
        muted = analyze(document, MutedLexicon(default_lexicon(), [entry.id]))
        assert _found(muted) == _found(analyze(document, without(entry.id)))


def _found(plan: Any) -> dict[str, Any]:
    return {kind: getattr(plan, kind) for kind in record_types()}


class _Noting(Lexicon):
    """A lexicon that remembers which of its files were read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: set[str] = set()

    def table(self, name: str, type_: Any) -> Any:
        self.read.add(name)
        return super().table(name, type_)


@pytest.mark.parametrize("kind", sorted({kind for entry in RULES for kind in entry.kinds}))
def test_rules_read_what_they_say(kind: str) -> None:
    lexicon = _Noting()
    for path in SAMPLES:
        analyze(read(path), lexicon, None, (kind,))
    named = {name for entry in RULES if kind in entry.kinds for name in entry.reads}
    assert named <= lexicon.read


def test_every_rule_is_in_the_code_and_its_words_are_whole() -> None:
    """A rule's id stands in the analyzers, is a family of markers, or is put together from a form and a prefix."""
    literals = {
        node.value
        for path in (ROOT / "analyzers").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    families = {entry.id for entry in default_lexicon().table("markers", entry_type("markers"))}
    for entry in RULES:
        prefix, _, last = entry.rule.rpartition(".")
        known = entry.rule in literals | families | set(lexicon_names()) or {f"{prefix}.", last} <= literals
        assert known or entry.fields, entry.id
        assert entry.kinds
        assert set(entry.kinds) <= set(record_types())
        assert set(entry.reads) <= set(lexicon_names())
        assert re.search("[\u4e00-\u9fff]", entry.chinese)
        assert entry.english.endswith(".")


def test_every_family_of_markers_is_described() -> None:
    for entry in default_lexicon().table("markers", entry_type("markers")):
        assert rule_of(entry.id, default_lexicon())


def test_a_rule_of_a_level_is_that_of_all_levels() -> None:
    assert rule_of("unnumbered.heading3", default_lexicon()) == rule_of(
        "unnumbered.heading", default_lexicon()
    )
    assert rule_of("unknown.rule", default_lexicon()) is None
    assert {entry.rule for entry in readers_of("goals", default_lexicon())} == {
        "goals.item",
        "goals.sentence",
        "goals.announced",
    }


@pytest.mark.parametrize(
    ("id_", "words"),
    {
        "target-1034": "相近的有 target-1033、",
        "unit-0": "相近的有 unit-",
        "1034": "相近的有 target-1033、",
        "wish-12": "unit-…、",
        "": "unit-…、",
        "target-1034-9": "相近的有 target-1033、",
    }.items(),
)
def test_an_unknown_id_is_answered_with_near_ones(id_: str, words: str) -> None:
    with pytest.raises(UnknownRecordError, match=re.escape(words)):
        Explainer(read(CITY)).explain(id_)


def test_records_that_begin_together_are_told_apart() -> None:
    text = "某市发展规划\n一、发展目标\n到2030年，建成园区10个、平台20个。\n"
    explainer = Explainer(read_bytes(text.encode(), "case.txt"))
    first, second = explainer.plan.targets
    assert second.id == f"{first.id}-2"
    assert explainer.explain(second.id).record == second
    assert explainer.explain(first.id).record == first
