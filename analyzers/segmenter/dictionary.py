"""What an engine's dictionary tells of a word without cutting."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from ...lexicons import Entry, default_lexicon


class DictionaryEntry(Entry, frozen=True, kw_only=True):
    """Words of the dictionary that both engines have.

    Attributes:
        table: verbs, each with the characters that follow it within longer words: `建设/厅局者`.
    """

    table: str = ""


def certain_words(table: str, added: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return words that end where they seem to, unless certain characters follow: those.

    Such a word is likelier than its characters one by one, so engines never leave all of them to the guess at words
    that the dictionary lacks. Then only a longer word of the dictionary can reach over its end: one that holds it and
    goes on with the character that follows.

    Args:
        table: words as `DictionaryEntry.table` gives them.
        added: words that an engine adds to its dictionary.
    """
    parts = [item.partition("/") for item in table.split()]
    added = tuple(added)
    alone = frozenset(word for word in added if len(word) == 1)  # may now be likelier than they were
    certain = {word: set(behind) for word, _, behind in parts if alone.isdisjoint(word)}
    lengths = sorted({len(word) for word in certain})
    for word in added:
        for place, length in product(range(len(word)), lengths):
            if place + length < len(word) and (held := word[place : place + length]) in certain:
                certain[held].add(word[place + length])
    return {word: frozenset(behind) for word, behind in certain.items()}


def dictionary_words(added: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return what `dictionary.yaml` tells, for an engine that adds words."""
    entries = default_lexicon().table("dictionary", DictionaryEntry)
    return certain_words(" ".join(entry.table for entry in entries), added)
