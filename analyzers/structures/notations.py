"""Reading numbered formulae as they are written: `3+3+2`, `4×4`, `33618`, `一核两副三带四区`.

This module knows their shapes alone. Whether a shape is a structure of the plan is decided in `formulae`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ...lexicons import searching
from ...lexicons.compiling import compiled
from ..numbers.numerals import parse_integer

Form = Literal["plus", "times", "digits", "spelled"]

SEPARATORS = "、,·;+ "
"""What may stand between the parts of a spelled formula."""

NUMERAL = "|".join(
    (
        "(?:[二三四五六七八九]?十[一二三四五六七八九]?",
        "(?<![统唯])一|[二三四五六七八九两双多廿百千万]",
        "[0-9]{1,2}",
        "[NX](?![A-Za-z]))",
    )
)
"""The numeral of a part; 多 and N count without a number, 百千万 are there to be turned down."""

LONGEST_NUMERAL = 3
"""How many characters a numeral has at most."""

NUMERALS = "一二三四五六七八九十两双多廿百千万0-9NX"
"""The characters with which numerals begin, as members of a class."""

BEGINNING = f"[{NUMERALS}]"
"""One of them, as a pattern."""

TERMS = "0-9NnMmXxYy"
"""The characters of which the terms of sums and products are made, as members of a class."""

_TERM = "(?:[0-9]{1,3}|[NnMmXxYy])"
SUM = searching(rf"(?<![0-9A-Za-z.+×—-]){_TERM}(?:\s?[+×]\s?{_TERM})+(?![0-9A-Za-z.%+×])")
_ONE_TERM = compiled(_TERM)
_SIGN = compiled("[+×]")
_BEFORE_SIGN = 3 + 1
"""How many characters of a sum may stand before its first sign: a term and white space."""

_DIGITS = compiled(r"\d{3,6}[NX]?")
_QUOTED = compiled(r"“([^“”。;!?]{2,48})”|‘([^‘’“”。;!?]{2,48})’|\"([^\"“”。;!?]{2,48})\"")
_LARGE = {"双": 2, "万": 10_000}
_NUMERAL = compiled(NUMERAL)
_BEGINNING = compiled(BEGINNING)
_NEXT = compiled(f"[{SEPARATORS}]|{NUMERAL}")
_CLASSIFIERS = frozenset("个大项")
_CLASSIFIER = compiled(r"个|大(?!于)|项(?!目)")
_NOUN = compiled(r"[\u4e00-\u9fff]{1,7}")
_TOGETHER = compiled(r"[二三四五六七八九]位一体")


class Element(NamedTuple):
    """One numeral of a formula with the noun that it counts.

    Attributes:
        number: how many; None for 多, N, X and the like.
        noun: what it counts; empty where digits stand alone.
        start: where it begins in the passage.
        end: where it ends.
        classifier: 个, 大 or 项 between the two, if one stands there.
    """

    number: int | None
    noun: str
    start: int
    end: int
    classifier: str = ""


class Shape(NamedTuple):
    """Words that have the shape of a formula.

    Attributes:
        form: how it is written.
        start: where it begins in the passage, behind an opening quotation mark.
        end: where it ends, before a closing one.
        elements: its numerals in order; a string of digits is one element, whose noun is empty.
        quoted: whether quotation marks enclose it.
    """

    form: Form
    start: int
    end: int
    elements: tuple[Element, ...]
    quoted: bool


def find_shapes(text: str, bare: Iterable[re.Match[str]]) -> list[Shape]:
    """Return what has the shape of a formula in folded `text`, in order and without overlaps.

    Args:
        text: a passage.
        bare: where it looks like a spelled formula that has no quotation marks.
    """
    found = [*_quoted(text), *_bare(text, bare)]
    found += _added(text)
    kept: list[Shape] = []
    for shape in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or shape.start >= kept[-1].end:
            kept.append(shape)
    return kept


def count_of(numeral: str) -> int | None:
    """Return the number that a part's numeral writes; None for 多, N and X."""
    return _LARGE.get(numeral) or parse_integer(numeral)


def read_elements(text: str, start: int, end: int) -> tuple[Element, ...]:
    """Return the parts of a spelled formula that fills `start` … `end`; none if others stand there."""
    elements: list[Element] = []
    position = start
    while position < end:
        element = _read_element(text, position, end)
        if element is None:
            return ()
        elements.append(element)
        position = element.end
        while position < end and text[position] in SEPARATORS:
            position += 1
    return tuple(elements)


def _read_element(text: str, start: int, end: int) -> Element | None:
    numeral = _NUMERAL.match(text, start, end)
    if not numeral:
        return None
    noun = numeral.end()
    nested = False
    if text[noun : noun + 1] in _CLASSIFIERS:
        another = _NUMERAL.match(text, noun + 1, end) is not None
        nested = another and text[noun] == "个"
        # In 一项一策 the item is counted.
        if (nested or not another) and _CLASSIFIER.match(text, noun, end - 1):
            noun += 1
    following = _NEXT.search(text, noun, end)
    stop = following.start() if following else end
    if stop == noun and text[stop : stop + 1] == "双":  # 一主六双: the pairs are what is counted
        stop += 1
    words = text[noun:stop]
    bare_one = not words and stop == end and text[start - 1] == "个"  # 四个三
    if not (nested and not words) and not bare_one and not _NOUN.fullmatch(words):
        return None
    return Element(count_of(numeral.group()), words, start, stop, text[numeral.end() : noun])


def _quoted(text: str) -> Iterator[Shape]:
    for hit in _QUOTED.finditer(text):
        start, end = hit.span(hit.lastindex or 0)
        if not _BEGINNING.match(text, start):
            continue
        if _DIGITS.fullmatch(text, start, end):
            yield Shape("digits", start, end, (Element(None, "", start, end),), True)
        elif _TOGETHER.fullmatch(text, start, end):
            parts = (Element(count_of(text[start]), "位", start, start + 2), Element(1, "体", start + 2, end))
            yield Shape("spelled", start, end, parts, True)
        else:
            elements = read_elements(text, start, end)
            if len(elements) > 1:
                yield Shape("spelled", start, elements[-1].end, elements, True)


def sums(text: str) -> Iterable[re.Match[str]]:
    """Return where sums and products stand in folded `text`: `SUM`, from its first sign on."""
    sign = _SIGN.search(text)
    return SUM.finditer(text, max(0, sign.start() - _BEFORE_SIGN)) if sign else ()


def _added(text: str) -> Iterator[Shape]:
    for hit in sums(text):
        terms = _ONE_TERM.finditer(text, *hit.span())
        elements = tuple(Element(parse_integer(term.group()), "", *term.span()) for term in terms)
        quoted = text[hit.start() - 1 : hit.start()] in ("“", "‘", '"')
        yield Shape("times" if "×" in hit.group() else "plus", *hit.span(), elements, quoted)


def _bare(text: str, bare: Iterable[re.Match[str]]) -> Iterator[Shape]:
    for hit in bare:
        elements = read_elements(text, *hit.span())
        if len(elements) > 1:
            yield Shape("spelled", *hit.span(), elements, False)
