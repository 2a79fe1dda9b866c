"""Chinese and Arabic numbers, as outlines, counts and quantities write them. Arithmetic is decimal and exact."""

from __future__ import annotations

from decimal import Context, Decimal, Rounded

from ...lexicons.compiling import compiled

DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
    | {"〇": 0, "两": 2, "廿": 20, "卅": 30}
)
SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_NUMERALS = frozenset((*DIGITS, *SCALES))
CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3220 + i): i + 1 for i in range(10)}
ROMAN = {chr(0x2160 + i): i + 1 for i in range(12)}
SEQUENCE = {"首先": 1, "其次": 2, "再次": 3}
_AT_ONCE = DIGITS | SCALES | CIRCLED | SEQUENCE
"""Whole numbers that are written with one character or word."""
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "拾": 1, "佰": 2, "仟": 3}
_MAGNITUDES = (
    "十",
    "百",
    "千",
    "万",
    "十万",
    "百万",
    "千万",
    "亿",
    "十亿",
    "百亿",
    "千亿",
    "万亿",
    "十万亿",
    "百万亿",
    "千万亿",
)
MAGNITUDES = {word: sum(POWERS[c] for c in word) for word in _MAGNITUDES}
"""Powers of ten behind a number, by their words."""

MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
"""The expression for one of them."""

HAN_NUMERAL = "[〇零一二三四五六七八九十百廿卅]{1,5}"
"""The expression for a Chinese numeral below one thousand."""

PLAIN_NUMERALS = "〇零一二两三四五六七八九十百千万亿廿卅"
"""The characters of Chinese numerals."""

FINANCIAL_DIGITS = "壹贰叁肆伍陆柒捌玖"
FINANCIAL_NUMERALS = f"{FINANCIAL_DIGITS}拾佰仟万亿零"
"""The characters of financial ones; alone they are words (陆, 伍), so they count as amounts of money only."""

LONGEST = 24
"""Nobody writes a number in more digits or characters than these; what is longer is none."""

EXACT = Context(prec=3 * LONGEST, traps=[Rounded])
"""Arithmetic that holds every number of that length with every magnitude, or raises."""

_ALONE = {c: Decimal(value) for c, value in DIGITS.items()} | {c: Decimal(10**p) for c, p in POWERS.items()}
"""What a character of a Chinese numeral writes by itself."""

_CHARACTERS = "".join(_ALONE)
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇两", "一二三四五六七八九十百千零二")
_DIGIT = "[一二三四五六七八九]"
_SECTION = compiled(
    rf"零?(?:(?P<k>{_DIGIT})千零?)?(?:(?P<h>{_DIGIT})百零?)?"
    rf"(?:(?P<t>{_DIGIT})?(?P<ten>十)|(?P<score>[廿卅]))?(?P<u>{_DIGIT})?"
)
_ARABIC_NUMBER = compiled(
    rf"(?P<number>[0-9]{{1,3}}(?:[, ][0-9]{{3}})+(?:\.[0-9]+)?|[0-9][0-9,]*(?:\.[0-9]+)?)\s?(?P<magnitude>{MAGNITUDE})?"
)


def parse_integer(text: str) -> int | None:
    """Return the whole number that folded `text` writes (`12`, `十二`, `二十`, `两`, `⑫`, `其次`).

    Digits strung together are read by place (`二〇二五` is 2025). None if it writes none; `最后` is none too,
    since it has no fixed place.
    """
    number = _AT_ONCE.get(text)
    if number is not None or len(text) > LONGEST:
        return number
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or not _NUMERALS.issuperset(text):
        return None
    if len(text) > 1 and SCALES.keys().isdisjoint(text) and all(DIGITS[c] < 10 for c in text):
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

    Reads `1,234.5`, `1 100万`, `1.4万亿`, `三万五千亿`, `二〇二五`, `百`, `千亿`, `两点五`, `一点五万亿`, `壹佰万`.
    None if it writes none, breaks the rules of Chinese numerals (`百千`, `一五十`), or is longer than anybody writes.
    """
    if len(text) > 2 * LONGEST:
        return None
    if len(text) <= LONGEST and text.isascii() and text.isdigit():
        return Decimal(text)
    hit = _ARABIC_NUMBER.fullmatch(text)
    if hit:
        digits = hit["number"].replace(",", "").replace(" ", "")
        return (
            scaled(Decimal(digits), MAGNITUDES.get(hit["magnitude"] or "", 0))
            if len(digits) <= LONGEST
            else None
        )
    return Decimal(ROMAN[text]) if text in ROMAN else parse_numeral(text)


def parse_numeral(text: str) -> Decimal | None:
    """Return the number that a Chinese numeral writes, with a fraction where it has one; see `parse_decimal`."""
    whole, point, fraction = text.partition("点")
    return _with_fraction(whole, fraction) if point else parse_han(whole)


def scaled(value: Decimal, power: int) -> Decimal:
    """Return `value` times ten to the `power`; whole numbers come without a fraction or an exponent."""
    product = EXACT.scaleb(value, power)
    return Decimal(int(product)) if product == product.to_integral_value() else product


def _with_fraction(whole: str, fraction: str) -> Decimal | None:
    """两点五, 一点五万亿: a magnitude may stand behind the digits of the fraction."""
    places = fraction.rstrip("百千万亿")
    value = parse_han(whole)
    if value is None or not places or any(DIGITS.get(c, 10) > 9 for c in places):
        return None
    magnitude = fraction[len(places) :]
    if magnitude and magnitude not in MAGNITUDES:
        return None
    digits = "".join(str(DIGITS[c]) for c in places)
    return scaled(EXACT.add(value, Decimal(f"0.{digits}")), MAGNITUDES.get(magnitude, 0))


def parse_han(text: str) -> Decimal | None:
    """Return the whole number that a Chinese numeral writes (`三万五千亿`, `一百五` is 150, `二〇二五`, `百万`).

    Only well-formed numerals are read: scales fall within a section, two digits never touch unless all are digits.
    """
    if len(text) < 2:
        return _ALONE.get(text)
    if len(text) > LONGEST or text.strip(_CHARACTERS):
        return None
    plain = text.translate(_PLAIN)
    if all(DIGITS.get(c, 10) < 10 for c in plain):
        return Decimal("".join(str(DIGITS[c]) for c in plain))
    value = _multiplied(plain if plain[0] in DIGITS else f"一{plain}", "亿万")
    return None if value is None else Decimal(value)


def _multiplied(text: str, scales: str) -> int | None:
    """亿 multiplies all that stands before it, 万 its section; less than one of them stands behind."""
    if not scales:
        return _section(text)
    before, scale, behind = text.rpartition(scales[0])
    if not scale:
        return _multiplied(text, scales[1:])
    times = _multiplied(before, scales[1:]) if before else None
    if len(behind) == 1 and behind != "零" and behind in DIGITS:  # 三万五 is 35,000
        rest: int | None = DIGITS[behind] * 10 ** (POWERS[scale] - 1)
    else:
        rest = _multiplied(behind, scales[1:]) if behind else 0
    return None if not times or rest is None else times * 10 ** POWERS[scale] + rest


def _section(text: str) -> int | None:
    """Read what stands before, between and behind 亿 and 万: at most 九千九百九十九."""
    hit = _SECTION.fullmatch(text)
    if hit is None:
        return None
    thousands, hundreds, tens, units = (DIGITS[hit[part] or "零"] for part in ("k", "h", "t", "u"))
    total = thousands * 1000 + hundreds * 100 + (tens or bool(hit["ten"])) * 10 + DIGITS[hit["score"] or "零"]
    place = POWERS[text[-2]] - 1 if units and len(text) > 2 and text[-2] in "百千" else 0  # 一百五 is 150
    return total + units * 10**place
