"""`planscan explain`: what people and programs are told of a row, and what is said to an id that there is not."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planscan.analyzers import analyze, read
from planscan.analyzers.schema import json_schema
from planscan.cli.main import main
from planscan.cli.wrapping import width_of

ROOT = Path(__file__).resolve().parents[1]
CITY = ROOT / "samples" / "digital-economy-plan.txt"
NEWS = ROOT / "samples" / "cluster-plan-news.md"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs `planscan explain` in this process, for its exit code, output and errors."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main(["explain", *map(str, arguments)])
        printed = capsysbinary.readouterr()
        return code, printed.out.decode(), printed.err.decode()

    return call


def one_of_each(path: Path) -> list[str]:
    """Return the id of the first record of each kind that a document has."""
    plan = analyze(read(path))
    kinds = ("tasks", "measures", "goals", "targets", "structures", "declared", "rejected")
    return [getattr(plan, kind)[0].id for kind in kinds if getattr(plan, kind)]


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_people_see_the_words_marked_and_no_line_is_too_wide(
    run: Run, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    task = analyze(read(CITY)).tasks[2]
    code, out, err = run(CITY, *one_of_each(CITY), task.id)
    assert (code, err) == (0, "")
    assert max(map(width_of, out.splitlines())) <= int(columns)
    flat = re.sub(r"\s", "", out)
    assert f"【{task.marker}{task.title}】" in flat
    for words in (*(unit.text for unit in task.lead), *(action.text for action in task.actions)):
        assert words in flat
    for label in ("文件", "章节", "位置", "原文", "内容", "规则", "依据", "词条"):
        assert re.search(f"^{label}  ", out, re.MULTILINE)


def test_the_place_of_the_entry_is_where_it_stands(run: Run) -> None:
    _, out, _ = run(CITY, *one_of_each(CITY), "--json")
    found = [evidence for explanation in json.loads(out) for evidence in explanation["evidence"]]
    assert len(found) > 5
    for evidence in found:
        line = (ROOT / evidence["file"]).read_text(encoding="utf-8").splitlines()[evidence["line"] - 1]
        assert re.search(rf"id: {re.escape(evidence['entry'])}\b", line)


def test_programs_get_what_the_schema_says(run: Run) -> None:
    ids = one_of_each(NEWS)
    code, out, _ = run(NEWS, *ids, "--json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    assert [explanation["record"]["id"] for explanation in found] == ids
    definitions = json_schema()["$defs"]
    for explanation in found:
        schema = {"$ref": "#/$defs/Explanation", "$defs": definitions}
        jsonschema.Draft202012Validator(schema).validate(explanation)
        broken = {**explanation, "record": {"id": explanation["record"]["id"]}}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(schema).validate(broken)
    _, lines, _ = run(NEWS, *ids, "--format", "jsonl")
    assert [json.loads(line) for line in lines.splitlines()] == found


def test_markdown_is_a_list_below_a_heading(run: Run) -> None:
    id_ = one_of_each(NEWS)[0]
    _, out, _ = run(NEWS, id_, "--format", "markdown")
    lines = out.splitlines()
    assert lines[0].startswith(f"## {id_}")
    assert "- **词条**" in lines
    assert all(re.match(r" *- |##|$", line) for line in lines)


def test_an_unknown_id_costs_no_other(run: Run) -> None:
    (good, *_) = one_of_each(CITY)
    code, out, err = run(CITY, "target-1", good, "wish-1")
    assert code == 1
    assert good in out
    first, second = err.splitlines()
    assert str(CITY) in first
    assert re.search(r"没有 target-1 这一条，相近的有 target-\d+、.*\[unknown-id\]$", first)
    assert "没有 wish-1 这一条" in second


def test_an_id_asked_twice_is_explained_once(run: Run) -> None:
    (id_, *_) = one_of_each(CITY)
    assert run(CITY, id_, id_, "--json") == run(CITY, id_, "--json")


def test_what_is_piped_in_is_explained(planscan: Callable[..., Any]) -> None:
    id_ = one_of_each(CITY)[0]
    named = json.loads(planscan("explain", "-", id_, "--json", input=CITY.read_bytes()).stdout)
    left_out = json.loads(planscan("explain", id_, "--json", input=CITY.read_bytes()).stdout)
    assert named == left_out
    assert named[0]["document"] == "-"


@pytest.mark.parametrize(
    ("arguments", "words"),
    {
        (): "编号",
        (str(CITY),): "编号",
        (str(ROOT / "samples"), "unit-1"): "文件夹",
        (str(CITY), "unit-1", "--csv"): "多层",
        (str(CITY), "unit-1", "-o", "a.xlsx"): "多层",
        (str(CITY), "unit-1", "--jobs", "0"): "--jobs",
        ("unit-1", "--files-from", "list.txt"): "--files-from",
        (str(ROOT / "samples" / "*.txt"), "unit-1"): "不止一份",
    }.items(),
    ids=str,
)
def test_wrong_usage_is_one_sentence(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert words in line
    assert line.endswith("[usage]")


def test_a_file_that_is_not_there(run: Run) -> None:
    code, out, err = run("absent.txt", "unit-1")
    assert (code, out) == (1, "")
    assert "[missing-input]" in err


def test_a_users_entry_is_named_with_its_own_file(run: Run, tmp_path: Path) -> None:
    own, plan = tmp_path / "own.yaml", tmp_path / "plan.txt"
    own.write_text(
        "roles:\n- {id: roles.task.own, role: task, strength: strong, scope: [title], terms: [攻坚清单]}\n",
        "utf-8",
    )
    plan.write_text("某市发展规划\n一、攻坚清单\n（一）修路。新建道路。\n二、保障措施\n加强领导。\n", "utf-8")
    code, out, _ = run(plan, analyze(read(plan)).outline[0].id, "--lexicon", own, "--json")
    assert code == 0
    (told,) = json.loads(out)
    assert told["reasons"][0]["cues"][0]["entry"] == "roles.task.own"
    assert [cue["text"] for cue in told["reasons"][0]["cues"]] == ["攻坚清单"]


def test_a_document_of_an_archive_or_table_has_the_name_that_rows_give_it(run: Run, tmp_path: Path) -> None:
    text = CITY.read_text(encoding="utf-8")
    id_ = one_of_each(CITY)[0]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("城/规划.txt", text)
        archive.writestr("乡.txt", "某县发展规划\n一、发展目标\n到2030年，体系更加完善。\n")
    table = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name in ("甲", "乙")]
    (tmp_path / "a.jsonl").write_text("\n".join(table), encoding="utf-8")
    plain = json.loads(run(CITY, id_, "--json")[1])[0]
    for name in ("a.zip!/城/规划.txt", "a.jsonl#乙"):
        code, out, _ = run(tmp_path / name, id_, "--json")
        assert code == 0
        (told,) = json.loads(out)
        assert told == {**plain, "document": str(tmp_path / name)}
    code, out, err = run(tmp_path / "a.zip!/村.txt", id_)
    assert (code, out) == (1, "")
    assert "[missing-input]" in err
    assert run(tmp_path / "a.zip", id_)[0] == 2
