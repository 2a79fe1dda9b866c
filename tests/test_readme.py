"""What the READMEs promise: their commands run, and print what stands below them.

`PLANSCAN_RECORD=1 pytest tests/test_readme.py` writes output and picture anew; read the diff before you believe it.
"""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")
RECORD = os.environ.get("PLANSCAN_RECORD") == "1"
BLOCK = re.compile(r"^```(console|pycon|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_COPIED = (".git", ".venv*", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))},
    "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
    "COLUMNS": "100",
    "LC_ALL": "C.UTF-8",
}


def blocks(readme: str, language: str) -> list[str]:
    """Return the code blocks of a README in a language."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [hit.group(2) for hit in BLOCK.finditer(text) if hit.group(1) == language]


def commands(block: str) -> list[str]:
    """Return the commands of a console block."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Return a command that has run in a folder, with what it printed."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def replay(block: str, folder: Path) -> str:
    """Return a console block with what its commands print now."""
    lines: list[str] = []
    for command in commands(block):
        done = shell(command, folder)
        assert done.returncode == 0, done.stderr
        printed = (done.stderr + done.stdout).splitlines()
        lines += [f"$ {command}", *(line.rstrip() for line in printed)]
    return "".join(f"{line}\n" for line in lines)


def missing_tools(block: str) -> list[str]:
    """Return the tools that a block needs and this machine lacks."""
    return [tool for tool in ("jq",) if tool in block and not shutil.which(tool)]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the samples in it, in which commands may write."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    return tmp_path


CONSOLE = [(readme, number) for readme in READMES for number in range(len(blocks(readme, "console")))]


@pytest.mark.parametrize(("readme", "number"), CONSOLE)
def test_a_command_prints_what_the_readme_shows(readme: str, number: int, desk: Path) -> None:
    block = blocks(readme, "console")[number]
    absent = missing_tools(block)
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")
    now = replay(block, desk)
    if RECORD:
        path = ROOT / readme
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"```console\n{block}```", f"```console\n{now}```"), encoding="utf-8")
    assert now == block or RECORD


@pytest.mark.parametrize("readme", READMES)
def test_the_python_examples_give_what_the_readme_shows(
    readme: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    examples = blocks(readme, "pycon")
    assert examples
    for block in examples:
        test = doctest.DocTestParser().get_doctest(block, {}, readme, readme, 0)
        assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("readme", READMES)
def test_two_commands_set_everything_up(readme: str) -> None:
    """The first sets up and does the main job, the second sets up and passes the tests."""
    run, test = (block.strip() for block in blocks(readme, "sh"))
    assert run.startswith("python3 -m venv .venv && ")
    assert " planscan " not in run
    assert run == blocks("README.md", "sh")[0].strip()
    assert test == blocks("README.md", "sh")[1].strip()


def test_the_first_command_works_in_a_fresh_checkout(tmp_path: Path) -> None:
    """CI calls the second one itself."""
    checkout = shutil.copytree(ROOT, tmp_path / "checkout", ignore=shutil.ignore_patterns(*NOT_COPIED))
    done = shell(blocks("README.md", "sh")[0], checkout)
    assert done.returncode == 0, done.stderr
    assert "3+3+2" in done.stdout


def test_ci_calls_the_second_command() -> None:
    second = blocks("README.md", "sh")[1].strip()
    wanted = re.search(
        r'grep -m 1 -F "([^"]+)" README.md', (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    )
    assert wanted
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert next(line for line in readme.splitlines() if wanted.group(1) in line) == second


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_somewhere(readme: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert targets
    assert not [target for target in targets if not (ROOT / target).exists()]


def test_the_picture_shows_what_the_program_prints_now(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("the picture is drawn in a Unix terminal")
    monkeypatch.chdir(ROOT)
    drawn = runpy.run_path(str(ROOT / "tests" / "screenshot.py"))["draw"]()
    picture = ROOT / "docs" / "summarize.svg"
    if RECORD:
        picture.write_text(drawn, encoding="utf-8")
    kept = picture.read_text(encoding="utf-8")
    words = re.compile(r">([^<]+)</text>")
    assert words.findall(drawn) == words.findall(kept)


@pytest.mark.parametrize(
    "page", [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_links_lead_to_files_of_the_project(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []
