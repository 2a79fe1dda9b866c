"""The page on many documents: what `tests.benchmarks.scale` measured, as tables in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import datetime

from planscan.analyzers.version import VERSION

from .measuring import Spread, ratios, spread
from .scale_figures import Figures, Timing, quiet

_WAYS = {
    "one": "`--jobs 1`",
    "two": "`--jobs 2`",
    "cluster": "`--engine dask`, a cluster of two processes that stands already",
}


def page(figures: Figures) -> str:
    """Return the whole page; what was not measured is left out."""
    gibibytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    head = _HEAD.format(
        day=datetime.now().astimezone().date(),
        version=VERSION,
        lexicon=figures.lexicon,
        python=platform.python_version(),
        system=f"{platform.system()} on {platform.machine()}",
        cores=os.cpu_count(),
        memory=round(gibibytes),
    )
    parts = [head]
    if figures.memory:
        parts.append(_memory(figures))
    if figures.rounds:
        parts.append(_times(figures))
    return "\n\n".join(parts) + "\n"


def _memory(figures: Figures) -> str:
    rows = [
        f"| {each.documents:,} | {each.driver:.0f} | {' and '.join(f'{peak:.0f}' for peak in each.workers)} "
        f"| {figures.names.get(each.documents, 0):.1f} | {each.seconds:.0f} |"
        for each in sorted(figures.memory, key=lambda each: each.documents)
    ]
    return _MEMORY + "\n".join(rows) + "\n\n" + _growth(figures)


def _growth(figures: Figures) -> str:
    *_, less, more = sorted(figures.memory, key=lambda each: each.documents)[-2:] * 2
    grown = {
        "the program": more.driver / less.driver,
        "the larger worker": max(more.workers) / max(less.workers),
    }
    said = ", ".join(f"{name} {100 * (ratio - 1):+.1f} %" for name, ratio in grown.items())
    return f"From {less.documents:,} to {more.documents:,} documents the peaks change so: {said}."


def _times(figures: Figures) -> str:
    counted = quiet(figures.rounds)
    rounds = counted or figures.rounds
    by_way = {way: [each for some in rounds for each in some if each.way == way] for way in _WAYS}
    rows = [
        f"| {_WAYS[way]} | {_of(times, 'seconds')} | {_of(times, 'processor')} | {_of(times, 'others')} |"
        for way, times in by_way.items()
    ]
    kept = _QUIET if counted else _DISTURBED
    head = _TIMES.format(
        documents=f"{figures.documents:,}", rounds=len(rounds), kept=kept.format(all=len(figures.rounds))
    )
    return head + "\n".join(rows) + "\n\n" + _ratios(by_way, figures.documents)


def _ratios(by_way: Mapping[str, Sequence[Timing]], documents: int) -> str:
    one, two, cluster = ([each.seconds for each in by_way[way]] for way in _WAYS)
    work = {way: [each.processor for each in times] for way, times in by_way.items()}
    return _RATIOS.format(
        efficiency=ratios([each / 2 for each in one], two),
        overhead=ratios(work["two"], work["one"]),
        cluster=ratios(cluster, two),
        cluster_work=ratios(work["cluster"], work["two"]),
        rate=documents / spread(work["one"]).middle,
    )


def _of(times: Sequence[Timing], field: str) -> Spread:
    return spread([getattr(each, field) for each in times])


_HEAD = """# Many documents

Measured on {day} with planscan {version}, lexicon {lexicon}, Python {python}, {system}, {cores} cores, {memory} GiB,
by `python -m tests.benchmarks.scale --write`: `planscan extract FOLDER -o DATASET` on real policies of municipalities (2,721
of them, 10.5 MB of UTF-8; half of them under 2.1 KB, 19 in 20 under 12.8 KB), repeated under other names where more are asked for."""

_MEMORY = """## Memory

Peaks in MiB (`VmHWM`) of the program and of its two workers, documents in folders of 1,000; and what the names of so many
files in one single folder would add to the program. The seconds count what else the machine did.

| documents | program | workers | names in one folder | seconds |
| --- | --- | --- | --- | --- |
"""

_TIMES = """## Time

{documents} documents, {rounds} rounds, each way once a round: medians, the least and the greatest in brackets. {kept}

| way | seconds | processor seconds | processor seconds of others |
| --- | --- | --- | --- |
"""

_QUIET = "Of {all} rounds these are the ones in which other processes took less than a twentieth of the processors."
_DISTURBED = (
    "Other processes took more than a twentieth of the processors in all {all} of them (last column), so that times by the "
    "clock are no measure of efficiency; processor seconds are less disturbed."
)

_RATIOS = """- Efficiency of two processes (time of one, half of it, to the time of two, round by round): {efficiency}. Their processor
  seconds to those of one: {overhead}.
- The cluster's time to that of two processes: {cluster}; its processor seconds (scheduler not counted): {cluster_work}.
- One process reads {rate:.0f} such documents in a second of its processor."""
