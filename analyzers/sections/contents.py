"""Tables of contents: lines that only name headings which stand again further down."""

from __future__ import annotations

from collections.abc import Sequence

from ...lexicons.compiling import compiled
from .headings import Heading

MINIMUM_ENTRIES = 3
"""Fewer lines than this in a row are no table of contents."""

_LEADER = compiled(r"[\s.…·—-]*\d*$")


def without_contents(headings: Sequence[Heading]) -> list[Heading]:
    """Return the headings without those of a table of contents.

    An entry is a heading whose words stand again, further down, in a heading of the same family, and whose
    neighbour is an entry too: nothing stands between the lines of a table of contents.
    """
    keys = [_key(h) for h in headings]
    last = {key: i for i, key in enumerate(keys)}
    if len(last) == len(keys):
        return list(headings)
    repeated = [
        last[key] > i and _fills_line(h) for i, (key, h) in enumerate(zip(keys, headings, strict=True))
    ]
    dropped: set[int] = set()
    run: list[int] = []
    for i, heading in enumerate(headings):
        adjacent = bool(run) and heading.passage.index - headings[run[-1]].passage.index <= 1
        if repeated[i] and (adjacent or not run):
            run.append(i)
            continue
        dropped |= set(run) if len(run) >= MINIMUM_ENTRIES else set()
        run = [i] if repeated[i] else []
    dropped |= set(run) if len(run) >= MINIMUM_ENTRIES else set()
    return [h for i, h in enumerate(headings) if i not in dropped]


def _fills_line(heading: Heading) -> bool:
    return not heading.inline and not heading.passage.text[heading.title_end :].strip(" .…·—-。0123456789")


def _key(heading: Heading) -> tuple[str, int | None, str]:
    title = heading.title.replace(" ", "")
    return heading.family, heading.number, title if title[-1:].isalpha() else _LEADER.sub("", title)
