"""When a finding is the same as what people annotated, and how the two sides are paired."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from planscan.analyzers.characters import UNSEEN, fold

Row = Mapping[str, Any]
Pairs = list[tuple[int, int]]
"""Places of gold and of findings that belong together."""

G = TypeVar("G")
F = TypeVar("F")

_EDGES = "。；;，,：:"
_RUN = 8
"""Characters in a row that two quotes of the same clause share."""
_LONGEST_QUOTE = 120


def plain(value: object) -> str:
    """Return text, or the text of a citation, as it is compared: folded, without white space."""
    if isinstance(value, Mapping):
        value = value.get("text")
    return "" if value is None else "".join(UNSEEN.sub("", fold(str(value))).split())


def same_title(gold: str, found: str) -> bool:
    """Say whether two plain titles are the same words: equal, or one begins the other and is most of it."""
    short, long = sorted((gold.strip(_EDGES), found.strip(_EDGES)), key=len)
    if short == long or len(short) < 4:
        return bool(short) and short == long
    share = 0.3 if ":" in long else 0.6
    return long.startswith(short) and len(short) >= share * len(long)


def same_goal(gold: Row, found: Row) -> bool:
    """Say whether two goals begin with the same words and the shorter is at least half of the longer."""
    ours, theirs = plain(gold.get("text")), plain(found.get("text"))[:130]
    short, long = sorted((ours, theirs), key=len)
    if len(short) < 6:
        return False
    return ours[:40] == theirs[:40] or (short[:20] in long and 2 * len(short) >= len(long))


def same_phrase(gold: str, found: str, least: int = 4) -> bool:
    """Say whether two plain phrases are equal, or one of at least `least` characters lies in the other."""
    short, long = sorted((gold, found), key=len)
    return gold == found or (len(short) >= least and short in long)


def same_clause(gold: object, found: object) -> bool:
    """Say whether two quotes share a run of characters; a quote that is very long proves nothing."""
    short, long = sorted((plain(quote).replace("|", "") for quote in (gold, found)), key=len)
    if len(short) < 3 or len(long) > _LONGEST_QUOTE:
        return False
    width = min(_RUN, len(short))
    return any(short[at : at + width] in long for at in range(len(short) - width + 1))


def same_number(gold: object, found: object) -> bool:
    """Say whether two numbers are equal but for rounding; what is no number equals nothing."""
    try:
        ours, theirs = float(str(gold)), float(str(found))
    except ValueError:
        return False
    return abs(ours - theirs) <= 1e-6 * max(1.0, abs(ours))


def same_quantity(gold: Row, found: Row) -> bool:
    """Say whether two targets are the same number with the same unit in the same clause."""
    upper = gold.get("value_max")
    return (
        same_number(gold.get("value"), found.get("value"))
        and (upper is None or same_number(upper, found.get("value_max")))
        and plain(gold.get("unit")) == plain(found.get("unit"))
        and same_clause(gold.get("quote"), found.get("quote") or found.get("text"))
    )


def same_target(gold: Row, found: Row) -> bool:
    """Say whether two quantities agree in what is measured, how, and by when."""
    ours, theirs = set(plain(gold.get("indicator"))), set(plain(found.get("indicator")))
    agree = all(gold.get(key) == found.get(key) for key in ("relation", "measure_of", "year"))
    return agree and bool(ours and theirs) and 2 * len(ours & theirs) >= len(ours | theirs)


def notation(row: Row) -> str:
    """Return the notation of a structure without quotation marks."""
    return re.sub(r"[“”\"'‘’]", "", plain(row.get("notation")))


def members(row: Row) -> list[list[str]]:
    """Return the members of each group of a structure, whether groups are records or plain lists."""
    groups = row.get("groups") or ()
    listed = [group.get("members", ()) if isinstance(group, Mapping) else group for group in groups]
    return [[plain(member) for member in group] for group in listed]


def same_groups(gold: Row, found: Row) -> bool:
    """Say whether two structures have the same members in each group, in whatever order within it."""
    ours, theirs = members(gold), members(found)

    def same(one: str, other: str) -> bool:
        return bool(one and other) and same_phrase(one, other, least=2)

    return len(ours) == len(theirs) and all(
        len(left) == len(right) == len(pair(left, right, same))
        for left, right in zip(ours, theirs, strict=True)
    )


def pair(gold: Sequence[G], found: Sequence[F], same: Callable[[G, F], bool]) -> Pairs:
    """Pair each item of gold with the first finding that is the same and still free."""
    free = dict.fromkeys(range(len(found)))
    pairs: Pairs = []
    for place, item in enumerate(gold):
        for candidate in free:
            if same(item, found[candidate]):
                pairs.append((place, candidate))
                del free[candidate]
                break
    return pairs


def pair_equal(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Pairs:
    """Pair items that are equal."""
    return pair(gold, found, lambda one, other: one == other)


def pair_in_order(gold: Sequence[G], found: Sequence[F], same: Callable[[G, F], bool]) -> Pairs:
    """Pair as many items as can be paired without crossing (the longest common subsequence)."""
    hits = [[same(item, finding) for finding in found] for item in gold]
    most = [[0] * (len(found) + 1) for _ in range(len(gold) + 1)]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(found))):
            through = most[i + 1][j + 1] + 1 if hits[i][j] else 0
            most[i][j] = max(most[i + 1][j], most[i][j + 1], through)
    pairs: Pairs = []
    i = j = 0
    while i < len(gold) and j < len(found):
        if hits[i][j] and most[i][j] > most[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif most[i][j] == most[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
