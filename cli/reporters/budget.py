"""Who gets how many lines of a screen."""

from __future__ import annotations

from collections.abc import Sequence


def choose(sizes: Sequence[Sequence[int]], budget: int) -> list[int]:
    """Return for each section which of its versions is shown, so that all fit and no section could show more.

    Every section begins with its shortest version. Then they take turns, in order: each moves on to its next
    longer version if there is room for it, until nobody can.

    Args:
        sizes: for each section the lines of its versions, from the shortest up.
        budget: the lines that there are; where not even the shortest versions fit, those are chosen.
    """
    chosen = [0] * len(sizes)
    left = budget - sum(versions[0] for versions in sizes)
    moved = True
    while moved:
        moved = False
        for section, versions in enumerate(sizes):
            longer = chosen[section] + 1
            cost = versions[longer] - versions[chosen[section]] if longer < len(versions) else left + 1
            if cost <= left:
                chosen[section] = longer
                left -= cost
                moved = True
    return chosen
