"""What all tests share: the real documents beside the checkout, and the promise that CI reads them."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
IN_CI = os.environ.get("CI", "").lower() == "true"
ABSENT = "../shared is absent: no real documents to read"

# What Hypothesis chooses, in CI or not, but for its deadline: no test is failed by the clock.
settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")

pytest.register_assert_rewrite("word_maker")  # what it holds is told as fully as what a test asserts

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
"""Runs planscan as people do: arguments, and what `subprocess.run` takes."""


def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse to begin in CI where the real documents are missing: a green run must have read them."""
    if IN_CI and not SHARED.is_dir():
        raise pytest.UsageError(f"{ABSENT}, and CI requires them")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a CI run in which a test skipped for want of the real documents."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not IN_CI:
        return
    skipped = reporter.stats.get("skipped", [])
    missed = sorted({report.nodeid for report in skipped if "../shared" in str(report.longrepr)})
    if missed:
        reporter.write_line(f"skipped for want of ../shared, which CI forbids: {', '.join(missed)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test a cache of its own, where nothing is written when the process ends, and return its folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(atexit, "register", lambda leave: leave)
    return tmp_path / "planscan"


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents; skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(ABSENT)
    return SHARED


@pytest.fixture(scope="session")
def planscan() -> Program:
    """Return what runs the installed program, in an environment without a terminal's width.

    `measured=False` keeps coverage out of it, which writes a file of its own: not where files may not grow.
    """
    program = Path(sys.executable).with_name("planscan")
    surroundings = {
        name: value for name, value in os.environ.items() if name not in {"COLUMNS", "PYTHONPATH"}
    }

    def run(
        *arguments: str | bytes | Path,
        env: dict[str, str] | None = None,
        measured: bool = True,
        **options: object,
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {k: v for k, v in surroundings.items() if measured or not k.startswith("COVERAGE")}
        given = {"stdin": subprocess.DEVNULL} if "input" not in options else {}
        return subprocess.run(  # pyright: ignore[reportCallIssue]
            [program, *arguments],
            env={**kept, **(env or {})},
            check=False,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **given, **options},  # pyright: ignore[reportArgumentType]
        )

    return run
