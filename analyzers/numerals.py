"""Chinese and Arabic whole numbers, as outlines and counts write them."""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "廿": 20, "卅": 30}
SCALES = {"十": 10, "百": 100, "千": 1000}
CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3220 + i): i + 1 for i in range(10)}
SEQUENCE = {"首先": 1, "其次": 2, "再次": 3}
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
