"""Which administrative division a text names, and which one a document covers."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, zip_longest
from typing import NamedTuple

from ...lexicons import Entry, Lexicon, any_of
from ...lexicons.compiling import compiled

PROVINCE, PREFECTURE = 2, 4
"""Digits of a six-digit code that name the province, and the prefecture in it (GB/T 2260)."""

_STATUS = compiled(r"(?:特别行政区|自治区|地区|省|市|盟)$")

_GAP = 3
"""Code points that may stand between a division and the one inside it (`广州开发区 广州市黄埔区`)."""

_FULL_STOP = compiled("。")

_KEY = 2
"""Characters by which names are looked up; no name is shorter."""


class RegionEntry(Entry, frozen=True, kw_only=True):
    """A part of the table of divisions.

    Attributes:
        table: lines of a code, a name, and the divisions below it with the digits that differ.
    """

    table: str = ""


Codes = tuple[str, ...]
"""The codes of one division, or of all that bear its name; none where no division is meant."""


class Region(NamedTuple):
    """An administrative division: its name, and its code unless several divisions have that name."""

    name: str
    code: str | None


class Mention(NamedTuple):
    """Where a text names a division; several codes where the name alone does not say which."""

    start: int
    end: int
    codes: Codes


NATION = Region("全国", None)
"""What national documents cover; it has no code in GB/T 2260."""


class Gazetteer:
    """All divisions by the names that texts give them."""

    def __init__(self, entries: Iterable[RegionEntry]) -> None:
        """Take the entries of `regions.yaml`."""
        by_id = {entry.id: entry for entry in entries}
        self._names: dict[str, str] = {}
        self._codes: dict[str, list[str]] = {}
        words = frozenset(by_id["regions.words"].terms)
        for part in ("regions.divisions", "regions.later"):
            for code, name in _rows(by_id[part].table):
                self._names.setdefault(code, name)
                self._add(name, code)
        peoples = "|".join(sorted(by_id["regions.peoples"].terms, key=len, reverse=True))
        self._autonomous = compiled(rf"(..+?)(?:{peoples})+自治([州县区旗])")
        for code, name in self._names.items():
            if code.endswith("00") or code[2] == "9" or "自治" in name:
                for short in self._short_names(code, name):
                    if short not in words:
                        self._add(short, code, official=False)
        for code, name in _rows(by_id["regions.other_names"].table):
            self._add(name, code)
        self._signs = {name: code for code, name in _rows(by_id["regions.signs"].table)}
        self._longest_sign = max(map(len, self._signs), default=0)
        self._by_key: dict[str, list[str]] = {}
        for name in sorted(self._codes, key=len, reverse=True):
            self._by_key.setdefault(name[:_KEY], []).append(name)
        keys = [key for key in self._by_key if len(key) == _KEY]  # a character by itself names no place
        first, second = (any_of(key[place] for key in keys) for place in range(_KEY))
        self._likely = compiled(f"{first}(?={second})")

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield where folded `text` names a division: the longest name at each place, from left to right.

        A name that several divisions bear is the one inside the division named before it, if there is one.
        """
        return self._among(text, self._possible_starts(text))

    def _among(self, text: str, starts: Iterable[int]) -> Iterator[Mention]:
        """Yield the mentions that begin at some of the places where one may."""
        end, last = 0, ""
        for start in starts:
            names = self._by_key[text[start : start + _KEY]] if start >= end else ()
            name = next((n for n in names if text.startswith(n, start)), None)
            if name is None:
                continue
            codes = tuple(self._codes[name])
            inside = tuple(code for code in codes if last and is_inside(code, last))
            codes = inside if len(inside) == 1 else codes
            end = start + len(name)
            yield Mention(start, end, codes)
            last = codes[0] if len(codes) == 1 else last

    def _possible_starts(self, text: str) -> list[int]:
        """Return where the first characters of a name stand: few characters of a text may be, one by one."""
        starts = [hit.start() for hit in self._likely.finditer(text)]
        return [start for start in starts if text[start : start + _KEY] in self._by_key]

    def first(self, text: str, within: int | None = None) -> Codes:
        """Return the codes of the division that folded `text` names first, read down to its innermost part.

        `within` limits where the name may begin (`广州市天河区…` gives 天河区). Empty if none is named.
        """
        found: Codes = ()
        end = 0
        for mention in self.mentions(text if within is None else text[: within + 40]):
            if not found:
                if within is not None and mention.start > within:
                    break
            elif mention.start > end + _GAP or not (
                mention.codes == found or (len(found) == 1 and _below(mention.codes, found[0]))
            ):
                break
            found, end = mention.codes, mention.end
        return found

    def by_number(self, number: str) -> Codes:
        """Return the code of the division whose sign begins a document number (`沪科规〔2025〕2号`)."""
        lengths = range(self._longest_sign, 0, -1) if number else ()
        return next(((self._signs[number[:n]],) for n in lengths if number[:n] in self._signs), ())

    def region(self, codes: Codes, context: str = "") -> Region | None:
        """Return the division of some codes with one name; None for no codes.

        Where there are several codes, it is the one inside a division that `context` (folded) names; where
        that decides nothing, the region has no code.
        """
        if len(codes) > 1:
            around = {mention.codes[0] for mention in self.mentions(context) if len(mention.codes) == 1}
            inside = [code for code in codes if any(is_inside(code, outer) for outer in around)]
            codes = tuple(inside) if len(inside) == 1 else codes
        if not codes:
            return None
        return Region(self._names.get(codes[0], ""), codes[0] if len(codes) == 1 else None)

    def named(self, text: str) -> list[Sequence[Codes]]:
        """Return the codes of the divisions that each sentence of folded `text` names, of those that name any."""
        ends = [hit.end() for hit in _FULL_STOP.finditer(text)]
        sentences = groupby(self._possible_starts(text), key=partial(bisect_right, ends))
        named = (_innermost(list(self._among(text, starts))) for _, starts in sentences)
        return [tuple(dict.fromkeys(mention.codes for mention in one)) for one in named]

    def most_named(
        self, named: Iterable[Sequence[Codes]], endings: str = "", times: int = 1, share: float = 0.0
    ) -> Codes:
        """Return the codes of the division that most sentences name, the earliest of equals.

        Args:
            named: the divisions that each sentence names.
            endings: last characters of the names that count (`县旗`); empty for all.
            times: sentences that must name it at least; where fewer do, the answer is empty.
            share: the part of all that count that it must make up; where it does not, the answer is empty.
        """
        counts: Counter[Codes] = Counter()
        for one in named:
            counts.update(codes for codes in one if self._ends_with(codes, endings))
        best = max(counts, key=counts.__getitem__, default=())
        return best if counts[best] >= max(times, share * counts.total()) else ()

    def _ends_with(self, codes: Codes, endings: str) -> bool:
        return not endings or self._names[codes[0]][-1] in endings

    def _short_names(self, code: str, name: str) -> Iterator[str]:
        """Yield what speech makes of a name: 湖南 of 湖南省, 楚雄州 and 楚雄 of 楚雄彝族自治州."""
        autonomous = self._autonomous.fullmatch(name)
        if autonomous:
            yield autonomous[1] + autonomous[2]
        if autonomous and code.endswith("00"):
            yield autonomous[1]
        elif not autonomous:
            yield _STATUS.sub("", name)

    def _add(self, name: str, code: str, official: bool = True) -> None:
        known = self._codes.setdefault(name, [])
        if code not in known and (official or not known):
            known.append(code)


