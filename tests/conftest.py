"""What all tests share: the real documents beside the checkout, and the promise that CI reads them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
IN_CI = os.environ.get("CI", "").lower() == "true"
ABSENT = "../shared is absent: no real documents to read"


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
