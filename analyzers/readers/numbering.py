"""Numbers as word processors and browsers write them before paragraphs: 一、 （二） Ⅲ ④ d.

Styles have the names of ST_NumberFormat (ECMA-376, part 1, 17.18.59).
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS, _LEGAL_UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
_OLD_LEGAL_DIGITS, _OLD_LEGAL_UNITS = "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟")
_UNITS = ("", "十", "百", "千")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_TOO_MANY = 10_000
"""From here on systems with units give way to digits: no plan counts so far."""


def numeral(number: int, style: str) -> str:
    """Return a number from 0 in a style; decimal where the style does not reach so far or is not known."""
    writer = _WRITERS.get(style)
    written = writer(number) if writer and number >= 0 else None
    return str(number) if written is None else written


def _counting(number: int, digits: str, units: tuple[str, ...], zero: str, elide_one: bool) -> str | None:
    """Write a number with units (二十三, 一百零五); 十五 for 一十五 where `elide_one`."""
    if number >= _TOO_MANY:
        return None
    if number == 0:
        return digits[0]
    written = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += digits[digit] + units[place]
        elif written and number % 10**place and not written.endswith(zero):
            written += zero
    return written[1:] if elide_one and 10 <= number < 20 else written


def _chinese(number: int) -> str | None:
    return _counting(number, "零一二三四五六七八九", _UNITS, "零", elide_one=True)


def _chinese_to_99(number: int) -> str | None:
    return _chinese(number) if 0 < number < 100 else _digital(number)


def _japanese(number: int) -> str | None:
    """Write 百, not 一百: the unit alone stands for one of it."""
    written = _counting(number, _DIGITS, _UNITS, "", elide_one=False)
    return written and "".join(
        "" if a == "一" and b in _UNITS[1:] else a for a, b in zip(written, written[1:] + " ", strict=True)
    )


def _legal(number: int) -> str | None:
    return _counting(number, _LEGAL_DIGITS, _LEGAL_UNITS, "零", elide_one=False)


def _old_legal(number: int) -> str | None:
    return _counting(number, _OLD_LEGAL_DIGITS, _OLD_LEGAL_UNITS, "零", elide_one=False)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _roman(number: int) -> str | None:
    if not 0 < number < 4000:
        return None
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _letters(number: int) -> str | None:
    """Write a … z, then aa, bb … as Word does."""
    count, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (count + 1) if number > 0 and count < 30 else None


def _from_row(row: str) -> Callable[[int], str | None]:
    return lambda number: row[number - 1] if 0 < number <= len(row) else None


def _from_code(first: int, last: int) -> Callable[[int], str | None]:
    return lambda number: chr(first + number - 1) if 0 < number <= last - first + 1 else None


def _upper(writer: Callable[[int], str | None]) -> Callable[[int], str | None]:
    def write(number: int) -> str | None:
        written = writer(number)
        return written and written.upper()

    return write


def _lower_roman(number: int) -> str | None:
    written = _roman(number)
    return written and written.lower()


def _circled(number: int) -> str | None:
    """Write ① … ⑳ ㉑ … ㉟ ㊱ … ㊿, three runs of Unicode."""
    for first, code, last in ((1, 0x2460, 20), (21, 0x3251, 35), (36, 0x32B1, 50)):
        if first <= number <= last:
            return chr(code + number - first)
    return None


_WRITERS: dict[str, Callable[[int], str | None]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperRoman": _roman,
    "lowerRoman": _lower_roman,
    "upperLetter": _upper(_letters),
    "lowerLetter": _letters,
    "chineseCounting": _chinese_to_99,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese_to_99,
    "taiwaneseCountingThousand": _chinese,
    "taiwaneseDigital": _digital,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "japaneseCounting": _japanese,
    "koreanDigital2": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _old_legal,
    "japaneseLegal": _old_legal,
    "ideographTraditional": _from_row(_STEMS),
    "ideographZodiac": _from_row(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from_code(0x2488, 0x249B),
    "decimalEnclosedParen": _from_code(0x2474, 0x2487),
    "ideographEnclosedCircle": _from_code(0x3280, 0x3289),
}
