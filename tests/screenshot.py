"""Draws docs/summarize.svg: what `planscan summarize` looks like in a terminal.

Run `python tests/screenshot.py` from the root of the checkout after a change of what it shows.
"""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
COMMAND = ("planscan", "summarize", "samples/cluster-plan-news.md")
WIDTH = 100
PICTURE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
    font-family: Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Microsoft YaHei", monospace;
    font-size: {char_height}px; line-height: {line_height}px;
}}
.{unique_id}-title {{ font: bold 18px sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""The frame of the picture: rich's own fetches a font from the network."""


def run_in_terminal() -> str:
    """Return what the command writes when it believes that a person looks at it."""
    read, write = pty.openpty()
    pid = os.fork()
    if not pid:
        for stream in (0, 1, 2):
            os.dup2(write, stream)
        program = Path(sys.executable).with_name(COMMAND[0])
        os.execve(program, COMMAND, {**os.environ, "COLUMNS": str(WIDTH), "TERM": "xterm-256color"})
    os.close(write)
    written = bytearray()
    try:
        while chunk := os.read(read, 65536):
            written += chunk
    except OSError:  # Linux's way to say that nobody writes any more
        pass
    os.waitpid(pid, 0)
    return written.decode().replace("\r\n", "\n")


def draw() -> str:
    """Return the picture."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(
            record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor"
        )
        console.print(Text.from_ansi(run_in_terminal()))
        return console.export_svg(title="$ " + " ".join(COMMAND), code_format=PICTURE, unique_id="planscan")


if __name__ == "__main__":
    os.chdir(ROOT)
    (ROOT / "docs" / "summarize.svg").write_text(draw(), encoding="utf-8")
