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
    seen: Counter[str] = Counter()
    made: list[R] = []
    for record in records:
        seen[record.id] += 1
        times = seen[record.id]
        made.append(msgspec.structs.replace(record, id=f"{record.id}-{times}") if times > 1 else record)
    return tuple(made)
