"""The words that planscan adds to the dictionary of an engine."""

from __future__ import annotations

from ...lexicons import Entry, Lexicon
from ...lexicons.compiling import compiled
from ...lexicons.errors import LexiconFault

CUTTABLE = "\u4e00-\u9fd5a-zA-Z0-9+#&._%\\-"
"""The characters that jieba joins to words, as in a character class; all others are words by themselves."""

_WORD = compiled(f"[{CUTTABLE}]+")


class WordEntry(Entry, frozen=True, kw_only=True):
    """Words of one field of policy language.

    Attributes:
        cuts: texts as they must be cut, `/` between two words.
    """

    cuts: tuple[str, ...] = ()


def user_words(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that `words.yaml` adds, in the file's order.

    Raises:
        LexiconFault: a word holds a character that segmenters never join to others.
    """
    words = [word for entry in lexicon.table("words", WordEntry) for word in entry.terms]
    for word in words:
        if not _WORD.fullmatch(word):
            raise LexiconFault(f"words.yaml：词语 {word} 只能含汉字、字母、数字和 +#&._%-，请删去别的字符")
    return tuple(words)
