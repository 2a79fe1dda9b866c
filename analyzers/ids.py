"""Ids that no two records of a kind share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from .model import Record

R = TypeVar("R", bound=Record)


def distinct(records: Iterable[R]) -> tuple[R, ...]:
    """Return records of a kind in their order; where several begin together, `-2` and so on ends their ids."""
    made = tuple(records)
    if len({record.id for record in made}) == len(made):
        return made
    seen: Counter[str] = Counter()
    numbered: list[R] = []
    for record in made:
        seen[record.id] += 1
        times = seen[record.id]
        numbered.append(msgspec.structs.replace(record, id=f"{record.id}-{times}") if times > 1 else record)
    return tuple(numbered)
