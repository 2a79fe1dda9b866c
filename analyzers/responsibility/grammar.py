"""The lexicon's labels, predicates, rules and names with which documents assign responsibility, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal

from ...lexicons import Entry, Lexicon, necessary
from ...lexicons.compiling import compiled
from ..language.verbs import verb_reader
from .office_names import Offices, Part

LeadRule = Literal["first", "comma", "bold"]

Use = Literal[
    "label",
    "predicate",
    "rule",
    "standing",
    "suffix",
    "office",
    "every",
    "open",
    "cut",
    "name",
    "no_office",
    "join",
]


class ResponsibilityEntry(Entry, frozen=True, kw_only=True):
    """A label, a predicate, a convention, or a piece of how names look.

    Attributes:
        use: what it is.
        part: the part that a label or predicate gives.
        leads: who leads by a convention: the first named, those before the first comma, or those in bold.
    """

    use: Use
    part: Part | None = None
    leads: LeadRule | None = None


_LEADING = "牵头|会同|统筹推进|统筹协调"

APART = "。;”!)"
"""Behind these a bracket may hold units without a word of what they do; white space may stand between."""

_BEHIND = "|".join(rf"{re.escape(bracket)}(?<=[{APART} ].)" for bracket in "([【〔")
"""Such a bracket; folded text holds no other white space."""

_MARKS = "。;,"
"""Behind these a clause begins in which units lead."""

COMPANIONS = 120
"""The units that work together with others stand within so many characters."""


class Grammar:
    """How responsibility is assigned.

    Attributes:
        parts: the part that each label gives.
        label: a label with its colon.
        bare_label: a label at the very beginning, without one.
        bracket: a bracket; its words are the group `words`.
        leading: the units that lead in a running sentence (`names`), and the verb (`label`).
        joining: the clause behind one that leads, whose units take part (`names`).
        standing: a rule that names units for all that follows (`names`).
        told: what is found in every text that says who is responsible, or how that is to be read.
        offices: what names look like.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `responsibility.yaml`."""
        self._entries = lexicon.table("responsibility", ResponsibilityEntry)
        self.parts: dict[str, Part] = {}
        for entry in self._of("label"):
            if entry.part:
                self.parts |= dict.fromkeys(entry.terms, entry.part)
        labels = "|".join(sorted(map(re.escape, self.parts), key=len, reverse=True))
        self.label = compiled(rf"(?P<label>{labels})\s*:\s*")
        self.bare_label = compiled(rf"(?<=[(\[【〔;,])(?P<label>{labels})")
        words, closing = r"[^()〔〕\[\]【】]", r"[)〕\]】]"
        held = rf"{words}{{2,400}}+(?={closing})|(?:{words}|[(〔][^()〔〕]{{0,20}}[)〕]){{2,400}}+"
        self.bracket = compiled(rf"[(〔\[【](?P<words>{held}){closing}")  # most hold no others
        self._predicates: list[tuple[re.Pattern[str], Part]] = [
            (compiled(rf"(?P<label>{p})[。,;]?\s*$"), e.part)
            for e in self._of("predicate")
            if e.part
            for p in e.patterns
        ]
        self.leading = compiled(
            rf"(?:^|[{_MARKS}])\s*(?:由)?(?P<names>[^。;:,]{{3,120}}?)(?:要)?(?P<label>{_LEADING})(?!单位|部门|组建|企业)"
        )
        self._leading_verb = compiled(_LEADING)
        self._rules: list[tuple[re.Pattern[str], LeadRule | None]] = [
            (compiled("|".join(e.patterns)), e.leads) for e in self._of("rule")
        ]
        self._clause = compiled(rf"[^。;:,]{{2,{COMPANIONS}}}")
        self.standing = compiled(self._patterns("standing"))
        ruling = [
            pattern for use in ("rule", "standing") for entry in self._of(use) for pattern in entry.patterns
        ]
        self._ruling = necessary(ruling)
        predicates = [pattern for entry in self._of("predicate") for pattern in entry.patterns]
        self._assigning = necessary(predicates, self.parts)
        speaking = necessary([*ruling, *predicates, _LEADING], self.parts)
        self.told = compiled(f"{speaking.pattern}|{_BEHIND}")
        self.offices = Offices(self._words, self._patterns)
        self._verbs = verb_reader(lexicon)
        self._ending = compiled(rf"(?:{self.offices.suffix})")
        self.joining = compiled(rf"[^。;,]{{0,6}},(?P<names>[^。;:,]{{2,120}}?)(?:{self._patterns('join')})")

    def leading_clauses(self, text: str) -> Iterator[re.Match[str]]:
        """Yield what `leading` finds in a text; only clauses with a verb of leading are asked, each once."""
        begin, asked, behind = 0, -1, 0
        for verb in self._leading_verb.finditer(text):
            begin = max(begin, *(text.rfind(mark, behind, verb.start()) for mark in _MARKS))
            behind = verb.end()
            if begin != asked:
                asked = begin
                if led := self.leading.match(text, begin):
                    yield led

    def companions(self, text: str, start: int) -> tuple[int, int]:
        """Return the stretch of the list of units that begins at `start`, behind 会同; an empty one if there is none.

        Its last name ends where 等, the end of the clause or a verb follows.
        """
        reach = self._clause.match(text, start)
        stop = reach.end() if reach else start
        last = max(start, text.rfind("、", start, stop) + 1)
        for hit in self._ending.finditer(text, last + 1, stop):
            behind = text[hit.end() : hit.end() + 1]
            if hit.end() == stop or behind == "等" or self._verbs.opens(text, hit.end()):
                return start, hit.end()
        return start, start

    def predicate(self, words: str) -> tuple[re.Match[str], Part] | None:
        """Return the predicate with which words end, and the part that it gives, if they do."""
        for pattern, part in self._predicates:
            if found := pattern.search(words):
                return found, part
        return None

    def rules(self, text: str) -> bool:
        """Tell whether a text may state a convention on who leads, or who takes part everywhere: few hold its words."""
        return self._ruling.search(text) is not None

    def assigns(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch of a text may hold a label or a predicate."""
        return self._assigning.search(text, start, end) is not None

    def lead_rule(self, text: str) -> LeadRule | None:
        """Return the convention on who leads that a text states, if it does."""
        return next((leads for pattern, leads in self._rules if pattern.search(text)), None)

    def stop(self, text: str, start: int, end: int) -> int:
        """Return where the names of a statement end: before a rule that it states along with them."""
        words = text[start:end]
        if not self.rules(words):
            return end
        found = [hit.start() for pattern, _ in self._rules if (hit := pattern.search(words))]
        found += [hit.start() for hit in [self.standing.search(words)] if hit]
        return start + min(found) if found else end

    def _of(self, use: str) -> list[ResponsibilityEntry]:
        return [entry for entry in self._entries if entry.use == use]

    def _patterns(self, use: str) -> str:
        return "|".join(p for entry in self._of(use) for p in entry.patterns) or "(?!)"

    def _words(self, use: str) -> list[str]:
        return [term for entry in self._of(use) for term in entry.terms]


def grammar_of(lexicon: Lexicon) -> Grammar:
    """Return the compiled grammar of a lexicon, made once for it."""
    return lexicon.keep("responsibility_grammar", partial(Grammar, lexicon))
