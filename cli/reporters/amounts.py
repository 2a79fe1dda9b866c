"""Numbers as Chinese readers take them in: in 亿 or 万 with separators, and never rounded."""

from __future__ import annotations

from decimal import Decimal

_STEPS = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_MOST_PLACES = 4
"""A number that needs more decimals than that in 亿 or 万 is written out."""


def readable(value: Decimal) -> str:
    """Return a number in 亿, if it is one or more of them, else in 万, else as it is: `140,000亿`, `500万`, `32.5`."""
    word, step = next(((word, step) for word, step in _STEPS if abs(value) >= step), ("", Decimal(1)))
    scaled = _plain(value / step)
    return f"{scaled}{word}" if len(scaled.partition(".")[2]) <= _MOST_PLACES else _plain(value)


def span_of(value: Decimal, value_max: Decimal | None, unit: str) -> str:
    """Return a number or a range of numbers with its unit: `500万元`, `3–5个`, `50万–100万元`."""
    upper = "" if value_max is None else f"–{readable(value_max)}"
    return f"{readable(value)}{upper}{unit}"


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
