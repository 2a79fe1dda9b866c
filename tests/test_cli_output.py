"""Where results go and how they end: pipes, closed pipes, files, full disks, terminals, interrupts."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from planscan.cli.wrapping import width_of

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
NEWS = SAMPLES / "cluster-plan-news.md"
PROGRAM = Path(sys.executable).with_name("planscan")
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


def shell(command: str, folder: Path = SAMPLES) -> subprocess.CompletedProcess[bytes]:
    """Run a pipeline of bash, in which `planscan` is the installed program; its exit code is that of planscan."""
    script = f"{command}; exit ${{PIPESTATUS[0]}}"
    path = os.pathsep.join((str(PROGRAM.parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path}
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, check=False
    )


def in_terminal(*arguments: str | Path, columns: int = 100) -> str:
    """Return what the program writes on a terminal of that many columns."""
    read, write = pty.openpty()
    subprocess.run(["stty", "cols", str(columns), "rows", "50"], stdin=write, check=True)
    surroundings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "60"}
    surroundings.pop("NO_COLOR", None)
    child = subprocess.Popen([PROGRAM, *arguments], stdin=write, stdout=write, stderr=write, env=surroundings)
    os.close(write)
    written = bytearray()
    try:
        while chunk := os.read(read, 65536):
            written += chunk
    except OSError:  # Linux's way to say that nobody writes any more
        pass
    child.wait()
    os.close(read)
    return written.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("format_", ["table", "csv", "tsv", "json", "jsonl", "markdown"])
def test_a_reader_that_stops_is_no_error(format_: str) -> None:
    done = shell(f"cat {NEWS.name} | planscan outline --format {format_} - work-report-excerpt.txt | head -1")
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_nobody_reads_errors_either() -> None:
    done = shell("planscan tasks absent.txt absent2.txt 2>&1 >/dev/null | head -c 1 >/dev/null")
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_full_disk_and_a_closed_output_are_errors() -> None:
    full = shell(f"planscan tasks --csv {NEWS.name} > /dev/full")
    assert full.returncode == 1
    assert full.stderr.decode() == "planscan: 标准输出：磁盘已满，结果没有写出 [unwritable-output]\n"
    closed = shell(f"planscan tasks --csv {NEWS.name} >&-")
    assert closed.returncode == 1
    assert closed.stderr.decode().endswith("[unwritable-output]\n")
    assert shell("planscan --help > /dev/full").stderr.decode().count("\n") == 1


def test_a_file_is_what_standard_output_would_be(planscan: Program, tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    done = planscan("tasks", NEWS, "-o", target)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert target.read_bytes() == planscan("tasks", NEWS, "--csv").stdout
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.json", b"[\n{"),
        ("a.jsonl", b"{"),
        ("a.tsv", b"document\t"),
        ("a.md", b"## "),
        ("a.xlsx", b"PK"),
        ("a.txt", "江".encode()),
    ],
)
def test_the_suffix_of_the_file_chooses_the_format(
    planscan: Program, tmp_path: Path, name: str, start: bytes
) -> None:
    planscan("tasks", NEWS, "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        ("-o a.xls", ".xlsx"),
        ("-o a.docx", ".csv"),
        ("--csv -o a.xlsx", "扩展名"),
        ("--format json -o a.XLSX", "扩展名"),
        ("--format xlsx", "-o"),
        ("--format xlsx --json -o a.xlsx", "--json"),
    ],
)
def test_a_format_that_does_not_fit_the_file_is_wrong_usage(
    planscan: Program, tmp_path: Path, arguments: str, remedy: str
) -> None:
    done = planscan("tasks", NEWS, *arguments.split(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert remedy in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_a_file_keeps_its_mode_and_a_link_its_target(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert planscan("tasks", NEWS, "-o", tmp_path / "link.csv").returncode == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("document,")


def test_a_device_stays_a_device(planscan: Program, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE)
    assert planscan("tasks", NEWS, "--csv", "-o", tmp_path / "pipe").returncode == 0
    assert reader.communicate(timeout=30)[0].startswith(b"document,")
    assert planscan("tasks", NEWS, "--csv", "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("target", ["absent/a.csv", ".", "plan.txt/a.csv"])
def test_a_file_that_cannot_be_written_is_an_error(planscan: Program, tmp_path: Path, target: str) -> None:
    (tmp_path / "plan.txt").write_text("一、主要任务\n", encoding="utf-8")
    done = planscan("tasks", "--csv", NEWS, "-o", target, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"planscan: {target}：")
    assert done.stderr.decode().endswith("[unwritable-output]\n")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.txt"]


def test_an_input_is_not_overwritten(planscan: Program, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("一、主要任务\n", encoding="utf-8")
    done = planscan("text", plan, "-o", tmp_path / "." / "plan.txt")
    assert done.returncode == 2
    assert plan.read_text(encoding="utf-8") == "一、主要任务\n"


def test_a_result_in_the_folder_that_is_read_is_no_input_the_next_time(
    planscan: Program, tmp_path: Path
) -> None:
    (tmp_path / "plan.txt").write_text("一、主要任务\n（一）建设园区。\n", encoding="utf-8")
    planscan("tasks", ".", "-o", "result.md", cwd=tmp_path)
    first = (tmp_path / "result.md").read_bytes()
    planscan("tasks", ".", "-o", "result.md", cwd=tmp_path)
    assert (tmp_path / "result.md").read_bytes() == first


def test_a_run_that_fails_to_begin_leaves_the_old_file(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("old", encoding="utf-8")
    assert planscan("tasks", NEWS, "--limit", "nothing=1", "-o", "rows.csv", cwd=tmp_path).returncode == 2
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_was_read_comes_out_although_another_input_failed(planscan: Program, tmp_path: Path) -> None:
    done = planscan("tasks", "absent.txt", NEWS, "--csv", "-o", tmp_path / "rows.csv")
    assert done.returncode == 1
    assert (tmp_path / "rows.csv").read_bytes() == planscan("tasks", NEWS, "--csv").stdout


def test_an_interrupt_ends_the_run_without_a_word() -> None:
    child = subprocess.Popen(
        [PROGRAM, "tasks", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Shells let background jobs ignore interrupts, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(1)
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=30)[1] == b""
    assert child.returncode == 130


def test_rows_are_handed_on_before_the_next_document_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "second.txt")
    child = subprocess.Popen(
        [PROGRAM, "outline", "--format", "jsonl", NEWS, tmp_path / "second.txt"], stdout=subprocess.PIPE
    )
    assert child.stdout
    assert json.loads(child.stdout.readline())["document"] == str(NEWS)
    (tmp_path / "second.txt").write_text("一、主要任务\n", encoding="utf-8")
    assert json.loads(child.communicate(timeout=30)[0].splitlines()[-1])["title"] == "主要任务"


def test_the_format_does_not_depend_on_the_terminal(planscan: Program) -> None:
    piped = planscan("goals", NEWS, env={"COLUMNS": "100"}).stdout.decode()
    shown = in_terminal("goals", NEWS, columns=100)
    assert "\x1b[" in shown
    assert "\n".join(map(_without_styles, shown.split("\n"))) == piped


SCREENS = [("summarize", 60), *((command, 80) for command in ("summarize", "tasks", "structure", "declared"))]


@pytest.mark.parametrize(("command", "columns"), [*SCREENS, ("tasks", 100), ("structure", 140)])
def test_lines_fit_the_terminal(command: str, columns: int) -> None:
    _, *lines = in_terminal(command, NEWS, columns=columns).split("\n")
    assert not [line for line in map(_without_styles, lines) if width_of(line) > columns]


def _without_styles(line: str) -> str:
    return "".join(
        part.partition("m")[2] if place else part for place, part in enumerate(line.split("\x1b["))
    )


@pytest.mark.parametrize(
    "arguments", ["text", "text --words", "outline", "outline --csv", "tasks --json", "summarize"], ids=str
)
def test_a_document_cannot_steer_the_terminal(tmp_path: Path, arguments: str) -> None:
    evil = tmp_path / "evil.txt"
    evil.write_text("一、主要任务\n（一）建设\x1b]0;题\x07园区\u202e。推进\x9b31m建设。\n", encoding="utf-8")
    shown = in_terminal(*arguments.split(), evil)
    assert "建设" in shown
    assert not {"\x07", "\x9b", "\u202e"} & set(shown)
    assert "\x1b]" not in shown


def test_markup_of_rich_is_text_like_any_other(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "一、主要任务\n（一）落实[/附件]和[red]清单[/red] :smile:建设。\n", encoding="utf-8"
    )
    shown = planscan("outline", "a.txt", cwd=tmp_path).stdout.decode()
    assert "落实[/附件]和[red]清单[/red] :smile:建设" in shown


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"PYTHONIOENCODING": "gbk"}])
def test_results_are_utf_8_whatever_the_locale(planscan: Program, locale: dict[str, str]) -> None:
    assert planscan("tasks", NEWS, "--csv", env=locale).stdout == planscan("tasks", NEWS, "--csv").stdout
    assert "文件不存在" in planscan("tasks", "absent", env=locale).stderr.decode("utf-8")


def test_the_hash_seed_changes_nothing(planscan: Program) -> None:
    results = {planscan("extract", SAMPLES, env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "2")}
    assert len(results) == 1
