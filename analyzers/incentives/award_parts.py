"""What stands around a sum that is paid: what the award is called, for each of what, of what, and to whom."""

from __future__ import annotations

from collections.abc import Sequence

from ...lexicons.compiling import compiled
from ..numbers.quantities import Quantity
from .award_words import Anchor, AwardWords, Range

FORM_REACH = 20
"""How many characters may lie between a sum and the name of the award."""

_OF_REACH, _NAME_REACH, _RECIPIENT_LIMIT = 40, 4, 24
_BREAKS = compiled(r"[\d,;、:]")
_ONCE = "一次性"


def form_of(
    words: AwardWords, clause: str, found: Quantity, anchors: Sequence[Anchor], governing: Anchor | None
) -> Range | None:
    """Return what the award is called: 一次性创业补贴 behind the sum, else the verb before it."""
    behind = [a for a in anchors if a.use in ("pay", "noun") and a.start >= found.end]
    if behind and behind[0].start - found.end <= FORM_REACH:
        first = behind[0]
        between = clause[found.end : first.start]
        if not _BREAKS.search(between):
            near = (a for a in behind if first.end <= a.start <= first.end + _NAME_REACH and a.use == "pay")
            return found.end + _form_start(words, between), next(near, first).end
    if governing and governing.use in ("pay", "relief"):
        return governing.start, governing.end
    return None


def per_of(words: AwardWords, clause: str, begin: int, found: Quantity) -> Range | None:
    """Return for each of what a sum is paid: 每人每月 before it, /户 behind it."""
    per = words.of_use["per"]
    hits = list(per.finditer(clause, begin, found.number_start))
    behind = per.match(clause, clause.find("/", found.number_start, found.number_end + 1))
    hit = hits[-1] if hits else behind
    return hit.span() if hit else None


def base_of(words: AwardWords, clause: str, found: Quantity) -> Range | None:
    """Return what a share is a share of: 按研发投入的20%."""
    if found.dimension != "share":
        return None
    hit = words.of_use["of"].match(clause, max(0, found.start - _OF_REACH), found.start)
    if hit is None or words.of_use["cap"].fullmatch(hit["of"]):
        return None
    return hit.start("of"), hit.start("of") + len(hit["of"].rstrip(" 的"))


def recipient_of(words: AwardWords, clause: str, begin: int, end: int) -> Range | None:
    """Return who is paid where it stands right before the sum: 给予开发企业100万元, 博士15万元、硕士6万元.

    Args:
        words: the words of support clauses.
        clause: the folded clause.
        begin: where the words before the sum begin: behind the verb, or behind the sum before.
        end: where the sum begins.
    """
    per = words.of_use["per"].search(clause, begin, end)
    start, stop = words.without_rim(clause, begin, per.start() if per else end)
    phrase = clause[start:stop]
    if not 1 < len(phrase) <= _RECIPIENT_LIMIT or "," in phrase or not words.is_recipient(phrase):
        return None
    return None if next(words.anchors(phrase), None) else (start, stop)


def _form_start(words: AwardWords, between: str) -> int:
    """Return where the name of an award begins between its sum and its noun: at 一次性, or behind 的标准给予."""
    once = between.find(_ONCE)
    skipped = words.of_use["link"].match(between)
    return once if once >= 0 else skipped.end() if skipped else 0
