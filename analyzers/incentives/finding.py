"""Incentives: what support clauses pay, to whom, on which condition, and up to how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from ...lexicons.compiling import compiled
from ..context import Context
from ..document import Span
from ..language.sentences import Sentence, split, stretch
from ..model import Incentive, Unit
from ..numbers.clause_quantities import ClauseQuantities, clause_quantities
from ..vocabulary import Role
from .award_words import Range
from .awards import AwardReader, Value, award_reader

NOT_PAYING: tuple[Role, ...] = ("background", "goal")
"""Roles whose sums are what has been paid, or what is to be reached."""

_PARTS = "。!?;"
_PHRASE_LIMIT = 160
_NAME_LIMIT = 48
_HEAD_LIMIT, _MOST_CLAUSES = 600, 12
"""How far before an award its beneficiary may begin, and in how many clauses it may be said."""

_ADVERB_LIMIT, _MOST_ADVERBS = 24, 8
_NUMBERED = compiled(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九十]是|第[一二三四五六七八九十]+条)+\s*"
)


class _Subject(NamedTuple):
    beneficiary: Span | None = None
    condition: Span | None = None


class _Row(msgspec.Struct):
    """An award in the making: its cap may stand in a later clause."""

    part: Sentence
    subject: _Subject
    value: Value
    cap: Value | None = None
    cap_part: Sentence | None = None


def find_incentives(context: Context) -> tuple[Incentive, ...]:
    """Return the awards of a document in order: one row for each sum or share that is paid.

    Args:
        context: the document with its outline.
    """
    return tuple(_record(context, row) for row in _rows(context))


def _rows(context: Context) -> Iterator[_Row]:
    reader, quantities = award_reader(context.lexicon), clause_quantities(context)
    open_rows: list[_Row] = []
    behind = 0
    for sentence in _paying(context, reader, quantities):
        if open_rows and not _same_unit(context, behind, sentence):
            open_rows = []
        behind = sentence.start
        subject = _Subject()
        for part in _parts(sentence):
            held = quantities.holding(part.passage, part.clauses)
            begin = part.local_start
            places = [(c.local_start - begin, c.local_end - begin) for c in held]
            values = reader.read(part.text, places, quantities.of_words)
            made = _of_part(reader, part, values, open_rows, subject)
            yield from made
            if made:
                open_rows, subject = made, made[-1].subject


def _paying(context: Context, reader: AwardReader, quantities: ClauseQuantities) -> Iterator[Sentence]:
    """Yield the sentences that hold a number and a word that pays, and stand where something may be paid."""
    for passage in quantities.passages:
        if passage.block.kind == "row" or not reader.words.may_pay(passage.text):
            continue
        for sentence in quantities.holding(passage, context.sentences_of(passage)):
            if reader.words.may_pay(sentence.text) and _pays(context.unit_at(sentence.start)):
                yield sentence


def _pays(unit: Unit | None) -> bool:
    return unit is None or unit.role not in NOT_PAYING


def _same_unit(context: Context, start: int, last: Sentence) -> bool:
    """Tell whether one unit says all from `start` to the last sentence, tables and what pays nothing left out."""
    unit = context.unit_at(last.start)
    return all(
        other is unit or sentence.passage.block.kind == "row" or not _pays(other)
        for sentence in context.sentences_between(start, last.start)
        for other in [context.unit_at(sentence.start)]
    )


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """Yield what stands between the semicolons of a sentence; mostly it is the whole sentence."""
    places = split(sentence.text, _PARTS)
    if len(places) == 1:
        yield sentence
    else:
        base = sentence.local_start
        yield from (stretch(sentence.passage, base + start, base + end) for start, end in places)


def _of_part(
    reader: AwardReader, part: Sentence, values: list[Value], before: list[_Row], subject: _Subject
) -> list[_Row]:
    """Return the awards of a part; a cap that limits those `before` it is written into them.

    Args:
        reader: the words of support clauses.
        part: a sentence, or what stands between its semicolons.
        values: the sums and shares that it pays.
        before: the awards of the last part that had some.
        subject: to whom the part of the sentence before pays.
    """
    rows: list[_Row] = []
    begin, clause = 0, (0, 0)
    for group in _grouped(values):
        first = group[0]
        begin = max(begin, clause[1]) if first.clause != clause else begin
        clause = first.clause
        capped = first.kind == "cap"
        waiting = [r for r in (rows or before) if r.cap is None and r.value.kind != "cap"] if capped else []
        if capped and _limits(reader, part, first, waiting, bool(rows)):
            for place, row in enumerate(waiting):
                row.cap = group[place] if len(group) == len(waiting) else group[0]
                row.cap_part = part
        elif first.paid:
            subject = _subject(reader, part, begin, first.start, subject)
            rows += [_Row(part, _own(part, subject, value, first), value) for value in group]
        last = group[-1]
        begin = max(begin, last.quantity.end, last.form[1] if last.form else 0)
    return rows


def _own(part: Sentence, subject: _Subject, value: Value, first: Value) -> _Subject:
    """Return to whom one member of a list is paid: 博士15万元、硕士6万元; 给予承担单位50万元、20万元."""
    recipient = value.recipient or first.recipient
    return subject._replace(beneficiary=part.locate(*recipient)) if recipient else subject


def _limits(reader: AwardReader, part: Sentence, cap: Value, waiting: list[_Row], same: bool) -> bool:
    """Say whether a cap belongs to the awards that wait for one, or stands by itself."""
    if not waiting:
        return False
    shares = all(row.value.kind == "rate" for row in waiting)
    if same and shares:
        return True
    return reader.holds_for_those_before(part.text, cap)


def _grouped(values: list[Value]) -> list[list[Value]]:
    groups: list[list[Value]] = []
    for value in values:
        if value.listed and groups:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def _subject(reader: AwardReader, part: Sentence, begin: int, end: int, before: _Subject) -> _Subject:
    """Read the words before an award: `对…的企业`, `凡…的`, `…的,`, or a noun that can be paid.

    Args:
        reader: the words of support clauses.
        part: the part of a sentence.
        begin: where the words begin.
        end: where they end and the award begins.
        before: to whom the award before pays, which holds where the words say nothing new.
    """
    text = part.text
    begin = max(begin, end - _HEAD_LIMIT)
    skipped = reader.words.of_use["connector"].match(text, begin, max(begin, end))
    begin = skipped.end() if skipped else begin
    numbered = _NUMBERED.match(text[begin:end])
    begin += numbered.end() if numbered else 0
    lead = reader.words.of_use["lead"].search(text, begin, end)
    if lead:
        return _led(reader, part, _clauses(reader, text, lead.end(), end))
    clauses = _clauses(reader, text, begin, end)
    return _unled(reader, part, clauses, before) if clauses else before


def _clauses(reader: AwardReader, text: str, begin: int, end: int) -> list[Range]:
    """Return the stretches between commas and colons that may say who is paid or when, trimmed."""
    parts = [_trimmed(reader, text, begin + a, begin + b) for a, b in split(text[begin:end], ",:")]
    return [(a, b) for a, b in parts if b - a > 1 and not reader.words.of_use["aside"].search(text[a:b])]


def _led(reader: AwardReader, part: Sentence, clauses: list[Range]) -> _Subject:
    """Read what stands behind 对: the noun behind its last 的 is paid, the words before are the condition."""
    for place, (_, end) in enumerate(clauses[:_MOST_CLAUSES]):
        words = part.text[clauses[0][0] : end]
        if words.endswith("的"):
            return _Subject(None, _conditional(part, clauses))
        if reader.words.is_recipient(words) or (place + 1 == len(clauses) and _outer(words) > 0):
            further = _conditional(part, clauses[place + 1 :])
            whole = (clauses[0][0], end)
            return _Subject(part.locate(*whole), further) if further else _parted(reader, part, whole)
    if not clauses:
        return _Subject()
    further = _conditional(part, clauses[1:])
    if further is None and reader.words.of_use["deed"].search(part.text, clauses[0][0] + 1, clauses[0][1]):
        return _Subject(None, part.locate(*clauses[0]))
    return _Subject(part.locate(*clauses[0]), further)


def _unled(reader: AwardReader, part: Sentence, clauses: list[Range], before: _Subject) -> _Subject:
    condition = _conditional(part, clauses)
    if condition:
        return _Subject(before.beneficiary, condition)
    for start, end in (clauses[-1], clauses[0]):
        chosen = reader.words.of_use["select"].match(part.text, start, end)
        encouraged = reader.words.of_use["encourage"].match(part.text, start, end)
        if encouraged and not chosen and encouraged.end() < end:
            return _Subject(None, part.locate(encouraged.end(), end))
        start = chosen.end() if chosen else start
        words = part.text[start:end]
        paying = next(reader.words.anchors(words), None)
        if 1 < len(words) <= _NAME_LIMIT and reader.words.is_recipient(words) and not paying:
            return _parted(reader, part, (start, end))
    return before


def _conditional(part: Sentence, clauses: list[Range]) -> Span | None:
    """Return the clauses up to the last that ends with 的, which makes a condition of them."""
    closing = [
        place for place, (start, end) in enumerate(clauses) if end - start > 2 and part.text[end - 1] == "的"
    ]
    if not closing:
        return None
    start, end = clauses[0][0], clauses[closing[-1]][1] - 1
    if end - start > _PHRASE_LIMIT:
        start = clauses[closing[-1]][0]
    return part.locate(start, end)


def _parted(reader: AwardReader, part: Sentence, place: Range) -> _Subject:
    """Return who is paid and on which condition: the noun behind the last 的, and the words before it."""
    start, end = place
    words = part.text[start:end]
    cut = _outer(words)
    if reader.words.of_use["deed"].search(words, cut + 2) and not reader.words.is_recipient(words):
        return _Subject(None, part.locate(start, end))
    if cut > 0 and len(words) - cut - 1 > 1:
        return _Subject(part.locate(start + cut + 1, end), part.locate(start, start + cut))
    return _Subject(part.locate(start, end))


def _outer(words: str) -> int:
    """Return the place of the last 的 outside brackets and quotes; -1 where there is none."""
    depth, found = 0, -1
    if "的" not in words:
        return found
    for place, sign in enumerate(words):
        depth += (sign in "(“《") - (sign in ")”》")
        if sign == "的" and depth <= 0:
            found = place
    return found


def _trimmed(reader: AwardReader, text: str, start: int, end: int) -> Range:
    """Leave out marks, and adverbs that belong to the award: 分别, 一次性, 再."""
    while start < end and text[start] in " ,:、;":
        start += 1
    adverb = reader.words.of_use["adverb"]
    for _ in range(_MOST_ADVERBS):
        while end > start and text[end - 1] in " ,:、;":
            end -= 1
        closing = adverb.search(text, max(start, end - _ADVERB_LIMIT), end)
        if not closing:
            break
        end = closing.start()
    return start, end


def _record(context: Context, row: _Row) -> Incentive:
    value, quantity = row.value, row.value.quantity
    if row.cap and row.cap_part and row.cap.recipient and not row.subject.beneficiary:
        row.subject = _Subject(row.cap_part.locate(*row.cap.recipient), row.subject.condition)
    place = row.part.locate(value.start, max(value.quantity.end, value.form[1] if value.form else 0))
    spans = [s for s in (row.subject.beneficiary, row.subject.condition, place) if s]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    cap = value if value.kind == "cap" else row.cap
    if row.cap and row.cap_part:
        end = max(end, row.cap_part.locate(row.cap.quantity.start, row.cap.quantity.end).end)
    money = cap if value.kind == "rate" else value
    unit = money.quantity.unit if money else ""
    per = _located(row.part, value.per)
    form = _located(row.part, value.form)
    if row.cap and row.cap_part and not form:
        form = _located(row.cap_part, row.cap.form)
    of = _located(row.part, value.of)
    return context.record(
        Incentive,
        "incentive",
        start,
        end,
        f"incentives.{value.kind}",
        beneficiary=_words(context, row.subject.beneficiary),
        beneficiary_span=row.subject.beneficiary,
        condition=_words(context, row.subject.condition),
        condition_span=row.subject.condition,
        amount=value.amount if value.kind == "amount" else None,
        amount_max=quantity.value_max if value.kind == "amount" else None,
        rate=value.amount if value.kind == "rate" else None,
        rate_of=_words(context, of),
        rate_of_span=of,
        cap=cap.quantity.value_max or cap.amount if cap else None,
        unit=unit,
        per=_words(context, per),
        per_span=per,
        form=_words(context, form),
        form_span=form,
    )


def _located(part: Sentence, place: Range | None) -> Span | None:
    return part.locate(*place) if place else None


def _words(context: Context, span: Span | None) -> str | None:
    return context.document.cite(span.start, span.end).text if span else None
