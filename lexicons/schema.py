"""What an entry of a lexicon may hold. Unknown keys are errors."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One piece of knowledge; files add fields by subclassing it where they are used.

    Attributes:
        id: the name that rows and `explain` give, `file.name`.
        terms: literal words, in folded form (half-width, simplified).
        patterns: regular expressions, for what literal words can't say; on folded text.
        without: longer words that hold a term and don't count (`目标责任制` for `目标`).
        examples: sentences in which the entry must match.
        counter_examples: sentences in which it must not.
        source: the standard, document or method that it follows.
        note: why it is as it is.
    """

    id: str
    terms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


class CharacterTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Characters that rules read as others, position by position."""

    id: str
    source_characters: str = msgspec.field(name="from")
    target_characters: str = msgspec.field(name="to")
    source: str = ""
    note: str = ""


class LexiconFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The top of every lexicon file of entries; `entries` are converted by whoever asks for them."""

    about: str
    entries: tuple[dict[str, object], ...]


class CharacterFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The top of `characters.yaml`."""

    about: str
    tables: tuple[CharacterTable, ...]
