"""What an engine's dictionary tells of a word without cutting."""

from __future__ import annotations

from collections.abc import Iterable

from ...lexicons import Entry, default_lexicon


class DictionaryEntry(Entry, frozen=True, kw_only=True):
    """Words of the dictionary that both engines have.

    Attributes:
        table: verbs, each with the characters that follow it within longer words: `建设/厅局者`.
    """

    table: str = ""


class CertainWords:
    """Words that end where they seem to, unless certain characters follow.

    Such a word is likelier than its characters one by one, so engines never leave all of them to the guess at words
    that the dictionary lacks. Then only a longer word of the dictionary can reach over its end: one that holds it and
    goes on with the character that follows.
    """

    def __init__(self, table: str, added: Iterable[str]) -> None:
        """Take words as `DictionaryEntry.table` gives them, and those that an engine adds to its dictionary."""
        parts = [item.partition("/") for item in table.split()]
        added = tuple(added)
        alone = frozenset(word for word in added if len(word) == 1)  # may now be likelier than they were
        self._words = frozenset(word for word, _, _ in parts if alone.isdisjoint(word))
        self._longer = {word + character for word, _, behind in parts for character in behind}
        lengths = sorted({len(word) for word in self._words})
        for word in added:
            for place in range(len(word)):
                ends = [place + length for length in lengths if word[place : place + length] in self._words]
                self._longer.update(word[place : end + 1] for end in ends if end < len(word))

    def end(self, text: str, start: int, end: int) -> bool:
        """Whether a word that holds the character at `start` of `text` surely ends at `end` or before."""
        return text[start:end] in self._words and text[start : end + 1] not in self._longer


def certain_words(added: Iterable[str]) -> CertainWords:
    """Return what `dictionary.yaml` tells, for an engine that adds words."""
    entries = default_lexicon().table("dictionary", DictionaryEntry)
    return CertainWords(" ".join(entry.table for entry in entries), added)
