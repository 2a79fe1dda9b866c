"""What planscan knows, as data: YAML files beside this one, their schema and their loader."""

from .loader import Lexicon, character_tables, default_lexicon
from .matcher import Match, TermMatcher
from .necessary import necessary
from .schema import Entry
from .searching import searching

__all__ = [
    "Entry",
    "Lexicon",
    "Match",
    "TermMatcher",
    "character_tables",
    "default_lexicon",
    "necessary",
    "searching",
]
