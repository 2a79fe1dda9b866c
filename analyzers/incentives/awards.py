"""Awards in a stretch of text: which of its sums and shares a support clause pays, and to whom, by positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple

import msgspec

from ...lexicons import Lexicon
from ...lexicons.compiling import compiled
from ..numbers.quantities import Quantity
from .award_parts import FORM_REACH, base_of, form_of, per_of, recipient_of
from .award_words import Anchor, Range, Use, award_words

Kind = Literal["amount", "rate", "cap"]

_PAID = ("money", "foreign_money", "share")
_PAYABLE = frozenset((*_PAID, "duration"))
"""What an award can consist of; a duration only where it is remitted."""

_GIVE_REACH, _PAY_REACH, _RATE_REACH, _CAP_REACH = 48, 16, 30, 10
"""How many characters may lie between a word and the number that it governs."""

_WINDOW = 80
"""How many characters behind a number can say what it is."""

_OPENING: tuple[Use, ...] = ("rate", "per")
"""What a clause that pays may begin with: 按, 每."""

_LISTED = compiled(r"[、和及与或]+")
_TAIL_OF_CONDITION = compiled(
    r"\s*(?:\([^)]{0,12}\))?(?P<bound>及?以[上下内]|之间)?(?:\([^)]{0,12}\))?的(?P<noun>[^,;。]{0,8})"
)
_BOUND_BEHIND = "上下内)"
_BRACKETED = compiled(r"^\([^)]*\)")


class Value(NamedTuple):
    """A sum or share that is paid, by the positions of the text that was read.

    Attributes:
        kind: a sum, a share, or the most that is paid.
        quantity: what is written.
        start: where its clause begins to speak of paying: everything before says to whom.
        clause: the clause that holds it.
        per: for each of what.
        form: what it is called: `一次性奖励`.
        of: what a share is a share of.
        recipient: to whom, where the clause says so beside the sum.
        given: whether a verb of giving governs it, so that it stands by itself.
        listed: whether it goes on a list: 100万元、50万元.
        paid: whether a word of paying stands beside it; a cap without one limits what was paid before it.
    """

    kind: Kind
    quantity: Quantity
    start: int
    clause: Range
    per: Range | None = None
    form: Range | None = None
    of: Range | None = None
    recipient: Range | None = None
    given: bool = False
    listed: bool = False
    paid: bool = True

    @property
    def amount(self) -> Decimal:
        """The number; per mille as per cent."""
        value = self.quantity.value / 10 if self.quantity.unit == "‰" else self.quantity.value
        return Decimal(f"{value:f}")


class AwardReader:
    """Reads awards with the words of a lexicon.

    Attributes:
        words: the words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words of a lexicon."""
        self.words = award_words(lexicon)
        self._of = self.words.of_use

    def read(
        self, text: str, clauses: Iterable[Range], quantities: Callable[[str], Sequence[Quantity]]
    ) -> list[Value]:
        """Return the sums and shares that a folded text pays, in order.

        Args:
            text: a sentence, or a part of it between semicolons.
            clauses: its clauses.
            quantities: gives the quantities of a clause.
        """
        values: list[Value] = []
        for start, end in clauses:
            words = text[start:end]
            read = quantities(words)
            payable = any(quantity.dimension in _PAYABLE for quantity in read)
            if payable and not self._of["not_paid"].search(words):
                values += self._of_clause(text, (start, end), read)
        return values

    def holds_for_those_before(self, text: str, value: Value) -> bool:
        """Say whether a cap limits what was awarded before it: 单个企业最高不超过100万元."""
        return not value.given and bool(
            self._of["sum"].match(text[value.clause[0] : value.clause[1]].lstrip(" ,"))
        )

    def _of_clause(self, text: str, clause: Range, read: Sequence[Quantity]) -> list[Value]:
        start, end = clause
        anchors = list(self.words.anchors(text[start:end]))
        values: list[Value] = []
        previous = 0
        for quantity in read:
            before = values[-1] if values and values[-1].quantity.end == previous + start else None
            value = self._value(text, clause, quantity, anchors, previous, before)
            if value:
                values.append(value)
            previous = quantity.end
        return _with_forms(self._with_listed_before(text, clause, read, values))

    def _with_listed_before(
        self, text: str, clause: Range, read: Sequence[Quantity], values: list[Value]
    ) -> list[Value]:
        """Add what stands in a list before a sum that is paid: 按博士10万元、硕士5万元的标准发放补贴."""
        if not values or values[0].kind == "cap":
            return values
        words, first = text[clause[0] : clause[1]], values[0]
        place = next(i for i, q in enumerate(read) if q.end + clause[0] == first.quantity.end)
        while place:
            other, here = read[place - 1], read[place]
            between = words[other.end : here.start]
            known = (
                between[:1] in ("、", "和") and other.dimension == here.dimension and other.unit == here.unit
            )
            if not known or len(between) > _PAY_REACH or "的" in between:
                break
            begin = read[place - 2].end if place > 1 else 0
            recipient = recipient_of(self.words, words, begin, other.start)
            opened = clause[0] + self._opening(words, begin, other.start)
            value = first._replace(
                quantity=_shifted(other, clause[0]),
                start=opened,
                recipient=_shift(recipient, clause[0]),
                of=None,
            )
            values = [value, values[0]._replace(listed=True, start=opened), *values[1:]]
            place -= 1
        return values

    def _value(
        self,
        text: str,
        clause: Range,
        found: Quantity,
        anchors: Sequence[Anchor],
        previous: int,
        before: Value | None,
    ) -> Value | None:
        """Return what a quantity of a clause pays, if it does; its offsets then count in `text`."""
        if not self._may_be_paid(found, anchors):
            return None
        start, end = clause
        words = text[start:end]
        listed = bool(
            before
            and before.quantity.dimension == found.dimension
            and _LISTED.fullmatch(words[previous : found.start].strip() or "-")
        )
        governing = self._governing(words, found, anchors, before is not None)
        paid = bool(
            governing
            or listed
            or self._paid_behind(text[found.end + start : found.end + start + _WINDOW], words, found)
            or self._announced(text, start, words[: found.start])
        )
        kind = before.kind if listed and before else self._kind(words, found, previous)
        if not paid and not (kind == "cap" and self._of["sum"].match(words.lstrip(" ,"))):
            return None
        if self._is_condition(words[found.end : found.end + _WINDOW], found):
            return None
        first = governing.start if governing else found.start
        opened = self._opening(words, previous, min(first, found.start))
        quantity = _shifted(found, start)
        per = per_of(self.words, words, previous if before else max(0, first - _PAY_REACH), found)
        return Value(
            kind=kind,
            quantity=quantity,
            start=before.start if before else start + opened,
            clause=clause,
            per=_shift(per, start) or (before.per if listed and before else None),
            form=_shift(form_of(self.words, words, found, anchors, governing), start),
            of=_shift(base_of(self.words, words, found), start),
            recipient=_shift(self._recipient(words, found, governing, previous), start),
            given=bool(governing and governing.use in ("give", "weak")),
            listed=listed,
            paid=paid,
        )

    def _recipient(
        self, words: str, found: Quantity, governing: Anchor | None, previous: int
    ) -> Range | None:
        giving = governing is not None and governing.use == "give"
        if not previous and not giving:
            return None
        begin = max(previous, governing.end if governing and governing.use != "pay" else 0)
        return recipient_of(self.words, words, begin, found.start)

    def _announced(self, text: str, start: int, before: str) -> bool:
        """Say whether the clause before names the award and this one only says how much: 给予补贴,每人每月800元."""
        per = self._of["per"].match(before.lstrip(" ,"))
        if per is None or per.end() != len(before.strip(" ,")):
            return False
        named = text[:start].rstrip(" ,:")[-FORM_REACH:]
        return len(named) == max((a.end for a in self.words.anchors(named) if a.use == "pay"), default=0)

    def _may_be_paid(self, found: Quantity, anchors: Sequence[Anchor]) -> bool:
        if found.dimension in _PAID:
            return True
        relief = [a for a in anchors if a.use == "relief" and a.end <= found.start]
        return found.dimension == "duration" and bool(relief) and found.start - relief[-1].end <= _CAP_REACH

    def _governing(self, words: str, found: Quantity, anchors: Sequence[Anchor], more: bool) -> Anchor | None:
        """Return the word before a quantity that pays it."""
        for anchor in reversed(anchors):
            gap = found.start - anchor.end
            if gap > _GIVE_REACH:
                break
            if gap < 0 or anchor.use == "noun":
                continue
            between = words[anchor.end : found.start]
            if anchor.use == "give" and gap <= _GIVE_REACH:
                return anchor
            if anchor.use == "relief" and found.dimension in ("money", "foreign_money"):
                continue
            if anchor.use in ("pay", "relief") and gap <= _PAY_REACH and (more or "的" not in between):
                return anchor
            if anchor.use == "weak" and gap <= _GIVE_REACH and self._form_behind(words, found):
                return anchor
        return None

    def _paid_behind(self, rest: str, words: str, found: Quantity) -> bool:
        """Say whether what follows a quantity pays it: 20%的比例给予补助, 5万元一次性奖励."""
        hit = next((a for a in self.words.anchors(rest[:_RATE_REACH]) if a.use != "relief"), None)
        if hit is None:
            return False
        opened = bool(self._of["rate"].search(words[: found.start]))
        share = found.dimension == "share"
        if self._of["filler"].search(rest[: hit.start]):
            stated = opened or share or bool(_BRACKETED.sub("", rest[: hit.start]))
            return stated if hit.use == "give" else hit.use != "weak" or self._form_behind(rest, None)
        return opened and share and hit.use in ("give", "pay")

    def _form_behind(self, words: str, found: Quantity | None) -> bool:
        rest = words[found.end if found else 0 :][: FORM_REACH + _CAP_REACH]
        return any(a.use == "pay" for a in self.words.anchors(rest))

    def _is_condition(self, rest: str, found: Quantity) -> bool:
        """Say whether words behind a quantity make it a condition: 1亿元以上的企业, 超过15%的部分."""
        tail = _TAIL_OF_CONDITION.match(rest)
        bounded = found.text[-1:] in _BOUND_BEHIND or bool(tail and tail["bound"])
        if tail is None:
            return bounded and rest[:1] in (",", "")
        noun = tail["noun"]
        hit = next(self.words.anchors(noun), None)
        if hit is None:
            return not noun or not self._of["filler"].search(f"的{noun[:2]}")
        if hit.use != "give":
            return False
        return (
            not hit.start
            or bounded
            or found.relation == ">="
            or not self._of["filler"].search(f"的{noun[: hit.start]}")
        )

    def _kind(self, words: str, found: Quantity, previous: int) -> Kind:
        if found.dimension == "share":
            return "rate"
        if found.dimension == "duration":
            return "amount"
        before = words[max(previous, found.number_start - _CAP_REACH) : found.number_start]
        behind = words[found.number_end :].lstrip()
        capped = self._of["cap"].search(before) or self._of["cap_behind"].match(behind)
        return "cap" if capped else "amount"

    def _opening(self, words: str, previous: int, first: int) -> int:
        """Return where a clause begins to speak of paying: at 按 or at 每, if they come before the verb."""
        hits = (self._of[use].search(words, previous, first) for use in _OPENING)
        return min((hit.start() for hit in hits if hit), default=first)


def award_reader(lexicon: Lexicon) -> AwardReader:
    """Return the compiled words of support clauses, made once for a lexicon."""
    return lexicon.keep("award_reader", partial(AwardReader, lexicon))


def _with_forms(values: list[Value]) -> list[Value]:
    """Members of a list are called like the last: 100万元、50万元资助."""
    done: list[Value] = []
    following: Value | None = None
    for value in reversed(values):
        if following and following.listed:
            value = value._replace(form=value.form or following.form, per=value.per or following.per)
        elif following and following.clause == value.clause and following.kind == value.kind:
            value = value._replace(form=value.form or following.form)
        done.append(value)
        following = value
    return done[::-1]


def _shift(place: Range | None, by: int) -> Range | None:
    return (place[0] + by, place[1] + by) if place and place[0] < place[1] else None


def _shifted(found: Quantity, by: int) -> Quantity:
    return msgspec.structs.replace(
        found,
        start=found.start + by,
        end=found.end + by,
        number_start=found.number_start + by,
        number_end=found.number_end + by,
    )
