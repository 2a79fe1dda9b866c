"""Issuing bodies: as they sign, as titles begin with them, and as articles name them."""

from __future__ import annotations

import re

from ..lexicons import Entry, Lexicon
from .dates import first_date
from .layout import Line, Words

_NAME = re.compile(r"[一-龥A-Za-z()“”·〇]{2,60}")
_SPOKEN_FOR = re.compile(r"代表(?P<name>[一-龥]{2,20}?)(?=,|、|向|作|报告)")
_ORDER = re.compile(r"(?:中华人民共和国)?(?P<name>[一-龥]{2,24})令")
_TELLING = re.compile(r"记者[一-龥\d]{0,6}从(?P<name>[一-龥]{4,30}?)获悉")
_OF_REPORT = re.compile(r"^(?:(?:19|20)\d{2}年)?(?P<name>[一-龥]{2,20}政府|[一-龥]{0,7}国务院)工作报告")


class Issuers:
    """The names of issuing bodies and how they are told from other words."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the entries of `issuers.yaml`."""
        by_id = {entry.id: entry for entry in lexicon.table("issuers", Entry)}
        self._body, self._nation, self._several, self._bare, self._person = (
            re.compile("|".join(by_id[f"issuers.{part}"].patterns))
            for part in ("body", "nation", "several", "bare", "person")
        )
        verbs = "|".join(by_id["issuers.act"].terms)
        subject = "|".join(by_id["issuers.subject"].terms)
        self._subject = re.compile(f"{subject}|{verbs}")
        self._never = re.compile(f"{subject}|{'|'.join(by_id['issuers.never'].terms)}")
        self._act = re.compile(
            rf"(?P<name>[一-龥、()“”]{{2,80}}?)(?:近日|日前|联合|正式|已|共同|研究|组织){{0,2}}(?:{verbs})(?:实施)?了?《"
        )

    def is_body(self, name: str) -> bool:
        """Say whether folded words without white space are, as a whole, the name of an issuing body."""
        if not _NAME.fullmatch(name) or self._never.search(name):
            return False
        return bool(self._body.search(name) or self._several.search(name))

    def is_bare(self, name: str) -> bool:
        """Say whether a name does not tell whose government it is (`市财政局`)."""
        return bool(self._bare.match(name))

    def is_central(self, name: str) -> bool:
        """Say whether a name begins as those of central bodies do."""
        return bool(self._nation.match(name))

    def is_signature(self, line: Line) -> bool:
        """Say whether a line holds nothing but names of issuing bodies."""
        if line.part != "plain" or len(line.text) > 80:
            return False
        return bool(self.split(line.words))

    def is_person(self, line: Line) -> bool:
        """Say whether a line is the signature of an official."""
        return bool(self._person.match(line.text))

    def split(self, words: Words) -> list[Words]:
        """Return the bodies that words name, all of them or none; they stand apart by white space or 、."""
        pieces = [part for piece in words.pieces("、,") for part in self._jointly(piece)]
        if all(self.is_body(piece.text) for piece in pieces):
            return pieces
        return [words] if self.is_body(words.text) else []

    def _jointly(self, words: Words) -> list[Words]:
        """Return the two bodies of which one acts with the other (`某局联合某厅`), or the words as they are."""
        for hit in re.finditer("联合|会同", words.text):
            pair = [words.cut(0, hit.start()), words.cut(hit.end(), len(words.text))]
            if all(self.is_body(piece.text) for piece in pair):
                return pair
        return [words]

    def of_title(self, title: Words) -> list[Words]:
        """Return the bodies with which a title begins (`某市人民政府关于…`, `某省政府工作报告`)."""
        report = _OF_REPORT.match(title.text)
        if report:
            return [title.cut(*report.span("name"))]
        heads = (hit.start() for hit in self._subject.finditer(title.text) if hit.start())
        return next((found for head in heads if (found := self.split(title.cut(0, head)))), list[Words]())

    def of_words(self, words: Words) -> list[Words]:
        """Return the bodies that prose names as issuing something (`某厅印发了《…》`)."""
        hit = self._act.search(words.text) or _TELLING.search(words.text)
        if not hit:
            return []
        start = max(hit.group("name").rfind(mark) for mark in ("讯", "电", "日", "获悉", "消息")) + 1
        start += hit.start("name")
        named = words.cut(start, hit.end("name"))
        return self.split(named)

    def of_order(self, words: Words) -> list[Words]:
        """Return the body that gives an order (`某国国务院令`)."""
        hit = _ORDER.match(words.text)
        return [words.cut(*hit.span("name"))] if hit and self.is_body(hit["name"]) else []

    def of_signature_and_date(self, words: Words) -> list[Words]:
        """Return the bodies that sign in the line with the date of making."""
        date = first_date(words.text)
        return self.split(words.cut(0, date.start)) if date else []

    def of_report(self, words: Words) -> list[Words]:
        """Return the body on whose behalf a report is given (`我代表国务院，…`)."""
        hit = _SPOKEN_FOR.search(words.text)
        return [words.cut(*hit.span("name"))] if hit and self.is_body(hit["name"]) else []


def issuers(lexicon: Lexicon) -> Issuers:
    """Return what the lexicon knows of issuing bodies."""
    return lexicon.keep("issuers", lambda: Issuers(lexicon))
