"""What the words around a target tell besides its value: bases, bounds of time, strength, constraint."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Literal

from ...lexicons import Entry, Lexicon, necessary
from ...lexicons.compiling import compiled
from ..numbers.quantities import Quantity
from ..vocabulary import Constraint, YearBound
from .indicators import TargetCue


class FieldEntry(Entry, frozen=True, kw_only=True):
    """Expressions for fields of targets, by the field that they give."""

    field: Literal["base", "from", "before", "end", "part", "stretch", "constraint", "constrained"]


class FieldReader:
    """The expressions of `target_fields.yaml`, and the words of strength and constraint, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the expressions by field."""
        entries = lexicon.table("target_fields", FieldEntry)
        self._fields = {
            name: compiled("|".join(p for e in entries if e.field == name for p in e.patterns))
            for name in sorted({entry.field for entry in entries})
        }
        self._stretching = necessary(p for e in entries if e.field == "stretch" for p in e.patterns)
        strong = [t for c in lexicon.table("targets", TargetCue) if c.use == "strength" for t in c.terms]
        self._strength = compiled("|".join(sorted(strong, key=len, reverse=True)))

    def base(
        self, clause: str, quantity: Quantity, before: Quantity | None
    ) -> tuple[Decimal | None, int | None]:
        """Return the value and the year from which a change sets out, where the clause says so.

        Args:
            clause: the folded clause.
            quantity: the target's quantity.
            before: the quantity before it in the clause.
        """
        words = clause[: quantity.start]
        year = _year(self._fields["base"].search(words))
        if before and before.dimension == quantity.dimension:
            start = self._fields["from"].search(clause[: before.start])
            if start:
                return before.value, _year(start) or year
        return None, year

    def bound(self, texts: Iterable[str], year: int | None) -> YearBound | None:
        """Return whether `year` is to be met before it begins or by its end, as the nearest of `texts` says."""
        stated = next((text for text in texts if str(year) in text), None) if year else None
        if stated is None:
            return None
        for bound in ("end", "before"):
            for hit in self._fields[bound].finditer(stated):
                if _year(hit) == year:
                    return bound
        return None

    def strength(self, clause: str, end: int, opening: str) -> str | None:
        """Return the word with which the plan binds itself: in the clause before the number, else in the opening."""
        hits = [*self._strength.finditer(opening), *self._strength.finditer(clause, 0, end)]
        return hits[-1].group() if hits else None

    def constraint(self, sentence: str, end: int) -> Constraint | None:
        """Return 约束性 or 预期性 where a sentence says it of the value that ends at its place `end`."""
        behind = self._fields["constraint"].match(sentence, end)
        lead = [*self._fields["constrained"].finditer(sentence, 0, end)]
        hit = behind or (lead[-1] if lead else None)
        word = next((value for value in hit.groups() if value), "") if hit else ""
        return "约束性" if word == "约束性" else "预期性" if word == "预期性" else None

    def is_part(self, clause: str) -> bool:
        """Tell whether a clause speaks of a part of what was said before (其中)."""
        return bool(self._fields["part"].search(clause))

    def stretch(self, text: str) -> tuple[int, int] | None:
        """Return where folded `text` says that more than the value is aimed at (争取更好结果)."""
        hit = self._fields["stretch"].search(text) if self._stretching.search(text) else None
        return hit.span() if hit else None


def field_reader(lexicon: Lexicon) -> FieldReader:
    """Return the compiled expressions of a lexicon, made once for it."""
    return lexicon.keep("target_field_reader", partial(FieldReader, lexicon))


def _year(hit: re.Match[str] | None) -> int | None:
    if hit is None:
        return None
    found = next((value for value in hit.groups() if value), None)
    return int(found) if found else None
