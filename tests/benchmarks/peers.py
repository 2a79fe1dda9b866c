"""What other libraries read of the phrases in tests/cases/peers.yaml, and how long they take, with planscan beside them.

Run `python tests/benchmarks/peers.py` after `pip install -e '.[peers]'`; a library that is not installed is left out.
Each library answers in its own way and gets the best of its answers: a fraction of one counts as percent, a text that
begins or ends with the unit counts as knowing the unit, two numbers side by side count as the values of a range. `--details`
lists each phrase with what is right of each answer: v(alue), u(nit), b(ound).
"""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import yaml

CASES = Path(__file__).resolve().parents[1] / "cases" / "peers.yaml"
ROUNDS = 3
HAN = "零〇一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟"
PRECISION = Decimal("0.0001")


class Answer(NamedTuple):
    """What a library says: the values, the unit or the words that it covers, and the relation, empty if it tells none."""

    values: tuple[Decimal, ...]
    unit: str
    relation: str = ""


class Phrase(NamedTuple):
    """A phrase and what it says; no values where nothing is a quantity."""

    kind: str
    text: str
    values: tuple[Decimal, ...] = ()
    unit: str = ""
    relation: str = ""


Reader = Callable[[str], Sequence[Answer]]


def phrases() -> Iterator[Phrase]:
    """Yield the phrases of the case file."""
    for kind, rows in yaml.safe_load(CASES.read_text(encoding="utf-8")).items():
        for row in rows:
            if isinstance(row, str):
                yield Phrase(kind, row)
            else:
                text, *values, unit, relation = row
                yield Phrase(kind, text, tuple(Decimal(str(v)) for v in values), unit, relation)


def planscan() -> Reader:
    """Return planscan's reader."""
    find = importlib.import_module("planscan.analyzers").find_quantities
    return lambda text: [
        Answer((q.value,) if q.value_max is None else (q.value, q.value_max), q.unit, q.relation)
        for q in find(text)
    ]


def jionlp() -> Reader:
    """Return JioNLP's reader of money, which is what it reads quantities with."""
    jio = importlib.import_module("jionlp")
    relations = {"accurate": "=", "blur": "~", "blur+": ">=", "blur-": "<="}

    def read(text: str) -> list[Answer]:
        answers: list[Answer] = []
        details: list[dict[str, Any]] = [
            found.get("detail") or {} for found in jio.ner.extract_money(text, with_parsing=True)
        ]
        with contextlib.suppress(Exception):  # the parser alone reads bounds, but bears no other words
            details.append(jio.parse_money(text))
        for detail in details:
            numbers = detail.get("num") or []
            values = tuple(map(Decimal, [numbers] if isinstance(numbers, str) else numbers))
            relation = "range" if len(values) > 1 else relations.get(detail.get("definition", ""), "")
            answers.append(Answer(values, detail.get("case", ""), relation))
        return answers

    return read


def cn2an() -> Reader:
    """Return cn2an, which finds no units: figures as it puts them in a sentence, and numerals cut out for it."""
    module = importlib.import_module("cn2an")

    def read(text: str) -> list[Answer]:
        figures = re.finditer(
            r"(?P<number>\d+(?:/\d+|\.\d+)?)(?P<unit>[^\d]*)", module.transform(text, "cn2an")
        )
        answers = [Answer((_number(hit["number"]),), hit["unit"]) for hit in figures]
        cut = re.finditer(rf"(?P<number>[\d.]+[十百千万亿]*|[{HAN}]+)(?P<unit>[^\d{HAN}]*)", text)
        return [*answers, *(Answer((_smart(module, hit["number"]),), hit["unit"]) for hit in cut)]

    return read


def _smart(module: Any, numeral: str) -> Decimal:
    try:
        return Decimal(str(module.cn2an(numeral, "smart")))
    except ValueError:
        return Decimal("NaN")


