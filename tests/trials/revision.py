"""The program as it was at a git revision, beside the one that stands here."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def environment_of(revision: str) -> Iterator[dict[str, str]]:
    """Give an environment in which Python imports planscan as it was at a revision; it goes with the context.

    Args:
        revision: a name that git knows.

    Raises:
        subprocess.CalledProcessError: there is no such revision.
    """
    archive = subprocess.run(
        ["git", "archive", "--format=tar", revision, "cli", "analyzers", "lexicons"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    # Coverage would look for that revision's files when they are gone.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(Path(folder, "planscan"), filter="data")
        yield {**unmeasured, "PYTHONPATH": folder}
