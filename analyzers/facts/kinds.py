"""What sort of document a text is, by its title, what it says it lays down, and what it calls itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from ...lexicons import Entry, Lexicon, TermMatcher
from ...lexicons.compiling import compiled
from ..lazy import cached_property
from ..vocabulary import DocumentKind

_BRACKETS = compiled(r"(?:[(〔【\[〈][^()〔〕【】\[\]]{0,40}[)〕】\]〉]|[》”\"。,;:!、.…])+$")
"""What may stand behind the noun of a title: years, 试行, a version, closing marks."""

_TITLE_TAIL = 24
"""Code points at the end of a title in which its noun is looked for."""


_OFTEN = 5
"""Times that words of a kind stand in a body that is to be taken for it, where nothing else tells."""


class KindEntry(Entry, frozen=True, kw_only=True):
    """What shows one kind of document.

    Attributes:
        kind: the kind.
        looks_in: a title, the sentence of purpose, the document's name for itself, or the words of its body.
    """

    kind: DocumentKind
    looks_in: Literal["title", "purpose", "self", "content"]


class Kinds:
    """The kinds of documents and what shows them."""

    def __init__(self, entries: Iterable[KindEntry]) -> None:
        """Take the entries of `document_kinds.yaml`."""
        self._entries = tuple(entries)

    @cached_property
    def _titles(self) -> TermMatcher[KindEntry]:
        return self._matcher("title")

    @cached_property
    def _purposes(self) -> TermMatcher[KindEntry]:
        return self._matcher("purpose")

    @cached_property
    def _names(self) -> TermMatcher[KindEntry]:
        return self._matcher("self")

    @cached_property
    def _contents(self) -> TermMatcher[KindEntry]:
        return self._matcher("content")

    def _matcher(self, place: str) -> TermMatcher[KindEntry]:
        return TermMatcher(entry for entry in self._entries if entry.looks_in == place)

    def of_title(self, title: str) -> DocumentKind | None:
        """Return what the last words of a folded title without white space announce, if anything."""
        bare = _BRACKETS.sub("", title)
        tail = bare[-_TITLE_TAIL:]
        ending = [hit for hit in self._titles.find(tail) if hit.end == len(tail)]
        return ending[-1].entry.kind if ending else None

    def is_about(self, title: str) -> bool:
        """Say whether a title is that of an article about a policy (`…答记者问`)."""
        return any(hit.entry.kind == "news" for hit in self._titles.find(title))

    def of_purpose(self, sentence: str) -> DocumentKind | None:
        """Return what folded words without white space say that they lay down (`制定本方案`)."""
        hits = list(self._purposes.find(sentence))
        return hits[-1].entry.kind if hits else None

    def of_self(self, texts: Iterable[str]) -> DocumentKind | None:
        """Return the kind by which a document calls itself most often (`本措施`); the first of equals."""
        counts: Counter[DocumentKind] = Counter(
            [hit.entry.kind for text in texts for hit in self._names.find(text)]
        )
        return max(counts, key=lambda kind: counts[kind], default=None)

    def of_content(self, texts: Iterable[str]) -> DocumentKind | None:
        """Return the kind that folded paragraphs show by what many of them are about."""
        counts: Counter[DocumentKind] = Counter(
            [hit.entry.kind for text in texts for hit in self._contents.find(text)]
        )
        return next((kind for kind, count in counts.items() if count >= _OFTEN), None)


def kinds(lexicon: Lexicon) -> Kinds:
    """Return the kinds that the lexicon knows."""
    return lexicon.keep("kinds", lambda: Kinds(lexicon.table("document_kinds", KindEntry)))