def gazetteer(lexicon: Lexicon) -> Gazetteer:
    """Return the divisions that the lexicon knows, read once."""
    return lexicon.keep("gazetteer", lambda: Gazetteer(lexicon.table("regions", RegionEntry)))


def is_inside(code: str, outer: str) -> bool:
    """Say whether the division of `code` lies inside that of `outer`, by their GB/T 2260 codes."""
    return code != outer and code.startswith(_prefix(outer))


def innermost(found: Iterable[Codes]) -> Codes:
    """Return the division that several issuers stand for: the innermost if they nest, else what holds all.

    Empty if nothing below the nation holds them all.
    """
    best: Codes = ()
    for codes in found:
        if not best or _below(codes, best[0]):
            best = tuple(code for code in codes if best and is_inside(code, best[0])) or codes
        elif codes and codes != best and not is_inside(best[0], codes[0]):
            common = _common(best[0], codes[0])
            if not common:
                return ()
            best = (common,)
    return best


def _innermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions but those that only say where the next one lies (`陕西省安康市`)."""
    for mention, following in zip_longest(mentions, mentions[1:]):
        leads = (
            following and following.start == mention.end and is_inside(following.codes[0], mention.codes[0])
        )
        if not leads:
            yield mention


def _common(one: str, other: str) -> str | None:
    for digits in (PREFECTURE, PROVINCE):
        if one[:digits] == other[:digits]:
            return one[:digits].ljust(6, "0")
    return None


def _below(codes: Codes, outer: str) -> bool:
    return any(is_inside(code, outer) for code in codes)


def _prefix(code: str) -> str:
    return code[:PROVINCE] if code.endswith("0000") else code[:PREFECTURE] if code.endswith("00") else code


def _rows(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines():
        code, name, *inner = line.split()
        yield code, name
        for item in inner:
            own = item.lstrip("0123456789")
            digits = item[: len(item) - len(own)]
            yield code[: 6 - len(digits)] + digits, own
