"""`planscan lexicon` and `--lexicon`: what planscan knows can be listed, shown, checked and added to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from planscan.analyzers.explaining.entry_types import entry_type
from planscan.cli.main import main
from planscan.lexicons import default_lexicon
from planscan.lexicons.overlays import lexicon_names, shipped

ENTRY = "- {id: roles.task.own, role: task, strength: strong, scope: [title], terms: [攻坚清单], examples: [%s]%s}"
PLAN = "某市发展规划\n一、攻坚清单\n（一）修路。新建道路。\n二、保障措施\n（一）加强领导。健全机制。\n"
BROKEN = {
    "unknown-key": ("roles:\n  " + ENTRY % ("年度攻坚清单", ", colour: red"), 2, "colour"),
    "duplicate-id": (f"roles:\n  {ENTRY % ('攻坚清单', '')}\n  {ENTRY % ('攻坚清单', '')}", 3, "重复"),
    "duplicate-key": ("roles:\n  " + ENTRY % ("攻坚清单", ", role: task"), 2, "重复"),
    "no-match": ("roles:\n  " + ENTRY % ("重点工作", ""), 2, "不匹配"),
    "counter-match": (
        "roles:\n  " + ENTRY % ("攻坚清单", ", counter_examples: [攻坚清单]"),
        2,
        "却匹配",
    ),
    "unknown-lexicon": ("rules: []", 1, "没有 rules 这个词库"),
    "not-yaml": ("roles: [\n  - {", 2, "YAML"),
    "misspelt-lexicon": ("rolls:\n- id: rolls.x", 1, "相近的有 roles"),
    "word-outside-vocabulary": (
        "roles:\n  " + (ENTRY % ("攻坚清单", "")).replace("role: task", "role: todo"),
        2,
        "task",
    ),
    "missing-key": ("roles:\n  - {id: roles.x, role: task, scope: [title]}", 2, "缺少 strength 这个键"),
    "not-a-list": (
        "roles:\n  - {id: roles.x, role: task, strength: weak, scope: [title], terms: 清单}",
        2,
        "应是列表",
    ),
    "not-an-entry": ("roles:\n- 攻坚清单", 2, "应是键和值"),
    "full-width": (
        "roles:\n  " + ENTRY.replace("攻坚清单", "Ａ类清单") % ("Ａ类清单", ""),
        2,
        "请改为“A类清单”",
    ),
    "empty-term": ("roles:\n  " + ENTRY.replace("攻坚清单", "''") % ("清单", ""), 2, "是空的"),
    "groups": ("activities:\n- {id: activities.own, use: due, patterns: [20..年底]}", 2, "(?P<year>…)"),
    "pattern": ("roles:\n  " + ENTRY % ("攻坚清单", ", patterns: ['(']"), 2, "正则式"),
}


@pytest.mark.parametrize("name", lexicon_names())
def test_the_shipped_entries_are_of_the_class_that_their_file_is_checked_by(name: str) -> None:
    entries = default_lexicon().table(name, entry_type(name))
    assert [entry.id for entry in entries] == [located.id for located in shipped(name)]


def test_the_shipped_lexicons_are_sound(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["lexicon", "check"]) == 0
    assert capsysbinary.readouterr().out.decode() == "词库没有问题\n"


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named_with_line_and_remedy(
    case: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text, line, words = BROKEN[case]
    (own := tmp_path / "own.yaml").write_text(text + "\n", encoding="utf-8")
    (plan := tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert main(["lexicon", "check", str(own)]) == 1
    assert f"{own}:{line}：" in (said := capsysbinary.readouterr().out.decode())
    assert words in said
    assert main(["outline", str(plan), "--lexicon", str(own)]) == 2
    told = capsysbinary.readouterr()
    assert not told.out
    assert f"{own}:{line}：" in told.err.decode()
    assert "[broken-lexicon]" in told.err.decode()


def test_a_users_entry_changes_the_result_and_its_digest(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    own, plan = tmp_path / "own.yaml", tmp_path / "plan.txt"
    own.write_text("roles:\n  " + (ENTRY % ("攻坚清单", "")).replace("role: task", "role: measure"), "utf-8")
    plan.write_text(PLAN, encoding="utf-8")
    results = []
    for extra in ([], ["--lexicon", str(own)]):
        assert main(["extract", str(plan), *extra]) == 0
        results.append(json.loads(capsysbinary.readouterr().out)[0])
    before, after = results
    assert next(unit["role"] for unit in before["outline"]) == "task"
    assert next(unit["role"] for unit in after["outline"]) == "measure"
    assert before["planscan"]["lexicon"]["digest"] != after["planscan"]["lexicon"]["digest"]


def test_list_and_show(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["lexicon", "list", "roles"]) == 0
    ids = capsysbinary.readouterr().out.decode().split()
    assert ids == [entry.id for entry in shipped("roles")]
    assert main(["lexicon", "show", ids[0]]) == 0
    assert f"id: {ids[0]}" in capsysbinary.readouterr().out.decode()
    assert main(["lexicon", "list"]) == 0
    assert f"digest\t{default_lexicon().digest}" in capsysbinary.readouterr().out.decode()
    assert main(["lexicon", "show", "roles.backgrund"]) == 2
    assert "roles.background" in capsysbinary.readouterr().err.decode()


def test_show_names_the_rules_that_read_the_entry_and_stays_yaml(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["lexicon", "show", "goals.result"]) == 0
    printed = capsysbinary.readouterr().out.decode()
    assert yaml.safe_load(printed)["id"] == "goals.result"
    assert {"#   goals.item", "#   goals.sentence"} <= {
        line.partition("：")[0] for line in printed.splitlines()
    }
    assert main(["lexicon", "show", shipped("encodings")[0].id]) == 0
    assert "#" not in capsysbinary.readouterr().out.decode()


def test_text_takes_a_lexicon_only_for_words(planscan, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(
        "words:\n  - id: words.own\n    terms: [云泽新区]\n    examples: [建设云泽新区]\n", encoding="utf-8"
    )
    done = planscan("text", "--lexicon", str(own), input="建设云泽新区".encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert "--words" in done.stderr.decode()


def test_what_serves_reading_cannot_be_changed(planscan, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("wrapping:\n  - id: wrapping.own\n    terms: [的]\n", encoding="utf-8")
    done = planscan("tasks", "--lexicon", str(own), input="一、主要任务\n".encode())
    assert done.returncode == 2
    assert f"{own}:1" in done.stderr.decode()
