"""Numbers in running text, without their units: where they stand, what they come to, how vague they are."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import msgspec

from ...lexicons.compiling import compiled
from ..vocabulary import Relation
from .bounds import Bounds
from .numerals import (
    DIGITS,
    EXACT,
    FINANCIAL_DIGITS,
    FINANCIAL_NUMERALS,
    LONGEST,
    MAGNITUDE,
    MAGNITUDES,
    PLAIN_NUMERALS,
    POWERS,
    ROMAN,
    parse_decimal,
    parse_han,
    parse_numeral,
    scaled,
)
from .units import Units, times

_SHARES = {Decimal(100): "%", Decimal(1000): "‰", Decimal(10000): "‱"}
_DIGITS = 6
"""三分之一 is 33.3333 %: shares with no finite value keep this many digits."""

# Possessive, so that no long run of digits or numerals is read twice.
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9])"
_SPACED = r"(?<![0-9][ ])[0-9]{1,3}(?: [0-9]{3}){1,4}+(?![0-9])"
_FRACTION = r"(?:\.[0-9]++)?+"
_NUMBER = compiled(
    rf"(?P<arabic>(?<![0-9.A-Za-z])(?:{_GROUPED}|[0-9]++){_FRACTION})"
    rf"|(?P<financial>[{FINANCIAL_DIGITS}][{FINANCIAL_NUMERALS}]*+)"
    rf"|(?P<han>[{PLAIN_NUMERALS}]++)(?P<point>点[〇零一二三四五六七八九]{{1,12}}+(?:{MAGNITUDE})?)?"
    rf"|(?P<roman>[{''.join(ROMAN)}]|(?<![A-Za-z])(?:I{{1,3}}|IV|V)(?=[类级]))"
)
_WITH_SPACES = compiled(rf"{_SPACED}{_FRACTION}")
_MAGNITUDE = compiled(MAGNITUDE)
_OPENINGS = frozenset(word[0] for word in MAGNITUDES)
_DIGIT_CHARACTERS, _POWER_CHARACTERS = "".join(DIGITS), "".join(POWERS)
_ROMAN_LETTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_ABOUT = compiled(
    r"(?P<head>[^一二两三四五六七八九]*|.*[十百千万亿])(?P<low>[一二两三四五六七八九])(?P<high>[二三四五六七八九])(?P<tail>[十百千万亿]*)"
)


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A number as it stands in a text.

    Attributes:
        start: where it begins.
        end: behind its magnitude.
        value: what it comes to; the lower end where it names two (`三五`).
        high: the upper end where it names two.
        arabic: whether its digits are Arabic.
        financial: whether it is written in the characters of cheques.
        bare: whether it is a magnitude alone (`百`, `千亿`).
        plain: whether nothing but Arabic digits was written.
        power: the power of ten of its magnitude.
        vague: whether only its order of magnitude is meant (`数百`).
        relation: what a word inside it says (`100多万`).
        unit: the unit of a share written as a fraction (`百分之五`).
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    arabic: bool = True
    financial: bool = False
    bare: bool = False
    plain: bool = False
    power: int = 0
    vague: bool = False
    relation: Relation | None = None
    unit: str = ""


class AmountReader:
    """Reads the numbers of a text from left to right, in a time that grows with its length alone."""

    def __init__(self, units: Units, bounds: Bounds) -> None:
        """Take the units, some of which begin like a magnitude (千瓦), and the words around numbers."""
        self._units = units
        self._bounds = bounds

    def within(self, text: str, position: int, stop: int) -> tuple[Amount | None, int]:
        """Return the number of folded `text` whose digits stand from `position` to `stop`, if it is one.

        With it comes where those digits end; where there are none, behind one character.
        """
        hit = _NUMBER.match(text, position, stop)
        return (self._read(text, hit), hit.end()) if hit else (None, position + 1)

    def at(self, text: str, position: int) -> Amount | None:
        """Return the number that begins at `position` of folded `text`, if one does."""
        hit = _NUMBER.match(text, position)
        return self._read(text, hit) if hit else None

    def _read(self, text: str, hit: re.Match[str]) -> Amount | None:
        kind = hit.lastgroup
        if kind == "financial":
            value = parse_han(hit.group())
            return (
                Amount(hit.start(), hit.end(), value, arabic=False, financial=True)
                if value is not None
                else None
            )
        if kind == "roman":
            grade = ROMAN.get(hit.group()) or _ROMAN_LETTERS[hit.group()]
            return Amount(hit.start(), hit.end(), Decimal(grade))
        amount = self._arabic(text, hit) if kind == "arabic" else self._han(text, hit)
        return self._share(text, amount) if amount and text.startswith("分之", amount.end) else amount

    def _arabic(self, text: str, hit: re.Match[str]) -> Amount | None:
        start, end = hit.span()
        spaced = _WITH_SPACES.match(text, start) if text.startswith(" ", end) else None
        if spaced and self._followed(text, spaced.end()):
            end = spaced.end()
        digits = text[start:end]
        plain = digits.isdigit()
        value = Decimal(digits) if plain and len(digits) <= LONGEST else parse_decimal(digits)
        if value is None or (text.startswith(".", end) and text[end + 1 : end + 2].isdigit()):
            return None
        amount = self._magnified(text, Amount(start, end, value, plain=plain))
        while amount.power and (hit_next := _NUMBER.match(text, amount.end)) and hit_next["arabic"]:
            added = self._lower(text, amount, hit_next)
            if added is None:
                break
            amount = added
        return amount

    def _followed(self, text: str, end: int) -> bool:
        """Digits in groups are one number where a magnitude or a unit follows: 1 100万."""
        behind = end + (text[end : end + 1] == " ")
        return bool(_MAGNITUDE.match(text, behind)) or self._units.match(text, behind) > behind

    def _magnified(self, text: str, amount: Amount) -> Amount:
        """Multiply by the magnitude behind, if there is one: `5万`, `100多万`."""
        position = amount.end + text.startswith(" ", amount.end)
        relation = self._bounds.between.get(text[position : position + 1])
        position += relation is not None
        opened = text[position : position + 1] in _OPENINGS
        magnitude = _MAGNITUDE.match(text, position) if opened else None
        if magnitude is None or self._units.match(text, position) > position:
            return amount
        power = MAGNITUDES[magnitude.group()]
        found = msgspec.structs.replace(
            amount,
            end=magnitude.end(),
            value=scaled(amount.value, power),
            plain=False,
            power=amount.power + power,
            relation=relation or amount.relation,
        )
        return found if amount.power else self._magnified(text, found)  # 3千多万

    def _lower(self, text: str, amount: Amount, hit: re.Match[str]) -> Amount | None:
        """1亿2000万: what follows has a smaller magnitude and adds to it."""
        value = parse_decimal(hit["arabic"])
        following = (
            self._magnified(text, Amount(hit.start(), hit.end(), value)) if value is not None else None
        )
        if following is None or not 0 < following.power < amount.power:
            return None
        total = EXACT.add(amount.value, following.value)
        return msgspec.structs.replace(
            amount, end=following.end, value=total, power=following.power, relation=following.relation
        )

    def _han(self, text: str, hit: re.Match[str]) -> Amount | None:
        start, end = hit.span()
        run = hit["han"] + (hit["point"] or "")
        while run and run[-1] in "百千" and self._units.match(text, end - 1) > end - 1:  # 五万|千瓦
            run, end = run[:-1], end - 1
        if not run or len(run) > LONGEST:
            return None
        bare = not run.strip(_POWER_CHARACTERS)
        vague = self._bounds.vague(text, start) if run[0] in POWERS else 0
        value, high = _han_value(run)
        if value is None:
            return None
        amount = Amount(
            start - vague, end, value, high, arabic=False, bare=bare and not vague, vague=bool(vague)
        )
        return self._magnified(text, amount) if text[end : end + 1] in self._bounds.between else amount

    def _share(self, text: str, whole: Amount) -> Amount | None:
        """百分之五, 三分之二: the part stands behind the whole."""
        hit = _NUMBER.match(text, whole.end + 2)
        if hit is None or not whole.value:
            return None
        part = self._arabic(text, hit) if hit["arabic"] else self._han(text, hit) if hit["han"] else None
        if part is None:
            return None
        unit = _SHARES.get(whole.value, "")
        value = part.value if unit else times(part.value, 100 / Fraction(whole.value), _DIGITS)
        return msgspec.structs.replace(part, start=whole.start, value=value, plain=False, unit=unit or "%")


def _han_value(run: str) -> tuple[Decimal | None, Decimal | None]:
    """Return what a Chinese numeral comes to, and the upper end where it names two neighbours: 三五, 七八十."""
    if len(run) > 1 and not run.strip(_DIGIT_CHARACTERS) and "〇" not in run and "零" not in run:
        return _neighbours(run)
    value = parse_numeral(run)
    return (value, None) if value is not None else _neighbours(run)


def _neighbours(run: str) -> tuple[Decimal | None, Decimal | None]:
    hit = _ABOUT.fullmatch(run)
    if hit is None:
        return None, None
    first, second = DIGITS[hit["low"]], DIGITS[hit["high"]]
    if second != first + 1 and (first, second) != (3, 5):
        return None, None
    low, high = (parse_han(hit["head"] + hit[part] + hit["tail"]) for part in ("low", "high"))
    return (low, high) if low is not None and high is not None else (None, None)
