"""How widely knowledge reaches: in how many real documents each rule, cue and word does something.

A rule that fires in one document alone may have been made for it. The figures don't say that it is wrong; they say
where to look.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from planscan.analyzers import analyze, read
from planscan.analyzers.characters import fold
from planscan.analyzers.context import Context
from planscan.analyzers.errors import PlanscanError
from planscan.analyzers.explaining.entry_types import entry_type
from planscan.analyzers.sections.outline import judge_outline
from planscan.analyzers.segmenter.engines import default_segmenter
from planscan.lexicons import default_lexicon

LEXICONS = (
    "activities", "counted_nouns", "deixis", "goals", "leads", "list_announcers", "list_openers", "not_structures",
    "responsibility", "roles", "structure_fields", "structure_heads", "targets", "validity", "verbs",
)  # fmt: skip
"""The lexicons of language; those of names (regions, offices, units of measure) are rare by their nature."""

RARE = 2
"""A word in at most this many documents is listed: many documents stand in the corpus in two formats."""

_KINDS = ("outline", "goals", "targets", "structures", "declared", "incentives", "rejected")
_HAN = re.compile(r"(?:[\u4e00-\u9fff](?![?*{])){2,}")
_CLASS = re.compile(r"\[[^]]*\]")
"""Character classes of patterns, whose characters are no words."""


class Reach(NamedTuple):
    """In which documents something fired, by their names without extension."""

    documents: dict[str, set[str]]

    def note(self, key: str, document: str) -> None:
        """Add a document."""
        self.documents.setdefault(key, set()).add(document)

    def rare(self, limit: int) -> dict[str, set[str]]:
        """Return what fired in at most `limit` documents, the rarest first."""
        few = {key: names for key, names in self.documents.items() if len(names) <= limit}
        return dict(sorted(few.items(), key=lambda item: (len(item[1]), item[0])))


class Surveyed(NamedTuple):
    """What a survey found, and how many documents it read whole and searched in all."""

    read: int
    searched: int
    rules: Reach
    cues: Reach
    words: Reach

    def counts(self) -> Iterator[tuple[str, int, int, int]]:
        """Yield what was surveyed, how many there are, and how many fire nowhere, and in one document alone."""
        for what, reach in (("rules", self.rules), ("cues of roles", self.cues), ("words", self.words)):
            places = [len(names) for names in reach.documents.values()]
            yield what, len(places), places.count(0), places.count(1)

    def rare(self, annotated: Collection[str]) -> Iterator[str]:
        """Yield a line for each rule and cue that fired in one document, and for each word in at most two.

        Args:
            annotated: the beginnings of names of the documents with gold, whose words deserve most suspicion.
        """
        for what, reach, limit in (
            ("rule", self.rules, 1),
            ("cue", self.cues, 1),
            ("word", self.words, RARE),
        ):
            for key, names in reach.rare(limit).items():
                known = any(name.partition("_")[0] in annotated for name in names)
                if names:
                    yield f"{what:5} {key}: {', '.join(sorted(names))}{' (has gold)' if known else ''}"


def survey_shared(shared: Path, every: int = 1) -> Surveyed:
    """Survey the real documents: the corpus, and of those that come in bulk each `every`-th, and search the rest."""
    corpus = sorted(path for path in (shared / "corpus").iterdir() if path.name[0].isdigit())
    bulk = sorted((shared / "bulk" / "policies").glob("*.txt"))
    return survey([*corpus, *bulk[::every]], (path for place, path in enumerate(bulk) if place % every))


def survey(documents: Iterable[Path], more: Iterable[Path]) -> Surveyed:
    """Return what fires where: rules and cues of roles in `documents`, words also in `more`.

    Args:
        documents: files of any format; those without text are left out.
        more: plain text files, which are only searched.
    """
    rules, cues = Reach({}), Reach({})
    texts: dict[str, str] = {}
    for path in documents:
        try:
            document = read(path)
        except PlanscanError:
            continue
        texts[path.stem] = fold(document.text)
        context = Context(document, default_lexicon(), default_segmenter())
        for vote in _decisions(context):
            cues.note(vote, path.stem)
        plan = analyze(document)
        for kind in _KINDS:
            for record in getattr(plan, kind):
                rules.note(".".join(filter(None, (record.rule, getattr(record, "reason", None)))), path.stem)
    read_whole = len(texts)
    texts |= {path.stem: fold(path.read_text(encoding="utf-8", errors="replace")) for path in more}
    return Surveyed(read_whole, len(texts), rules, cues, _words(texts))


def _decisions(context: Context) -> Iterator[str]:
    """Yield what decided the role of each unit: the entry whose words did, else where the vote came from."""
    _, verdicts = judge_outline(context.document, context.facts, context.lexicon)
    for verdict in verdicts:
        hits = verdict.decided.hits
        yield from (f"{verdict.decided.source} {hit.entry}" for hit in hits)
        if not hits:
            yield verdict.decided.source


def _words(texts: Mapping[str, str]) -> Reach:
    """Return in which documents the words of the lexicons stand; no more than needed to know the rare ones."""
    reach = Reach({})
    for name in LEXICONS:
        for entry in default_lexicon().table(name, entry_type(name)):
            patterns = (_CLASS.sub(" ", pattern) for pattern in entry.patterns)
            written = [*entry.terms, *(word for pattern in patterns for word in _HAN.findall(pattern))]
            for word in dict.fromkeys(written):
                reach.documents[f"{entry.id} {word}"] = _holding(word, texts)
    return reach


def _holding(word: str, texts: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for name, text in texts.items():
        if word in text:
            found.add(name)
            if len(found) > RARE:
                break
    return found
