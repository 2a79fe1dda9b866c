"""Data sets: the same bytes however they are made, complete parts whatever happens, one entry for each input."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from trials.agreement import cluster

from planscan.analyzers import analyze, read
from planscan.analyzers.rows.records import record_types
from planscan.cli.main import main
from planscan.cli.options import Reading
from planscan.cli.progress import Progress

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
FILES = sorted(SAMPLES.glob("*[!E].*"))
PROGRAM = Path(sys.executable).with_name("planscan")
PLAN = "一、主要目标\n到{year}年，建成创新平台{n}个以上。\n二、主要任务\n（一）建设创新平台。支持企业建设研发机构。\n"
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with documents for more than three parts, some of them bad."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for number in range(200):
        text = PLAN.format(n=number + 1, year=2027 + number % 9)
        (plans / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (plans / "017.txt").write_bytes(b"")
    (plans / "100.txt").write_bytes(bytes(range(256)) * 20)
    (plans / "150.txt").write_bytes(b"%PDF-1.7 and no more")
    return plans


def digests(dataset: Path) -> dict[str, str]:
    """Return the digest of each part."""
    parts = sorted(dataset.glob("*/*"))
    return {str(path.relative_to(dataset)): hashlib.sha256(path.read_bytes()).hexdigest() for path in parts}


def manifest(dataset: Path) -> dict[str, Any]:
    """Return the manifest of a data set."""
    return json.loads((dataset / "manifest.json").read_bytes())


def rows(dataset: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, part after part."""
    return [
        row for path in sorted(dataset.glob(f"{table}/*.parquet")) for row in pq.read_table(path).to_pylist()
    ]


def extract(*arguments: str | Path) -> int:
    """Run `planscan extract` in this process, where its lexicons are read once."""
    return main(["extract", *map(str, arguments)])


def test_a_data_set_holds_what_the_library_finds(tmp_path: Path) -> None:
    assert extract(*FILES, "-o", tmp_path / "out") == 0
    plans = [analyze(read(path)) for path in FILES]
    for kind in record_types():
        found = [(record.id, record.text) for plan in plans for record in getattr(plan, kind)]
        assert [(row["id"], row["text"]) for row in rows(tmp_path / "out", kind)] == found
    documents = rows(tmp_path / "out", "documents")
    assert [row["document"] for row in documents] == [str(path) for path in FILES]
    assert [row["sha256"] for row in documents] == [plan.document.sha256 for plan in plans]
    assert {row["status"] for row in documents} <= {"OK", "WARN"}


def test_the_bytes_do_not_depend_on_the_processes_and_every_input_is_accounted_for(
    folder: Path, tmp_path: Path
) -> None:
    for jobs in ("1", "2", "4"):
        assert extract(folder, tmp_path / "absent.txt", "-j", jobs, "-q", "-o", tmp_path / jobs) == 1
    first = digests(tmp_path / "1")
    assert len(first) == 4 * (len(record_types()) + 1)
    assert digests(tmp_path / "2") == first == digests(tmp_path / "4")
    told = manifest(tmp_path / "2")
    counted = [told[key] for key in ("documents", "ok", "warn", "fail", "parts", "finished")]
    assert counted == [201, 197, 0, 4, 4, True]
    assert [(Path(each["document"]).name, each["code"]) for each in told["failures"]] == [
        ("017.txt", "empty-document"),
        ("100.txt", "binary-document"),
        ("150.txt", "unreadable-input"),
        ("absent.txt", "missing-input"),
    ]
    documents = rows(tmp_path / "2", "documents")
    assert [row["document"] for row in documents if row["status"] == "FAIL"] == [
        each["document"] for each in told["failures"]
    ]


