"""What planscan knows, as data: YAML files beside this one, their schema and their loader."""

from .alternation import alternation, any_of
from .loader import Lexicon, character_tables, default_lexicon
from .matcher import Match, TermMatcher
from .necessary import is_known, necessary
from .schema import Entry
from .searching import either, ending, openings, searching

__all__ = [
    "Entry",
    "Lexicon",
    "Match",
    "TermMatcher",
    "alternation",
    "any_of",
    "character_tables",
    "default_lexicon",
    "either",
    "ending",
    "is_known",
    "necessary",
    "openings",
    "searching",
]
