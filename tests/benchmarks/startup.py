"""How long the commands take from a cold start, in whole processes, against what their libraries take to load."""

from __future__ import annotations

import sys
from pathlib import Path

from .documents import ROOT
from .measuring import Spread, process_seconds, spread

SAMPLE = ROOT / "samples" / "digital-economy-plan.txt"
LIBRARIES = "import typer, rich"
COMMANDS = (
    "summarize",
    "goals",
    "targets",
    "directions",
    "tasks",
    "measures",
    "structure",
    "declared",
    "outline",
    "extract",
    "text",
)


def startup(rounds: int, file: Path = SAMPLE) -> dict[str, Spread]:
    """Return the processor seconds of each command on one file, by its name.

    Args:
        rounds: how often each is started.
        file: the document that they read.
    """
    program = str(Path(sys.executable).with_name("planscan"))
    commands = {
        "python": [sys.executable, "-c", ""],
        LIBRARIES: [sys.executable, "-c", LIBRARIES],
        "planscan --help": [program, "--help"],
    }
    for name in COMMANDS:
        form = [] if name == "text" else ["--json"]
        commands[f"planscan {name}"] = [program, name, str(file), *form]
    return {name: spread(times) for name, times in process_seconds(commands, rounds).items()}
