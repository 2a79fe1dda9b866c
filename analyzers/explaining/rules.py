"""The rules that make records, in words, and the lexicons that they read."""

from __future__ import annotations

from ...lexicons import Entry, Lexicon

_PREFIX = "rules."


class RuleEntry(Entry, frozen=True, kw_only=True):
    """A rule for people.

    Attributes:
        chinese: what it does, in Chinese.
        english: the same in English.
        kinds: the kinds of records that it makes, or whose fields it fills.
        reads: the lexicons that it asks.
        fields: the fields that it fills; empty where it makes the record.
    """

    chinese: str
    english: str
    kinds: tuple[str, ...]
    reads: tuple[str, ...]
    fields: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The id that records give."""
        return self.id.removeprefix(_PREFIX)


def rules(lexicon: Lexicon) -> dict[str, RuleEntry]:
    """Return all rules by the ids that records give."""
    return lexicon.keep("rules", lambda: {e.rule: e for e in lexicon.table("rules", RuleEntry)})


def rule_of(rule: str, lexicon: Lexicon) -> RuleEntry | None:
    """Return what is known of the rule that a record names: of itself, or of the family that it belongs to.

    A family is what stands before a dot; a number at the end of an id is a level. None for a rule that nobody
    has described.
    """
    known = rules(lexicon)
    family = rule
    while family not in known and "." in family:
        bare = family.rstrip("0123456789")
        family = bare if bare != family else family.rpartition(".")[0]
    return known.get(family)


def fillers(kind: str, lexicon: Lexicon) -> tuple[RuleEntry, ...]:
    """Return the rules that fill fields of the records of a kind."""
    return tuple(entry for entry in rules(lexicon).values() if entry.fields and kind in entry.kinds)


def readers_of(name: str, lexicon: Lexicon) -> tuple[RuleEntry, ...]:
    """Return the rules that read the lexicon `name`."""
    return tuple(entry for entry in rules(lexicon).values() if name in entry.reads)
