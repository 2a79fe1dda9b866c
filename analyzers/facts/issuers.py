"""Issuing bodies: as they sign, as titles begin with them, and as articles name them."""

from __future__ import annotations

from ...lexicons import Lexicon
from ...lexicons.compiling import compiled
from ..language.expressions import expressions
from ..numbers.dates import first_date
from .layout import Line, Words

_ADVERBS = "(?:近日|日前|联合|正式|已|共同|研究|组织){0,2}"
_LONGEST_SUBJECT = 80
_REACH = _LONGEST_SUBJECT + 4
"""Code points of a subject and its adverbs before the act."""

_JOINTLY = compiled("联合|会同")
_NUMBER = compiled(r"[^\W\d]{1,15}(?P<year>[〔\[(【](?:19|20)\d{2}[〕\])】])第?\d{1,5}号")
_NAME = compiled(r"[\w()“”·]{2,60}")


class Issuers:
    """The names of issuing bodies and how they are told from other words."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the entries of `issuers.yaml`."""
        self._cues = expressions(lexicon, "issuers")
        acts, subject, never = (self._cues[part].pattern for part in ("act", "subject", "never"))
        self._subject = compiled(f"{subject}|{acts}")
        self._never = compiled(f"{subject}|{never}")
        issuing = f"(?:{acts})(?:实施)?了?《"
        self._issuing = compiled(issuing)
        self._act = compiled(rf"(?P<name>[\w、()“”]{{2,{_LONGEST_SUBJECT}}}?){_ADVERBS}{issuing}")

    def is_body(self, name: str) -> bool:
        """Say whether folded words without white space are, as a whole, the name of an issuing body."""
        if not _NAME.fullmatch(name) or self._never.search(name):
            return False
        return bool(self._cues["body"].search(name) or self._cues["several"].search(name))

    def is_bare(self, name: str) -> bool:
        """Say whether a name does not tell whose government it is (`市财政局`)."""
        return bool(self._cues["bare"].match(name))

    def is_central(self, name: str) -> bool:
        """Say whether a name begins as those of central bodies do."""
        return bool(self._cues["nation"].match(name))

    def signing(self, line: Line) -> list[Words]:
        """Return the issuing bodies that a line names if it holds nothing else."""
        return self.split(line.words) if line.part == "plain" and len(line.text) <= 80 else []

    def is_person(self, line: Line) -> bool:
        """Say whether a line is the signature of an official."""
        return bool(self._cues["person"].match(line.text))

    def split(self, words: Words) -> list[Words]:
        """Return the bodies that words name, all of them or none; they stand apart by white space or 、."""
        pieces = [part for piece in words.pieces("、,") for part in self._jointly(piece)]
        if all(self.is_body(piece.text) for piece in pieces):
            return pieces
        return [words] if len(pieces) > 1 and self.is_body(words.text) else []

    def _jointly(self, words: Words) -> list[Words]:
        """Return two bodies of which one acts with the other (`某局联合某厅`), or the words as they are."""
        for hit in _JOINTLY.finditer(words.text):
            pair = [words.cut(0, hit.start()), words.cut(hit.end(), len(words.text))]
            if all(self.is_body(piece.text) for piece in pair):
                return pair
        return [words]

    def of_title(self, title: Words) -> list[Words]:
        """Return the bodies with which a title begins (`某市人民政府关于…`, `某省政府工作报告`)."""
        report = self._cues["report_title"].match(title.text)
        if report:
            return [title.cut(*report.span("name"))]
        heads = (hit.start() for hit in self._subject.finditer(title.text) if hit.start())
        return next((found for head in heads if (found := self.split(title.cut(0, head)))), list[Words]())

    def of_words(self, words: Words) -> list[Words]:
        """Return the bodies that prose names as issuing something (`某厅印发了《…》`)."""
        issuing = self._issuing.search(words.text)
        act = self._act.search(words.text, max(0, issuing.start() - _REACH)) if issuing else None
        hit = act or self._cues["telling"].search(words.text)
        if not hit:
            return []
        before = list(self._cues["before_name"].finditer(words.text, hit.start("name"), hit.end("name")))
        start = before[-1].end() if before else hit.start("name")
        return self.split(words.cut(start, hit.end("name")))

    def number(self, words: Words) -> Words | None:
        """Return the document's number (发文字号) among some words, without a body that stands before it."""
        hit = _NUMBER.search(words.text)
        if not hit:
            return None
        before = list(self._cues["before_number"].finditer(words.text, hit.start(), hit.start("year")))
        start = before[-1].end() if before else hit.start()
        return words.cut(start if start < hit.start("year") else hit.start(), hit.end())

    def of_order(self, words: Words) -> list[Words]:
        """Return the body that gives an order (`某国国务院令`)."""
        hit = self._cues["order"].match(words.text)
        return [words.cut(*hit.span("name"))] if hit and self.is_body(hit["name"]) else []

    def of_signature_and_date(self, words: Words) -> list[Words]:
        """Return the bodies that sign in the line with the date of making."""
        date = first_date(words.text)
        return self.split(words.cut(0, date.start)) if date else []

    def of_report(self, words: Words) -> list[Words]:
        """Return the body on whose behalf a report is given (`我代表国务院，…`)."""
        hit = self._cues["spoken_for"].search(words.text)
        return [words.cut(*hit.span("name"))] if hit and self.is_body(hit["name"]) else []


def issuers(lexicon: Lexicon) -> Issuers:
    """Return what the lexicon knows of issuing bodies."""
    return lexicon.keep("issuers", lambda: Issuers(lexicon))
