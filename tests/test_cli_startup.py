"""What a run imports: nothing that it does not need, because every import is time that the user waits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NEWS = Path(__file__).resolve().parents[1] / "samples" / "cluster-plan-news.md"
NEVER = {"pandas", "numpy", "jieba", "pypdfium2", "jsonschema", "click", "rich.table", "rich.markdown"}
IN_ROWS = {"rich.console", "rich.text", "planscan.cli.reporters.tables", "planscan.analyzers.schema"}
READING = {
    "msgspec",
    "yaml",
    "lxml",
    "planscan.analyzers.pipeline",
    "planscan.analyzers.readers",
    "rich.console",
}

RUNS: dict[str, set[str]] = {
    "--version": READING,
    "--help": READING,
    "tasks --help": READING,
    "tasks FILE --csv": IN_ROWS,
    "tasks FILE --json": {*IN_ROWS, "csv"},
    "extract FILE": IN_ROWS,
    "text FILE": {*IN_ROWS, "planscan.analyzers.pipeline", "rjieba"},
    "schema": {"rich.console", "planscan.analyzers.pipeline", "rjieba"},
    "tasks FILE": {"planscan.analyzers.schema"},
    "summarize FILE": {"planscan.analyzers.schema"},
}
LISTING = """
import sys
from planscan.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write("\\n".join(sys.modules))
sys.exit(code)
"""


@pytest.mark.parametrize("arguments", RUNS)
def test_a_run_imports_nothing_that_it_does_not_need(arguments: str) -> None:
    words = [str(NEWS) if word == "FILE" else word for word in arguments.split()]
    done = subprocess.run([sys.executable, "-c", LISTING, *words], capture_output=True, check=True)
    imported = set(done.stderr.decode().splitlines())
    assert "typer" in imported
    assert imported & (NEVER | RUNS[arguments]) == set()


def test_importing_the_library_imports_nothing_of_the_program() -> None:
    script = "import sys, planscan.analyzers as a; a.read, a.analyze, a.Plan; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"typer", "rich", "planscan.cli", "pandas", "jieba"} & set(done.stdout.split())
