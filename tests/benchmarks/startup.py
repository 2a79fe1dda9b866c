"""How long the commands take from a cold start, in whole processes, against what their libraries take to load."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from .documents import plan_of
from .measuring import Spread, process_seconds, spread

CHARACTERS = 20_000
"""The length of the plan that they read: a plan of usual size."""

FORMS = {"text": [], "tasks": ["--csv"]}
OTHER_FORM = ["--json"]
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


def startup(rounds: int) -> dict[str, Spread]:
    """Return the processor seconds of each command on one plan, by its name.

    Args:
        rounds: how often each is started.
    """
    program = str(Path(sys.executable).with_name("planscan"))
    commands = {
        "python": [sys.executable, "-c", ""],
        LIBRARIES: [sys.executable, "-c", LIBRARIES],
        "planscan --help": [program, "--help"],
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.txt"
        file.write_text(plan_of(CHARACTERS), encoding="utf-8")
        for name in COMMANDS:
            form = FORMS.get(name, OTHER_FORM)
            commands[" ".join(("planscan", name, *form))] = [program, name, str(file), *form]
        return {name: spread(times) for name, times in process_seconds(commands, rounds).items()}