def recognizers() -> Reader:
    """Return all models of Recognizers-Text for Chinese that read quantities."""
    numbers = importlib.import_module("recognizers_number")
    units = importlib.import_module("recognizers_number_with_unit")
    models = [
        numbers.recognize_number,
        numbers.recognize_percentage,
        units.recognize_currency,
        units.recognize_dimension,
        units.recognize_temperature,
        units.recognize_age,
    ]

    def read(text: str) -> list[Answer]:
        answers: list[Answer] = []
        for model in models:
            found = [r for r in model(text, "zh-cn") if r.resolution and r.resolution.get("value")]
            values = [r.resolution["value"] for r in found]
            single = [
                Answer((_number(value.rstrip("%")),), "%" if value.endswith("%") else r.text)
                for value, r in zip(values, found, strict=True)
            ]
            answers += single
            if len(single) == 2:
                answers.append(Answer((*single[0].values, *single[1].values), single[1].unit))
        return answers

    return read


PEERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "planscan": ("planscan", planscan),
    "JioNLP": ("jionlp", jionlp),
    "cn2an": ("cn2an", cn2an),
    "Recognizers-Text": ("recognizers-text-number-with-unit", recognizers),
}


def _number(text: str) -> Decimal:
    whole, _, part = text.partition("/")
    try:
        return Decimal(whole) / Decimal(part) if part else Decimal(whole)
    except (InvalidOperation, ZeroDivisionError):
        return Decimal("NaN")


def right(phrase: Phrase, answer: Answer) -> str:
    """Return what is right of an answer: `v`, `vu`, `vub`; empty where the value is not."""
    if not _same(phrase.values, answer.values):
        portions = [value * 100 for value in answer.values] if phrase.unit == "%" else []
        if not _same(phrase.values, portions):
            return ""
        known = True
    else:
        known = not phrase.unit or answer.unit.startswith(phrase.unit) or answer.unit.endswith(phrase.unit)
    return "v" + ("u" if known else "") + ("b" if (answer.relation or "=") == phrase.relation else "")


def _same(wanted: Sequence[Decimal], values: Sequence[Decimal]) -> bool:
    return len(values) == len(wanted) and all(
        not value.is_nan() and abs(value - w) <= PRECISION for value, w in zip(values, wanted, strict=True)
    )


def judge(phrase: Phrase, read: Reader) -> str:
    """Return what is right of the best answer to a phrase; for a name, `vub` where there is no answer."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            answers = read(phrase.text)
        except Exception:  # a peer that fails on a phrase has not read it
            answers = []
    if not phrase.values:
        return "" if any(not value.is_nan() for answer in answers for value in answer.values) else "vub"
    return max((right(phrase, answer) for answer in answers), key=len, default="")


def milliseconds(read: Reader, wanted: Sequence[Phrase]) -> float:
    """Return the best of three mean times a phrase, behind a first round that loads what is loaded late."""
    times: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for phrase in wanted:
            judge(phrase, read)
        times.append((time.perf_counter() - start) / len(wanted) * 1000)
    return min(times)


def main() -> None:
    """Print a Markdown table of what each library reads of each kind of phrase, and its times."""
    wanted = list(phrases())
    kinds = list(dict.fromkeys(phrase.kind for phrase in wanted))
    write = sys.stdout.write
    write("| library | version | " + " | ".join(f"{k} ({sum(p.kind == k for p in wanted)})" for k in kinds))
    write(f" | value ({len(wanted)}) | and unit | and bound | load s | ms a phrase |\n")
    write("| --- " * (len(kinds) + 7) + "|\n")
    for name, (package, load) in PEERS.items():
        start = time.perf_counter()
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                read = load()
        except ImportError:
            write(f"| {name} | not installed |\n")
            continue
        judge(wanted[0], read)
        loaded = time.perf_counter() - start
        marks = {phrase: judge(phrase, read) for phrase in wanted}
        whole = [sum(m == "vub" for p, m in marks.items() if p.kind == kind) for kind in kinds]
        totals = [sum(part in m for m in marks.values()) for part in ("v", "vu", "vub")]
        write(f"| {name} | {version(package)} | " + " | ".join(map(str, (*whole, *totals))))
        write(f" | {loaded:.2f} | {milliseconds(read, wanted):.2f} |\n")
        if "--details" in sys.argv:
            write("".join(f"    {m or '-':4}{p.kind:10}{p.text}\n" for p, m in marks.items() if m != "vub"))


if __name__ == "__main__":
    main()
