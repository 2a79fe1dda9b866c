"""What people install: the wheel and the source archive hold planscan alone, and work from anywhere."""

from __future__ import annotations

import email
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = ("cli", "analyzers", "lexicons")
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv*", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"
)


def run(*command: str | Path, cwd: Path) -> str:
    """Return what a command prints; it must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree without anything that was built in it."""
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("packaging") / "planscan", ignore=NOT_COPIED))


@pytest.fixture(scope="session")
def built(checkout: Path) -> Path:
    """Return the folder with a source archive, and the wheel that was built from that archive."""
    run(sys.executable, "-m", "build", "--no-isolation", ".", cwd=checkout)
    return checkout / "dist"


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    """Return the path of the wheel."""
    return next(built.glob("*.whl"))


@pytest.fixture(scope="session")
def wheel_names(wheel: Path) -> list[str]:
    """Return the names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return [name for name in archive.namelist() if not name.endswith("/")]


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the scripts of a fresh environment into which the wheel was installed."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=True, symlinks=sys.platform != "win32")
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=home)
    return scripts


def test_the_wheel_installs_the_namespace_and_nothing_beside_it(wheel_names: list[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"planscan"}


def test_the_namespace_has_no_init_so_that_others_can_share_it(wheel_names: list[str]) -> None:
    assert "planscan/__init__.py" not in wheel_names


def test_the_wheel_holds_every_module_and_every_lexicon(wheel_names: list[str]) -> None:
    """A sub-package that pyproject.toml does not list would be missing here."""
    wanted = {
        f"planscan/{path.relative_to(ROOT).as_posix()}"
        for folder in SOURCES
        for pattern in ("*.py", "*.yaml", "py.typed")
        for path in (ROOT / folder).rglob(pattern)
    }
    assert wanted == {name for name in wheel_names if name.startswith("planscan/")}


def test_each_package_says_that_it_is_typed(wheel_names: list[str]) -> None:
    assert {f"planscan/{folder}/py.typed" for folder in SOURCES} <= set(wheel_names)


def test_licence_and_notice_travel_with_the_wheel(wheel_names: list[str]) -> None:
    licences = {name.rsplit("/", 1)[-1] for name in wheel_names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE"}


def test_the_source_archive_holds_samples_tests_and_papers(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "NOTICE", "CHANGELOG.md", "README.md", "README.zh.md", "samples/README.md"} <= names
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "samples").iterdir()} <= names
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").glob("*.py")} <= names


def test_metadata_names_version_licence_and_pythons(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    assert metadata["Version"] in wheel.name
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert {f"Programming Language :: Python :: 3.{n}" for n in (11, 12, 13, 14)} <= set(
        metadata.get_all("Classifier", [])
    )


def test_the_version_stands_in_one_place() -> None:
    version = (ROOT / "analyzers" / "version.py").read_text(encoding="utf-8").split('"')[1]
    assert "version" not in PROJECT["project"]
    repeated = [
        path
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "version.py" and f'"{version}"' in path.read_text(encoding="utf-8")
    ]
    assert not repeated


def test_the_installed_wheel_prints_its_version_anywhere(
    installed: Path, wheel: Path, tmp_path: Path
) -> None:
    assert wheel.name.split("-")[1] in run(installed / "planscan", "--version", cwd=tmp_path)


def test_the_installed_wheel_imports_anywhere(installed: Path, tmp_path: Path) -> None:
    code = (
        "import planscan.analyzers, planscan.cli.main, planscan.lexicons; print(planscan.analyzers.__file__)"
    )
    assert "site-packages" in run(installed / "python", "-c", code, cwd=tmp_path)


def test_the_installed_wheel_brings_no_stray_package(installed: Path, tmp_path: Path) -> None:
    code = (
        "from importlib.util import find_spec;"
        "print([name for name in ('cli', 'analyzers', 'lexicons', 'samples', 'tests') if find_spec(name)])"
    )
    assert run(installed / "python", "-c", code, cwd=tmp_path).strip() == "[]"


def test_the_installed_wheel_reads_a_sample_anywhere(installed: Path, tmp_path: Path) -> None:
    sample = ROOT / "samples" / "cluster-plan-news.md"
    rows = run(installed / "planscan", "outline", sample, "--csv", cwd=tmp_path)
    assert len(rows.splitlines()) > 1