def test_going_on_keeps_what_is_there_and_gives_what_a_whole_run_gives(folder: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    extract(folder, "-o", out, "-j", "1")
    before = {path: path.stat().st_mtime_ns for path in out.glob("targets/*")}
    assert extract(folder, "-o", out, "-j", "1", "--resume") == 1
    assert manifest(out)["reused"] == 197
    last = out / "targets" / "part-000003.parquet"
    assert before[last] == last.stat().st_mtime_ns
    (folder / "003.txt").write_text(PLAN.format(n=5000, year=2040), encoding="utf-8")
    (folder / "000a.txt").write_text(PLAN.format(n=6000, year=2040), encoding="utf-8")
    for number in range(120, 200):
        (folder / f"{number}.txt").unlink()
    assert extract(folder, "-o", out, "-j", "1", "--update") == 1
    assert manifest(out)["reused"] > 100
    extract(folder, "-o", whole, "-j", "1")
    assert digests(out) == digests(whole)


def test_another_lexicon_or_a_broken_part_is_done_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for path in sorted(folder.iterdir())[20:]:
        path.unlink()
    extract(folder, "-o", out)
    whole = digests(out)
    (out / "tasks" / "part-000000.parquet").write_bytes(b"PAR1")
    extract(folder, "-o", out, "--resume")
    assert manifest(out)["reused"] == 0
    assert digests(out) == whole
    own = tmp_path / "own.yaml"
    own.write_text(
        "words:\n  - id: words.own\n    terms: [云泽新区]\n    examples: [建设云泽新区]\n", encoding="utf-8"
    )
    extract(folder, "-o", out, "--resume", "--lexicon", own)
    assert manifest(out)["reused"] == 0


@pytest.mark.parametrize("moment", [0.7, 1.1, 1.6])
def test_a_run_that_is_killed_goes_on_where_it_was(folder: Path, tmp_path: Path, moment: float) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    run = subprocess.Popen([PROGRAM, "extract", folder, "-o", out, "-j", "2"], stderr=subprocess.DEVNULL)
    time.sleep(moment)
    run.send_signal(signal.SIGKILL)
    run.wait()
    time.sleep(0.5)
    for path in out.glob("*/part-*"):
        pq.read_table(path)
    extract(folder, "-o", out, "--resume", "-j", "1")
    extract(folder, "-o", whole, "-j", "1")
    assert digests(out) == digests(whole)


def test_what_is_no_data_set_is_left_alone(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert extract(folder, "-o", f"{folder}/") == 2
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("我的", encoding="utf-8")
    assert extract(FILES[0], "-o", other) == 2
    assert "请换一个空文件夹" in capfd.readouterr().err
    assert extract(FILES[0], "-o", tmp_path / "out") == 0
    assert extract(FILES[0], "-o", tmp_path / "out") == 2
    assert "--resume" in capfd.readouterr().err
    assert extract(FILES[0], "--resume") == 2
    assert extract(FILES[0], "-o", tmp_path / "new", "-j", "0") == 2


def test_a_disk_that_is_full_leaves_whole_parts(planscan: Program, folder: Path, tmp_path: Path) -> None:
    (folder / "190.txt").write_bytes(FILES[0].read_bytes() * 3)
    whole = tmp_path / "whole"
    extract(folder, "-o", whole)
    large = max(path.stat().st_size for path in whole.glob("*/*-000000.parquet")) + 1000
    out = tmp_path / "out"
    done = planscan(
        "extract", folder, "-o", out, "-j", "1", measured=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (large, large)),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1].endswith("[unwritable-output]")
    assert "--resume" in done.stderr.decode()
    assert not list(out.glob("*/.*"))
    assert digests(out).items() <= digests(whole).items()
    assert "documents/part-000000.parquet" in digests(out)


def test_a_database_holds_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "规划.duckdb"
    assert extract(*FILES, "-o", path) == 0
    assert extract(*FILES, "-o", tmp_path / "out") == 0
    with duckdb.connect(str(path), read_only=True) as connection:
        for table in (*record_types(), "documents"):
            counted = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert counted == (len(rows(tmp_path / "out", table)),)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "out",
        "规划.duckdb",
        "规划.duckdb.manifest.json",
    ]


def test_a_workbook_has_a_sheet_a_kind(tmp_path: Path) -> None:
    path = tmp_path / "规划.xlsx"
    assert extract(*FILES, "-o", path) == 0
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames[0] == "文件"
    assert len(book.sheetnames) == len(record_types()) + 1
    assert len(list(book["文件"].rows)) == len(FILES) + 1


def test_a_cluster_gives_the_same_bytes_also_when_a_worker_is_killed(folder: Path, tmp_path: Path) -> None:
    extract(folder, "-o", tmp_path / "alone", "-j", "1")
    with cluster(tmp_path) as made:
        command = [
            PROGRAM,
            "extract",
            folder,
            "-o",
            tmp_path / "out",
            "--engine",
            "dask",
            "--scheduler",
            made.scheduler_address,
        ]
        run = subprocess.Popen(command, stderr=subprocess.PIPE)
        end = time.monotonic() + 60
        while not list((tmp_path / "out").glob("goals/part-*")) and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(next(iter(made.workers.values())).pid, signal.SIGKILL)
        _, errors = run.communicate(timeout=120)
    assert run.returncode == 1, errors.decode()
    assert digests(tmp_path / "out") == digests(tmp_path / "alone")


@pytest.mark.parametrize(
    "given", [("--engine", "dask"), ("--engine", "local", "--scheduler", "tcp://127.0.0.1:1")]
)
def test_an_engine_and_its_scheduler_go_together(
    given: tuple[str, ...], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert extract(FILES[0], "-o", tmp_path / "out", *given) == 2
    assert "--scheduler" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert extract(FILES[0], "-o", tmp_path / "out", "--scheduler", "nonsense://127.0.0.1:1") == 2
    assert "--scheduler" in capfd.readouterr().err


def test_progress_says_how_much_is_left() -> None:
    progress = Progress(Reading(files=["a", "b"]))
    progress.advance(50, 10 << 20, 2)
    assert progress.line(10) == "50 份，1.0 MB/s，失败 2"
    progress.total = 100
    assert progress.line(10) == "50/100 份，1.0 MB/s，失败 2，剩余 0:00:10"
