"""Series of outline units: siblings that are numbered in one go, as 一是…二是…三是… under one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..context import Context
from ..model import Unit
from .markers import Marker, marker_reader

LEAD_IN = 60
"""How many characters (具体包括：) may stand between the sentence that announces a series and the series."""


class Series(NamedTuple):
    """Siblings of one numbering, in order."""

    units: tuple[Unit, ...]

    @property
    def start(self) -> int:
        """Offset in the document at which its first unit begins."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Offset behind its last unit, its children included."""
        return self.units[-1].unit_end


class Outline:
    """The series of a document, to be found by what stands before or above them; cut as far as they are asked for."""

    def __init__(self, context: Context) -> None:
        """Take a document, the siblings of whose units are cut where their numbering begins again or changes."""
        self._context = context
        self._read = cache(marker_reader(context.lexicon).read)
        self._under: dict[str | None, tuple[Series, ...]] = {}
        self._begun: dict[str, Series] = {}

    def under(self, unit: Unit | None) -> tuple[Series, ...]:
        """Return the series directly below a unit, or the outermost ones."""
        return self._below(unit.id if unit else None)

    def _below(self, parent: str | None) -> tuple[Series, ...]:
        if parent not in self._under:
            self._under[parent] = tuple(_cut(self._context.children(parent), self._read))
            self._begun.update((series.units[0].id, series) for series in self._under[parent])
        return self._under[parent]

    @property
    def all_series(self) -> tuple[Series, ...]:
        """All series, in the order in which they begin."""
        return tuple(filter(None, map(self._begun_by, self._context.units)))

    def _begun_by(self, unit: Unit) -> Series | None:
        """Return the series whose first unit is the given one."""
        self._below(unit.parent)
        return self._begun.get(unit.id)

    def within(self, unit: Unit) -> Iterator[Series]:
        """Yield the series below a unit, the nearest levels first."""
        level = self.under(unit)
        while level:
            yield from level
            level = tuple(s for series in level for child in series.units for s in self.under(child))

    def behind(self, offset: int) -> Series | None:
        """Return the series that begins at an offset, or up to `LEAD_IN` characters behind it."""
        units = self._context.units_between(offset, offset + LEAD_IN + 1)
        return next(filter(None, map(self._begun_by, units)), None)


def outline_series(context: Context) -> Outline:
    """Return the series of a document, cut once for all who ask."""
    return context.keep("outline_series", lambda: Outline(context))


def _cut(units: Iterable[Unit], read: Callable[[str], Marker | None]) -> Iterator[Series]:
    run: list[Unit] = []
    last: Marker | None = None
    for unit in units:
        marker = read(unit.marker) if unit.marker else None
        if run and _begins(marker, last):
            yield Series(tuple(run))
            run = []
        run.append(unit)
        last = marker
    if run:
        yield Series(tuple(run))


def _begins(marker: Marker | None, last: Marker | None) -> bool:
    """Whether a marker begins a new series behind the last one."""
    if marker is None or last is None:
        return (marker is None) != (last is None)
    if marker.family.id != last.family.id:
        return True
    return marker.number is not None and last.number is not None and marker.number <= last.number
