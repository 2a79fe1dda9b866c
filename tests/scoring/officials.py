"""The measures of the State Council's documents, annotated in tables: metadata, brackets, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from planscan.analyzers import Document

from .counts import Comparison, Comparisons, differing
from .matching import pair_equal, plain, same_quantity
from .plans import Side, from_pairs

TableRow = Mapping[str, str]
Body = tuple[int, str]
"""The bracket (its place in the table) and the name in it."""


def compare_units(gold: Sequence[TableRow], document: Document, plan: Side) -> Comparisons:
    """Return the comparison of responsible bodies, bracket by bracket, and of those that lead.

    Args:
        gold: rows with the bracket (`raw`) and its bodies, several joined by `|`, in the order of the text.
        document: the text in which brackets are located.
        plan: what was found; bodies say where they stand. Those outside of the brackets are not judged.
    """
    brackets = _located(document.text, [row["raw"] for row in gold])
    led = [_bodies([row], "lead", "lead_by_rule") for row in gold]
    named = [_bodies([row], "lead", "responsible", "participants") for row in gold]
    found = {key: _found(plan, key, brackets) for key in (("lead",), ("lead", "units"))}
    return {
        "units": _compared(_numbered(named), found["lead", "units"]),
        "lead": _compared(_numbered(led), found["lead",]),
    }


def _bodies(given: Iterable[TableRow], *columns: str) -> list[str]:
    """Return the bodies in some columns, each once, without the part that stands before them (`指导:`)."""
    cells = (cell for row in given for column in columns for cell in row[column].split("|"))
    return list(dict.fromkeys(plain(cell).rpartition(":")[2] for cell in cells if cell))


def _numbered(bodies: Sequence[Sequence[str]]) -> list[Body]:
    return [(place, name) for place, names in enumerate(bodies) for name in names]


def _located(text: str, quotes: Sequence[str]) -> list[range]:
    """Return where quotes stand that follow one another in a text, whatever white space it has."""
    places = [place for place, character in enumerate(text) if plain(character)]
    words = "".join(plain(text[place]) for place in places)
    located: list[range] = []
    at = 0
    for quote in map(plain, quotes):
        start = words.index(quote, at)
        at = start + len(quote)
        located.append(range(places[start], places[at - 1] + 1))
    return located


def _found(plan: Side, keys: Sequence[str], brackets: Sequence[range]) -> list[Body]:
    """Return the bodies in the brackets that are annotated; the table lists only some of a document's."""
    spans: dict[tuple[int, int], str] = {
        (body["start"], body["end"]): plain(body)
        for unit in plan.get("outline") or ()
        for key in keys
        for body in unit.get(key) or ()
    }
    bodies = [
        (place, name)
        for (start, _), name in sorted(spans.items())
        for place, bracket in enumerate(brackets)
        if start in bracket
    ]
    return list(dict.fromkeys(bodies))


def _compared(gold: Sequence[Body], found: Sequence[Body]) -> Comparison:
    return from_pairs([name for _, name in gold], [name for _, name in found], pair_equal(gold, found))


def compare_metadata(gold: TableRow, plan: Side) -> Comparisons:
    """Return the comparison of title, number, issuer and date with what the publisher's own table says.

    The title is that of the whole paper, so of the notice where one carries a plan.
    """
    facts = plan.get("document") or {}
    pairs = {
        "title": (gold["title"], facts.get("carrier_title") or facts.get("title")),
        "number": (gold["doc_no"], facts.get("number")),
        "issuer": (gold["issuer"], facts.get("issuer")),
        "issued": ("-".join(re.findall(r"\d+", gold["made_date"])), facts.get("issued")),
    }
    wrong = [
        f"{key}: {one} found as {other}" for key, (one, other) in pairs.items() if plain(one) != plain(other)
    ]
    return {"document": differing(wrong, len(pairs) - len(wrong))}


def compare_numbers(gold: Sequence[TableRow], plan: Side) -> Comparisons:
    """Return the comparison of judged numbers: targets that were missed, and decoys that were taken for one.

    Numbers that the table doesn't judge are neither right nor wrong.
    """
    targets = [row for row in plan.get("targets") or () if row.get("value") is not None]
    right, missed, taken = 0, [], []
    for row in gold:
        found = any(same_quantity(row, target) for target in targets)
        is_target = row["kind"] == "target"
        right += found and is_target
        if found != is_target:
            (missed if is_target else taken).append(row["quote"])
    return {"numbers": Comparison(right, tuple(missed), tuple(taken))}
