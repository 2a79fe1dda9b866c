"""Which administrative division a document covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..lexicons import Entry, Lexicon
from .layout import Layout, Words
from .regions import NATION, Codes, Gazetteer, Region, gazetteer, innermost

_NEAR = 14
"""Code points from the beginning of a title within which the place that it covers is named."""

_SAMPLE = 6000
"""Code points of the body that are searched for the place it speaks of, where nothing else tells."""

_MAIN = 0.3
"""The part of all places named that the one must make up which a text is about."""

_DATELINE = re.compile(r"[一-龥]{2}社[一-龥]{2,4}\d{1,2}月\d{1,2}日电")
"""An agency's dateline; it says where the agency sits."""

_LEVELS = {"省": "省", "市": "市", "县": "县旗", "区": "区", "州": "州"}
"""The words for one's own division, and what the names of such divisions end with."""


class Coverage:
    """Where to look for the place that a document covers."""

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        """Take the document's lines and the knowledge."""
        self._layout = layout
        self._places: Gazetteer = gazetteer(lexicon)
        words = {entry.id: entry for entry in lexicon.table("deixis", Entry)}
        self._own, self._offices, self._nation = (
            re.compile("|".join(words[f"deixis.{part}"].patterns)) for part in ("own", "offices", "nation")
        )

    def of_plan(
        self, titles: Iterable[str], issuers: Iterable[Words], central: bool, number: str, carrier: str
    ) -> Region | None:
        """Return the division that a plan covers, None if the document does not say.

        Args:
            titles: folded titles without white space; the place at the beginning of the first that has one counts.
            issuers: the issuing bodies: else the innermost of their places, or the nation if
            central: a central body is among them.
            number: the document's number, whose first character stands for a place; empty if it has none.
            carrier: the title of the notice; empty if there is none.
        """
        titled = next((found for title in titles if (found := self._places.first(title, within=_NEAR))), ())
        issued = innermost(found for words in issuers if (found := self._places.first(words.text)))
        if not titled and not issued and central:
            return NATION
        found = titled or issued or self._placed(carrier) or self._places.by_number(number)
        return self._places.region(found, self._context) if found else self._spoken_of()

    def of_article(self, title: str, plans: Sequence[str], issuers: Sequence[Words], central: bool) -> Region | None:
        """Return the division that an article is about: its plan's or issuers', else the one it names most.

        Args:
            title: the folded title without white space; empty if there is none.
            plans: the folded names of the plans that it is about.
            issuers: the bodies that issue what it is about, or tell of it.
            central: a central body is among them.
        """
        titled = next((found for name in (title, *plans) if (found := self._places.first(name, within=_NEAR))), ())
        issued = innermost(found for words in issuers if (found := self._places.first(words.text)))
        if titled or issued:
            return self._places.region(titled or issued, self._context)
        if central:
            return NATION
        often = self._places.most_named(self._sample, times=3 if any(plans) else 2, share=_MAIN)
        once = () if often or self._nation_if_spoken_of() else self._places.most_named(self._sample)
        return self._places.region(often or once, self._context) or self._nation_if_spoken_of()

    def _placed(self, carrier: str) -> Codes:
        """Return the place where a report was given or a proposal adopted, else those of notice and source."""
        told = [line.text for line in self._layout.parts("delivered", "adopted")]
        stated = [words.text for words in self._layout.values("issuer")]
        stated.append(self._layout.document.hints.get("issuer", ""))
        return next((found for text in (*told, carrier, *stated) if (found := self._places.first(text))), ())

    def _spoken_of(self) -> Region | None:
        """Return the place that the body names most, of the level at which it speaks of itself (`我市`)."""
        levels = [hit[0] for hit in map(self._level, self._own.finditer(self._sample)) if hit]
        levels = levels or [hit[0] for hit in map(self._level, self._offices.finditer(self._sample)) if hit]
        if not levels:
            often = self._places.most_named(self._sample, times=3, share=_MAIN)
            return self._nation_if_spoken_of() or self._places.region(often, self._context)
        level = max(_LEVELS, key=levels.count)
        return self._places.region(self._places.most_named(self._sample, _LEVELS[level]), self._context)

    def _level(self, hit: re.Match[str]) -> str:
        return next((group for group in hit.groups() if group), "")

    def _nation_if_spoken_of(self) -> Region | None:
        return NATION if self._nation.search(self._sample) else None

    @property
    def _sample(self) -> str:
        return _DATELINE.sub("", "".join(line.passage.text for line in self._layout.lines)[:_SAMPLE])

    @property
    def _context(self) -> str:
        """Return what settles a name that several divisions bear: what else the document's ends name."""
        ends = (*self._layout.head, *self._layout.lines[-5:])
        return "".join(line.text for line in ends)
