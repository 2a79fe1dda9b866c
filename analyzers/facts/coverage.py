"""Which administrative division a document covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...lexicons import Lexicon
from ...lexicons.compiling import compiled
from ..language.expressions import expressions
from ..lazy import cached_property
from .layout import Layout, Words
from .provenance import Provenance
from .regions import NATION, Codes, Gazetteer, Region, gazetteer, innermost

_NEAR = 14
"""Code points from the beginning of a title within which the place that it covers is named."""

_SAMPLE = 6000
"""Code points of the body that are searched for the place it speaks of, where nothing else tells."""

_MAIN = 0.3
"""The part of all places named that the one must make up which a text is about."""

_DATELINE = compiled(r"[^\W\d]{2}社[^\W\d]{2,4}\d{1,2}月\d{1,2}日电")
"""An agency's dateline; it says where the agency sits."""

_OFFICES = 2
"""Offices named without their place from which on a document speaks of its own."""

_LEVELS = {"省": "省", "市": "市", "县": "县旗", "区": "区", "州": "州"}
"""The words for one's own division, and what the names of such divisions end with."""


class Coverage:
    """Where to look for the place that a document covers."""

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        """Take the document's lines and the knowledge."""
        self._layout = layout
        self._places: Gazetteer = gazetteer(lexicon)
        self._cues = expressions(lexicon, "deixis")

    def of_plan(self, titles: Iterable[str], origin: Provenance, carrier: str) -> Region | None:
        """Return the division that a plan covers, None if the document does not say.

        That is the place at the beginning of its title; else the innermost of its issuers; else that in which
        it was given or which its number stands for; else the one that it speaks of as its own.

        Args:
            titles: folded titles without white space.
            origin: who issued it, and under which number.
            carrier: the title of the notice; empty if there is none.
        """
        titled, issued = self._titled(titles), self._issued(origin.issuers)
        if not titled and not issued and origin.is_central:
            return NATION
        if not titled and not issued and any(self._cues["named"].match(w.text) for w in origin.issuers):
            return None
        number = origin.number.text if origin.number else ""
        found = titled or issued or self._placed(carrier) or self._places.by_number(number)
        return self._region(found) or self._spoken_of()

    def of_article(self, title: str, plans: Sequence[str], origin: Provenance) -> Region | None:
        """Return the division that an article is about: its plan's or issuers', else the one it names most.

        Args:
            title: the folded title without white space; empty if there is none.
            plans: the folded names of the plans that it is about.
            origin: who issued what it is about, or told of it.
        """
        found = self._titled((title, *plans)) or self._issued(origin.issuers)
        if found:
            return self._region(found)
        if origin.is_central:
            return NATION
        often = self._places.most_named(self._named, times=3 if any(plans) else 2, share=_MAIN)
        once = () if often or self._nation_if_spoken_of() else self._places.most_named(self._named)
        return self._region(often or once) or self._nation_if_spoken_of()

    def _titled(self, titles: Iterable[str]) -> Codes:
        return next((found for title in titles if (found := self._places.first(title, within=_NEAR))), ())

    def _issued(self, issuers: Iterable[Words]) -> Codes:
        return innermost(found for words in issuers if (found := self._places.first(words.text)))

    def _placed(self, carrier: str) -> Codes:
        """Return where a report was given or a proposal adopted, else the place of notice or source."""
        told = [line.text for line in self._layout.parts("delivered", "adopted")]
        stated = [words.text for words in self._layout.values("issuer")]
        stated.append(self._layout.document.hints.get("issuer", ""))
        return next((found for text in (*told, carrier, *stated) if (found := self._places.first(text))), ())

    def _spoken_of(self) -> Region | None:
        """Return the place that the body names most, of the level at which it speaks of itself (`我市`)."""
        levels = self._levels("own")
        if not levels:
            offices = self._levels("offices")
            levels = offices if len(offices) >= _OFFICES else []
        if not levels:
            often = self._places.most_named(self._named, times=3, share=_MAIN)
            return self._nation_if_spoken_of() or self._region(often)
        level = max(_LEVELS, key=levels.count)
        return self._region(self._places.most_named(self._named, _LEVELS[level]))

    def _levels(self, cue: str) -> list[str]:
        """Return the level that each match of a cue names (`市` in `我市`)."""
        return [next(filter(None, hit.groups()), "")[:1] for hit in self._cues[cue].finditer(self._sample)]

    def _nation_if_spoken_of(self) -> Region | None:
        return NATION if self._cues["nation"].search(self._sample) else None

    @cached_property
    def _sample(self) -> str:
        pieces: list[str] = []
        missing = _SAMPLE
        for line in self._layout.lines:
            pieces.append(line.passage.text[:missing])
            missing -= len(pieces[-1])
            if not missing:
                break
        sample = "".join(pieces)
        return _DATELINE.sub("", sample) if "日电" in sample else sample

    @cached_property
    def _named(self) -> list[Sequence[Codes]]:
        return self._places.named(self._sample)

    def _region(self, codes: Codes) -> Region | None:
        """Return the division of some codes; what else the document's ends name settles a name that several bear."""
        ends = (*self._layout.head, *self._layout.lines[-5:]) if len(codes) > 1 else ()
        return self._places.region(codes, "".join([line.text for line in ends]))
