"""Chinese and Arabic numbers, as outlines, counts and quantities write them."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "廿": 20, "卅": 30}
SCALES = {"十": 10, "百": 100, "千": 1000}
CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3220 + i): i + 1 for i in range(10)}
ROMAN = {chr(0x2160 + i): i + 1 for i in range(12)}
SEQUENCE = {"首先": 1, "其次": 2, "再次": 3}
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_ARABIC_NUMBER = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<magnitude>[十百千万亿]{0,2})")
HAN_NUMERAL = "[〇零一二三四五六七八九十百廿卅]{1,5}"
"""The expression for a Chinese numeral below one thousand."""


def parse_integer(text: str) -> int | None:
    """Return the whole number that folded `text` writes (`12`, `十二`, `二十`, `两`, `⑫`, `其次`).

    Digits strung together are read by place (`二〇二五` is 2025). None if it writes none; `最后` is none too,
    since it has no fixed place.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if text in CIRCLED:
        return CIRCLED[text]
    if text in SEQUENCE:
        return SEQUENCE[text]
    if not text or any(c not in DIGITS and c not in SCALES for c in text):
        return None
    if not any(c in SCALES for c in text) and len(text) > 1 and all(DIGITS[c] < 10 for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _with_scales(text)


def _with_scales(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in SCALES:
            total += (digit or 1) * SCALES[character]
            digit = 0
        elif DIGITS[character] >= 10:
            total += DIGITS[character]
        else:
            digit = DIGITS[character]
    return total + digit


def parse_decimal(text: str) -> Decimal | None:
    """Return the number that folded `text` writes, multiplied out of its magnitudes.

    Reads `1,234.5`, `1.4万亿`, `三万五千亿`, `二〇二五`, `百`, `千亿`, `两点五`. None if it writes none.
    """
    hit = _ARABIC_NUMBER.fullmatch(text)
    if hit:
        value = Decimal(hit["number"].replace(",", ""))
        for word in hit["magnitude"] or "":
            value = value.scaleb(_POWERS[word])
        return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    if text in ROMAN:
        return Decimal(ROMAN[text])
    whole, _, fraction = text.partition("点")
    value = _parse_han(whole)
    if value is None or not fraction:
        return value
    digits = "".join(str(DIGITS[c]) for c in fraction if c in DIGITS)
    return value + Decimal(f"0.{digits}") if digits else value


def _parse_han(text: str) -> Decimal | None:
    """Read a Chinese numeral: 万 and 亿 multiply all that stands before them and less than themselves."""
    if not text or any(c not in DIGITS and c not in _POWERS for c in text):
        return None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total, section, digit, seen = Decimal(0), 0, 0, False
    for character in text:
        if character in DIGITS:
            digit, seen = DIGITS[character], True
        elif character in "十百千":
            section += (digit if seen and digit else 1) * 10 ** _POWERS[character]
            digit = 0
        else:
            section += digit
            total = (
                (total + section if total or section else Decimal(1)).scaleb(_POWERS[character])
                if character == "亿"
                else total + Decimal(section or 1).scaleb(4)
            )
            section = digit = 0
        seen = seen or character in _POWERS
    return (total + section + digit).quantize(Decimal(1))
