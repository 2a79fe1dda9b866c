"""Each command: its help, its options, its rows, and what it says to a command line that makes no sense."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planscan.analyzers import analyze, read
from planscan.analyzers.errors import DefectError
from planscan.analyzers.execution.guard import guarded
from planscan.cli.commands.rows import COMMANDS
from planscan.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
NEWS = SAMPLES / "cluster-plan-news.md"
CITY = SAMPLES / "digital-economy-plan.txt"
GB18030 = SAMPLES / "biomedicine-measures.gb18030.txt"
ROWS = [command.name for command in COMMANDS]
ALL = ["summarize", *ROWS, "extract", "explain", "text", "schema"]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def inside(capsysbinary: pytest.CaptureFixture[bytes]) -> Program:
    """Return what runs the program in this process, where its lexicons are read once."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        code = main([str(argument) for argument in arguments])
        printed = capsysbinary.readouterr()
        return subprocess.CompletedProcess(arguments, code, printed.out, printed.err)

    return run


def records(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, str]]:
    """Return the rows of a CSV that the program printed, by the names of their columns."""
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))


def loaded(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """Return the JSON that the program printed."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_alone_it_shows_its_commands(planscan: Program) -> None:
    done = planscan()
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == planscan("--help").stdout == planscan("-h").stdout
    commands = done.stdout.decode().partition("Commands\n")[2].partition("\n\n")[0]
    listed = re.findall(r"^  ([a-z]+) ", commands, re.MULTILINE)
    assert sorted(listed) == sorted([*ALL, "lexicon"])


@pytest.mark.parametrize("command", ALL)
def test_help_is_in_two_languages_and_shows_examples(planscan: Program, command: str) -> None:
    shown = planscan(command, "--help", env={"COLUMNS": "80"}).stdout.decode()
    about = shown.splitlines()[2]
    assert re.search(r"[\u4e00-\u9fff].* · [A-Z]", about)
    _, _, examples = shown.partition("示例 · Examples\n")
    assert examples.strip()
    assert all("planscan" in line for line in examples.splitlines())


@pytest.mark.parametrize("command", ALL)
def test_the_examples_are_command_lines_that_work(planscan: Program, command: str, tmp_path: Path) -> None:
    """Each is run in a folder with a plan under the names that the examples use."""
    (tmp_path / "规划").mkdir()
    for name in ("规划.txt", "规划/一.txt"):
        (tmp_path / name).write_bytes(CITY.read_bytes())
    program = planscan("--version").args[0].parent
    for line in planscan(command, "--help").stdout.decode().partition("示例 · Examples\n")[2].splitlines():
        ours = re.sub(r"\| jq .*", "| cat", line)
        script = f"set -e -o pipefail; PATH={program}:$PATH; {ours}"
        done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), line


def test_the_version_stands_in_one_place(planscan: Program) -> None:
    from planscan.analyzers.version import VERSION

    assert planscan("--version").stdout.decode() == f"planscan {VERSION}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_commands_and_formats_complete(planscan: Program, shell: str) -> None:
    words = {
        "_PLANSCAN_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "planscan tasks --format ",
        "COMP_WORDS": "planscan tasks --format ",
        "COMP_CWORD": "3",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    assert b"jsonl" in planscan(env=words).stdout


WRONG = {
    ("nothing",): "No such command",
    ("tasks", "--formt", "csv"): "--format",
    ("tasks", "--format", "xml"): "jsonl",
    ("tasks", "--format"): "--format",
    ("tasks", "--csv", "--json", "a.txt"): "--csv、--json",
    ("tasks", "--excel", "--format", "tsv", "a.txt"): "--format、--excel",
    ("tasks", "--segmenter", "thulac"): "rjieba",
    ("goals", "--leaves"): "--leaves",
    ("extract", "--csv", "a.txt"): "planscan tasks",
    ("extract", "-o", "a.csv", "a.txt"): "planscan tasks",
    ("text", "--json", "a.txt"): "--json",
    ("text", "--segmenter", "jieba", "a.txt"): "--words",
    ("schema", "a.txt"): "a.txt",
    ("tasks", "--jobs", "0", "a.txt"): "--jobs",
    ("tasks", "--files-from", "-", "-"): "标准输入",
}


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_one_sentence_that_helps(inside: Program, arguments: tuple[str, ...]) -> None:
    done = inside(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("planscan: ")
    assert line.endswith("[usage]")
    assert WRONG[arguments] in line


def test_the_same_format_may_be_asked_for_twice(inside: Program) -> None:
    assert inside("tasks", "--csv", "--format", "csv", NEWS).returncode == 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_rows_are_the_records_of_the_library(inside: Program, command: Any) -> None:
    wanted = [(record.id, record.text) for record in getattr(analyze(read(NEWS)), command.kind)]
    flat = [(row["id"], row["text"]) for row in records(inside(command.name, NEWS, "--csv"))]
    assert (list(dict.fromkeys(flat)) if command.kind == "structures" else flat) == wanted  # a row a member
    assert [(row["id"], row["text"]) for row in loaded(inside(command.name, NEWS, "--json"))] == wanted
    lines = inside(command.name, NEWS, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == loaded(inside(command.name, NEWS, "--json"))


@pytest.mark.parametrize("command", ROWS)
def test_people_see_every_row_with_its_id(inside: Program, command: str) -> None:
    ids = [row["id"] for row in records(inside(command, CITY, "--csv"))]
    for format_ in ("table", "markdown"):
        shown = inside(command, CITY, "--format", format_).stdout.decode()
        assert [id_ for id_ in ids if id_ not in shown] == []


def test_rows_begin_with_what_the_document_is(inside: Program) -> None:
    row = records(inside("tasks", CITY, "--csv"))[0]
    assert list(row)[:7] == ["document", "title_of_plan", "region", "issued", "kind", "id", "path"]
    assert row["document"] == str(CITY)
    assert row["kind"] == "plan"
    assert "数字经济" in row["title_of_plan"]


def test_paths_name_the_headings_above(inside: Program) -> None:
    rows = {row["id"]: row for row in records(inside("outline", CITY, "--csv"))}
    deep = [row for row in rows.values() if row["level"] == "3"]
    assert deep
    for row in deep:
        parent = rows[row["parent"]]
        assert row["path"] == f"{rows[parent['parent']]['title']} > {parent['title']}"


def test_containers_can_be_left_out(inside: Program) -> None:
    everything = records(inside("tasks", CITY, "--csv"))
    leaves = records(inside("tasks", CITY, "--csv", "--leaves"))
    assert {row["leaf"] for row in everything} == {"true", "false"}
    assert leaves == [row for row in everything if row["leaf"] == "true"]
    assert len(loaded(inside("tasks", CITY, "--json", "--leaves"))) == len(leaves)
    shown = inside("tasks", CITY, "--leaves").stdout.decode()
    assert not [row for row in everything if row["leaf"] == "false" and row["id"] in shown]


def test_summaries_have_a_row_for_programs(inside: Program) -> None:
    city, news = records(inside("summarize", CITY, NEWS, "--csv"))
    plan = analyze(read(NEWS))
    assert news["tasks"] == str(sum(task.leaf for task in plan.tasks))
    assert news["goals"] == str(len(plan.goals))
    assert (city["kind"], city["period_from"], city["period_to"]) == ("plan", "2026", "2030")
    assert 0 < float(city["covered_share"]) <= 1
    assert loaded(inside("summarize", NEWS, "--json"))[0]["tasks"] == int(news["tasks"])
    assert inside("summarize", NEWS, "--format", "markdown").stdout.decode().count("\n") == 3


def test_extract_gives_one_object_a_document(planscan: Program, tmp_path: Path) -> None:
    done = planscan("extract", "absent.txt", NEWS, cwd=tmp_path)
    assert done.returncode == 1
    failed, whole = json.loads(done.stdout)
    assert failed["document"] == {"path": "absent.txt"}
    assert [(m["code"], m["level"]) for m in failed["messages"]] == [("missing-input", "error")]
    assert whole["document"]["path"] == str(NEWS)
    lines = planscan("extract", "absent.txt", NEWS, "--format", "jsonl", cwd=tmp_path).stdout.splitlines()
    assert [json.loads(line) for line in lines] == [failed, whole]


def test_numbers_are_json_numbers_without_loss(inside: Program) -> None:
    (whole,) = json.loads(inside("extract", CITY).stdout, parse_float=str, parse_int=str)
    values = [target["value"] for target in whole["targets"] if target["value"] is not None]
    assert values
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", value) for value in values)


@pytest.mark.parametrize("path", [NEWS, CITY, GB18030], ids=lambda path: path.name)
def test_text_prints_exactly_what_the_offsets_count_in(inside: Program, path: Path) -> None:
    text = inside("text", path).stdout.decode()
    assert text == read(path).text
    for row in loaded(inside("outline", path, "--json")):
        assert text[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize(
    "content", ["一\r\n二\n\u3000三\x00\u200b四\r五", "\ufeff规划", "没有换行", "全角ＡＢ１２\n\n\n"]
)
def test_the_text_of_a_text_file_is_its_own(planscan: Program, tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_bytes(content.encode())
    done = planscan("text", "a.txt", cwd=tmp_path)
    assert done.stdout == content.removeprefix("\ufeff").encode()


def test_texts_of_several_files_do_not_run_together(planscan: Program, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"没有换行{name}", encoding="utf-8")
    assert planscan("text", "a.txt", "b.txt", cwd=tmp_path).stdout.decode() == "没有换行a.txt\n没有换行b.txt"


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_words_are_those_of_the_text(inside: Program, engine: str) -> None:
    words = inside("text", "--words", "--segmenter", engine, CITY).stdout.decode()
    lines = [line for line in read(CITY).lines() if line.strip()]
    assert [re.sub(r"\s", "", line) for line in words.splitlines()] == [
        re.sub(r"\s", "", line) for line in lines
    ]
    assert " 数字 经济 " in words or " 数字经济 " in words


def test_the_engine_is_named_in_the_result(inside: Program) -> None:
    assert loaded(inside("extract", NEWS, "--segmenter", "jieba"))[0]["planscan"]["segmenter"] == "jieba"
    assert loaded(inside("extract", NEWS))[0]["planscan"]["segmenter"] == "rjieba"


def test_a_defect_costs_one_document() -> None:
    """Whatever goes wrong with a document becomes an error of this document, which says where to look."""
    outcome = guarded("规划.txt", lambda: [][0])
    assert isinstance(outcome, DefectError)
    assert str(outcome).startswith("规划.txt：planscan 内部出错")
    assert "IndexError" in str(outcome)
    assert guarded("规划.txt", lambda: 1) == 1
