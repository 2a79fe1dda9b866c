"""Responsible units in documents of the State Council, against the table that people made of them."""

import csv
from collections import Counter

import pytest

from planscan.analyzers import analyze, read

PARTS = {"指导": "supervising", "参与": "cooperating"}


def names(row):
    """Return the units of a bracket with their parts, as the table gives them."""
    lead = row["lead"] or row["lead_by_rule"]
    found = {("lead", name) for name in lead.split("|") if name}
    found |= {
        ("responsible", name)
        for name in row["responsible"].split("|")
        if name and name not in lead.split("|")
    }
    for cell in filter(None, row["participants"].split("|")):
        label, _, name = cell.rpartition(":")
        found.add((PARTS.get(label, "cooperating"), name))
    return found


def rows_of(shared):
    """Return the rows of the table that people made."""
    with (shared / "govcn" / "units.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


@pytest.fixture(scope="module")
def judged(shared):
    """Return each bracket of the table with what it holds and what was found in it."""
    rows = rows_of(shared)
    found = []
    for file in dict.fromkeys(row["file"] for row in rows):
        document = read(shared / "govcn" / "html" / file)
        outline = analyze(document).outline
        bodies = [("lead", body) for unit in outline for body in unit.lead]
        bodies += [(body.part, body) for unit in outline for body in unit.units if not body.inherited]
        at = 0
        for row in (row for row in rows if row["file"] == file):
            start = document.text.index(row["raw"], at)
            at = start + len(row["raw"])
            inside = {(part, body.text) for part, body in bodies if start <= body.start < at}
            found.append((row, names(row), inside))
    return found


def test_units_and_their_parts(judged):
    counts = Counter()
    for _, gold, found in judged:
        counts += Counter(right=len(gold & found), gold=len(gold), found=len(found))
    assert 2 * counts["right"] / (counts["gold"] + counts["found"]) >= 0.98


def test_every_unit_that_leads_by_a_rule_leads(judged):
    ruled = [(row, found) for row, _, found in judged if row["lead_by_rule"]]
    assert ruled
    for row, found in ruled:
        assert {name for part, name in found if part == "lead"} == {row["lead_by_rule"]}, row["raw"]
