"""The floors below which no measure may fall: pinned with the digest of the data, and never lowered silently.

The file is sealed: `--update` raises floors, `--lower REASON` lowers those that are not met and records each
with its reason. An edit by hand breaks the seal, so that no floor sinks by accident.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import yaml

from .counts import Score

PATH = Path(__file__).resolve().parents[1] / "floors.yaml"
_STEPS = 1000
"""Floors are F1 rounded down to thousandths."""

_HEAD = """\
# The floors of tests/evaluate.py: the F1 that each measure must reach, for the data with this digest.
# Sealed: don't edit. `tests/evaluate.py --update` raises floors, `--lower REASON` lowers what is not met and
# records it below. After a merge conflict take one side whole, then run --update.
"""


class FloorsError(Exception):
    """The file of floors can't be used; the message says what to do."""


class Measured(msgspec.Struct, frozen=True):
    """The digest of a corpus, and the score of each measure on it."""

    digest: str
    scores: Mapping[str, Score]


class Pinned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The floors of one corpus, and the digest of the data that they hold for."""

    digest: str
    floors: dict[str, float]


class Lowering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a floor was lowered, and when."""

    corpus: str
    measure: str
    before: float
    after: float
    date: str
    reason: str


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All floors, and the history of those that were lowered."""

    corpora: dict[str, Pinned]
    lowered: list[Lowering] = []
    seal: str = ""

    def sealed(self) -> Floors:
        """Return the same floors under a valid seal."""
        content = msgspec.json.encode((self.corpora, self.lowered), order="deterministic")
        return msgspec.structs.replace(self, seal=hashlib.sha256(content).hexdigest()[:16])


def load(path: Path = PATH) -> Floors:
    """Return the floors of a file; none at all if it doesn't exist.

    Raises:
        FloorsError: it has another form, or was edited by hand.
    """
    if not path.exists():
        return Floors({})
    try:
        floors = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Floors)
    except (msgspec.ValidationError, yaml.YAMLError) as problem:
        raise FloorsError(f"{path.name} can't be read ({problem}): take it from the history") from problem
    if floors.seal != floors.sealed().seal:
        raise FloorsError(
            f"{path.name} was edited by hand: take it from the history (after a conflict one side whole), then "
            "`tests/evaluate.py --update` to raise floors, `--lower REASON` to lower them"
        )
    return floors


def save(floors: Floors, path: Path = PATH) -> None:
    """Write floors under a new seal."""
    content = msgspec.to_builtins(floors.sealed())
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)
    path.write_text(_HEAD + text, encoding="utf-8")


def shortfalls(floors: Floors, measured: Mapping[str, Measured]) -> Iterator[str]:
    """Yield a sentence for each measure under its floor, and for each corpus that is not the pinned one."""
    for name, corpus in measured.items():
        pinned = floors.corpora.get(name, Pinned("", {}))
        if pinned.digest != corpus.digest:
            yield (
                f"{name}: documents or gold have changed (digest {corpus.digest[:12]}, floors were measured on "
                f"{pinned.digest[:12] or 'nothing'}): measure anew with `tests/evaluate.py --update`"
            )
        for measure, score in corpus.scores.items():
            floor = pinned.floors.get(measure)
            if floor is None:
                yield f"{name}: {measure} has no floor: set it with `tests/evaluate.py --update`"
            elif score.f1 < floor:
                yield f"{name}: {measure} has F1 {score.f1:.4f}, under its floor {floor}"
        for measure in sorted(pinned.floors.keys() - corpus.scores.keys()):
            yield f"{name}: {measure} has a floor and is not measured any more"


def raised(floors: Floors, measured: Mapping[str, Measured]) -> Floors:
    """Return floors raised to what is measured, for the data that is there; none is lowered."""
    corpora = dict(floors.corpora)
    for name, corpus in measured.items():
        known = corpora[name].floors if name in corpora else {}
        risen = {measure: max(known.get(measure, 0.0), _floor(s)) for measure, s in corpus.scores.items()}
        corpora[name] = Pinned(corpus.digest, known | risen)
    return Floors(corpora, floors.lowered)


def lowered(floors: Floors, measured: Mapping[str, Measured], reason: str, date: str) -> Floors:
    """Return floors lowered to what is measured where that falls short, each with its reason.

    Raises:
        FloorsError: the reason is empty.
    """
    if not reason.strip():
        raise FloorsError("a floor can't be lowered without a reason")
    corpora, history = dict(floors.corpora), list(floors.lowered)
    for name, corpus in measured.items():
        known = dict(corpora[name].floors) if name in corpora else {}
        for measure, score in corpus.scores.items():
            floor = known.get(measure)
            if floor is not None and score.f1 < floor:
                known[measure] = _floor(score)
                history.append(Lowering(name, measure, floor, known[measure], date, reason.strip()))
        corpora[name] = Pinned(corpus.digest, known)
    return Floors(corpora, history)


def _floor(score: Score) -> float:
    return math.floor(score.f1 * _STEPS) / _STEPS
