"""The trials of `tests/trials` in small: data sets that agree, runs that are killed, inputs that are damaged, full disks."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from trials import agreement, damage, killing, unchanged
from trials.revision import environment_of

from planscan.cli.main import main

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]

ROOT = Path(__file__).resolve().parents[1]
PLAN = "一、主要目标\n到{year}年，建成创新平台{n}个以上。\n二、主要任务\n（一）建设创新平台。支持企业建设研发机构。\n"
READING = (
    "summarize", "goals", "targets", "incentives", "directions", "tasks", "measures", "structure", "outline",
    "declared", "extract", "text",
)  # fmt: skip

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes in /proc")


@pytest.fixture(autouse=True)
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the many processes of a trial run at their own speed: what they run is measured elsewhere."""
    monkeypatch.delenv("COVERAGE_PROCESS_START", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return folders in a folder, with documents for several parts and some bad ones."""
    for number in range(260):
        inside = tmp_path / "plans" / f"{number % 7}"
        inside.mkdir(parents=True, exist_ok=True)
        text = PLAN.format(n=number + 1, year=2027 + number % 9)
        (inside / f"{number:03}.txt").write_text(text, encoding="utf-8")
    for bad, content in {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 20,
        "cut.pdf": b"%PDF-1.7",
    }.items():
        (tmp_path / "plans" / "3" / bad).write_bytes(content)
    return tmp_path / "plans"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 2 MB; skip where none may be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "none", disk], check=False).returncode
    ):
        pytest.skip("no file system may be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_data_set_is_the_same_however_it_is_made(folder: Path, tmp_path: Path) -> None:
    made = dict(agreement.ways([str(folder)], tmp_path, jobs=(1, 3)))
    first, *others = made.values()
    found = agreement.digests(first)
    assert len([name for name in found if name.startswith("documents/")]) == 5
    assert [agreement.digests(other) for other in others] == [found] * 3
    counted = [[agreement.counts(each)[key] for key in ("documents", "ok", "fail")] for each in made.values()]
    assert counted == [[263, 260, 3]] * 4


def test_listings_are_really_in_another_order(folder: Path) -> None:
    """Else the test above could not fail."""
    before = [each.name for each in os.scandir(folder / "0")]
    with agreement.shuffled_folders(seed=1):
        again = [each.name for each in os.scandir(folder / "0")]
    assert sorted(again) == sorted(before)
    assert again != before


@linux
def test_runs_that_are_killed_end_as_one_that_is_not(folder: Path, tmp_path: Path) -> None:
    for trial in killing.trials(folder, tmp_path, moments=4, seed=7):
        assert trial.code == 1
        assert trial.same_rows, trial
        assert trial.same_bytes, trial


@linux
def test_damaged_inputs_are_accounted_for_and_the_good_ones_complete(tmp_path: Path) -> None:
    trial = damage.run(tmp_path, inputs=110, seed=7)
    assert trial.code == 1
    assert trial.lost() == []
    counted = {
        status: list(trial.statuses.values()).count(status.upper()) for status in ("ok", "warn", "fail")
    }
    assert {key: trial.manifest[key] for key in counted} == counted
    assert trial.manifest["documents"] == len(trial.statuses)
    by_kind = {
        kind: {trial.statuses.get(n) for n, k in trial.kinds.items() if k == kind} for kind in damage.MAKERS
    }
    assert by_kind["good"] == {"OK"}
    assert by_kind["unreadable"] == by_kind["loop"] == {"FAIL"}
    assert by_kind["empty"] <= {"FAIL", None}
    assert trial.targets_of("good") == {name: 1 for name, kind in trial.kinds.items() if kind == "good"}


def test_what_one_term_of_a_lexicon_changes_is_seen_and_told_in_the_shortest_form() -> None:
    """The other revision has no 家: without it `5家企业` counts nothing, and every other document is the same."""
    drawn = [("plan.txt", PLAN.format(n=3, year=2027).replace("个以上", "家以上")), ("plan.md", PLAN)]
    with environment_of("HEAD") as environment:
        knowledge = Path(environment["PYTHONPATH"], "planscan", "lexicons", "units.yaml")
        assert "家" in knowledge.read_text(encoding="utf-8")
        knowledge.write_text(knowledge.read_text(encoding="utf-8").replace("家", "乎"), encoding="utf-8")
        with unchanged.Revision(environment) as old, unchanged.Revision() as new:
            changed, same = unchanged.differences(old, new, iter(drawn))
    assert same is None
    assert changed is not None
    assert "targets" in changed.fields or "rejected" in changed.fields
    assert "家" in changed.text
    assert len(changed.text) < 8


def test_the_same_seed_draws_the_same_documents() -> None:
    first, second = (unchanged.drawn([PLAN], random.Random(7)) for _ in range(2))
    assert [next(first) for _ in range(50)] == [next(second) for _ in range(50)]
    assert next(first) != next(unchanged.drawn([PLAN], random.Random(8)))


@pytest.mark.parametrize("needed", ["甲", "甲乙", "乙丁"])
def test_a_shortened_text_has_nothing_that_can_go(needed: str) -> None:
    assert unchanged.shortened("丙甲丙\n丙乙丙丙丁丙", lambda text: set(needed) <= set(text)) == needed


def test_a_full_disk_leaves_what_is_done_and_more_room_ends_it(
    folder: Path, small_disk: Path, planscan: Program
) -> None:
    (folder / "6" / "last.txt").write_bytes((ROOT / "samples" / "digital-economy-plan.txt").read_bytes() * 3)
    blocker = small_disk / "other"
    blocker.write_bytes(bytes((2 << 20) - (400 << 10)))
    out = small_disk / "out"
    full = planscan("extract", folder, "-o", out, "-j", "2", measured=False)
    assert full.returncode == 1
    last = full.stderr.decode().splitlines()[-1]
    assert last.startswith(f"planscan: {out}/")
    assert "磁盘已满" in last
    assert last.endswith("请排除原因后加 --resume [unwritable-output]")
    assert 0 < len(list(out.glob("documents/part-*"))) < 5
    killing.parts(out)
    blocker.unlink()
    assert planscan("extract", folder, "-o", out, "--resume", measured=False).returncode == 1
    main(["extract", str(folder), "-o", str(folder.parent / "whole")])
    assert killing.parts(out) == killing.parts(folder.parent / "whole")


@pytest.mark.parametrize("name", ["out.jsonl", "out.xlsx", "out.duckdb"])
def test_a_full_disk_leaves_no_half_file(
    folder: Path, small_disk: Path, planscan: Program, name: str
) -> None:
    (small_disk / "other").write_bytes(bytes((2 << 20) - (40 << 10)))
    done = planscan("extract", folder, "-o", small_disk / name, measured=False)
    assert done.returncode == 1
    assert "磁盘已满" in done.stderr.decode().splitlines()[-1]
    assert not (small_disk / name).exists()
    assert not list(small_disk.glob(".*"))


@pytest.mark.parametrize("command", READING)
def test_every_command_takes_jobs_and_quiet(command: str, folder: Path, planscan: Program) -> None:
    """The bad inputs are told of even so: an error is no warning."""
    (folder / "3" / "english.txt").write_text("No Chinese at all, and no plan either.\n", encoding="utf-8")
    sources = (folder / "3", folder / "5")
    form = () if command == "text" else ("--json",)
    alone = planscan(command, *form, *sources, "-j", "1")
    quiet = planscan(command, *form, *sources, "--jobs", "2", "--quiet")
    assert (quiet.returncode, quiet.stdout) == (alone.returncode, alone.stdout)
    assert alone.returncode == 1
    assert len(quiet.stderr.splitlines()) == 3
    assert set(quiet.stderr.splitlines()) <= set(alone.stderr.splitlines())
    assert planscan(command, *sources, "--jobs", "0").returncode == 2


def test_commands_on_one_document_take_them_too(planscan: Program) -> None:
    sample = ROOT / "samples" / "digital-economy-plan.txt"
    rows = json.loads(planscan("outline", "--json", sample, "-j", "2", "-q").stdout)
    id_ = rows[0]["id"]
    done = planscan("explain", sample, id_, "--jobs", "2", "--quiet")
    assert done.returncode == 0, done.stderr
    assert done.stdout == planscan("explain", sample, id_).stdout
