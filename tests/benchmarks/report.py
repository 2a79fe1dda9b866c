"""The page of figures: tables in Markdown, and the growth as a drawing."""

from __future__ import annotations

import math
import platform
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from planscan.analyzers.version import VERSION
from planscan.lexicons import default_lexicon

from .growth import Growth
from .measuring import Spread
from .startup import CHARACTERS
from .throughput import REFERENCE, Rate

WIDTH, HEIGHT, MARGIN = 560, 300, 56


def page(
    sections: Mapping[str, Sequence[Rate]],
    starts: Mapping[str, Spread],
    growth: Mapping[str, Sequence[Growth]],
    lexicon: Mapping[int, float],
) -> str:
    """Return the whole page; parts that were not measured are left out."""
    parts = [_HEAD.format(day=datetime.now().astimezone().date(), **_machine())]
    parts += [f"## {title}\n\n{_rates(rates)}" for title, rates in sections.items() if rates]
    if starts:
        rows = [f"| `{name}` | {times} |" for name, times in starts.items()]
        parts.append(
            f"## Cold start\n\nWhole processes that read a plan of {CHARACTERS:,} characters:\n\n"
            "| process | processor seconds |\n| --- | --- |\n" + "\n".join(rows)
        )
    if growth:
        drawing = "![Seconds against bytes, both logarithmic](performance-growth.svg)"
        tables = [f"{material}:\n\n{_growth(figures)}" for material, figures in growth.items()]
        parts.append("\n\n".join(("## Growth with the length of one document", *tables, drawing)))
    if lexicon:
        rows = [f"| {factor}× | {seconds:.3g} |" for factor, seconds in lexicon.items()]
        parts.append("## Growth with the lexicon\n\n| cues | seconds |\n| --- | --- |\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def drawing(growth: Sequence[Growth]) -> str:
    """Return the growth as SVG: seconds against bytes on logarithmic axes, and a straight line of slope one."""
    xs, ys = [math.log10(g.size) for g in growth], [math.log10(g.seconds) for g in growth]
    x0, x1, y0, y1 = math.floor(min(xs)), math.ceil(max(xs)), math.floor(min(ys)), math.ceil(max(ys))

    def at(x: float, y: float) -> tuple[float, float]:
        across, up = (x - x0) / (x1 - x0), (y - y0) / (y1 - y0)
        return MARGIN + across * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN)

    points = " ".join("{:.1f},{:.1f}".format(*at(x, y)) for x, y in zip(xs, ys, strict=True))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *(_tick(*at(x, y0), 0, 18, f"10^{x} B") for x in range(x0, x1 + 1)),
        *(_tick(*at(x0, y), -40, 4, f"10^{y} s") for y in range(y0, y1 + 1)),
        '<polyline points="{:.1f},{:.1f} {:.1f},{:.1f}" fill="none" stroke="#bbb" stroke-dasharray="4"/>'.format(
            *at(xs[0], ys[0]), *at(xs[-1], ys[0] + xs[-1] - xs[0])
        ),
        f'<polyline points="{points}" fill="none" stroke="#1f5fa8" stroke-width="2"/>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def write(folder: Path, text: str, growth: Mapping[str, Sequence[Growth]]) -> None:
    """Write the page and the drawing of the first growth into the folder of documentation."""
    (folder / "PERFORMANCE.md").write_text(text, encoding="utf-8")
    for figures in list(growth.values())[:1]:
        (folder / "performance-growth.svg").write_text(drawing(figures), encoding="utf-8")


def _tick(x: float, y: float, dx: float, dy: float, label: str) -> str:
    return f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="middle">{label}</text>'


def _machine() -> dict[str, str]:
    return {
        "version": VERSION,
        "lexicon": default_lexicon().digest[:12],
        "python": platform.python_version(),
        "system": f"{platform.system()} on {platform.machine()}",
    }


def _rates(rates: Sequence[Rate]) -> str:
    head = f"| what | seconds | MB/s | documents/s | time to {REFERENCE} |\n| --- | --- | --- | --- | --- |\n"
    return head + "\n".join(
        f"| {r.name} | {r.seconds} | {r.megabytes:.2f} | {r.documents:.0f} | {r.to_reference or ''} |"
        for r in rates
    )


def _growth(figures: Sequence[Growth]) -> str:
    head = "| bytes | seconds | µs a byte | peak MiB | peak to size |\n| --- | --- | --- | --- | --- |\n"
    return head + "\n".join(
        f"| {g.size:,} | {g.seconds:.3g} | {g.per_byte:.3g} | {g.peak:.0f} | {g.peak * 2**20 / g.size:.0f} |"
        for g in figures
    )


_HEAD = """# Performance

Measured on {day} with planscan {version}, lexicon {lexicon}, Python {python}, {system}, by `python -m tests.benchmarks --write`.
Times are processor seconds of one core: the median of the rounds, the least and the greatest in brackets. What
is compared ran in turn, round by round, so ratios hold where the machine's speed drifts; each piece of work ran warm:
once uncounted right before it counted."""
