"""Numbered structures as trees, as rows of members, and as text for Mermaid and Graphviz."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze, read
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.rows.member_rows import member_columns, member_rows
from planscan.cli.main import main
from planscan.cli.reporters.diagrams import dot_label, mermaid_label, nodes
from planscan.cli.reporters.nesting import forest
from planscan.cli.wrapping import width_of

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NEWS = SAMPLES / "cluster-plan-news.md"
LAID_OUT = (
    "发展规划\n"
    "打造“2+1”产业体系，即航空装备、电子信息两大主导产业，氢能一个未来产业。\n"
    "航空装备，加快形成“一核两翼”的产业布局。电子信息，优化“双园多点”布局。\n"
    "支持云南“三区两带”布局。做强“2+3”产业集群，壮大钢铁、石化两大支柱产业。"
)
EVIL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0x2FF) | st.sampled_from("核带“”、（")
)

_MERMAID_LINE = re.compile(
    r'  (?:(?P<parent>[a-z0-9]+) --> )?(?P<name>[a-z0-9]+)(?:\[\["|\(\["|\["|\(")(?P<label>[^"]+)"[\])]{1,2}'
)
_DOT_NODE = re.compile(
    r'  (?P<name>[a-z0-9]+) \[label="(?P<label>(?:[^"\\]|\\["\\])*)", (?P<look>[a-z=, ]+)\];'
)
_DOT_EDGE = re.compile(r"  (?P<parent>[a-z0-9]+) -> (?P<name>[a-z0-9]+);")


def printed(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> str:
    """Return what the program prints."""
    assert main([str(argument) for argument in arguments]) == 0
    return capsysbinary.readouterr().out.decode()


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    """Return the path of a plan that lays its structure out."""
    path = tmp_path / "plan.txt"
    path.write_text(LAID_OUT, encoding="utf-8")
    return path


def test_layouts_belong_to_the_member_or_the_place_that_they_are_layouts_of() -> None:
    structures = analyze(read_bytes(LAID_OUT.encode(), "case.txt")).structures
    owners = {s.notation: s.belongs_to.text if s.belongs_to else None for s in structures}
    assert owners == {
        "2+1": None,
        "一核两翼": "航空装备",
        "双园多点": "电子信息",
        "三区两带": "云南",
        "2+3": None,
    }
    assert [root.notation for root in forest(structures).roots] == ["2+1", "三区两带", "2+3"]


def test_the_layouts_of_the_seed_belong_to_its_clusters(shared: Path) -> None:
    (path,) = (shared / "corpus").glob("000_*")
    owners = {s.notation: s.belongs_to and s.belongs_to.text for s in analyze(read(path)).structures}
    assert owners["一体两翼多向延伸"] == "工程机械集群"
    assert owners["一核聚集、一极支撑、多点联动"] == "先进轨道交通装备集群"
    assert owners["双核多点"] == "中小航空发动机及航空航天装备集群"
    assert owners["两芯一生态"] == "电子信息集群"


def test_a_tree_shows_groups_what_is_missing_and_layouts_below_their_members(
    laid_out: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    lines = printed(capsysbinary, "structure", laid_out).splitlines()
    assert lines[2].startswith("2+1 产业体系（产业）  structure-")
    assert lines[3] == "├ 2 两大主导产业：航空装备、电子信息"
    assert lines[4].startswith("│ · 一核两翼 产业布局（空间，只见名称，属航空装备）  structure-")
    assert lines[5].startswith("│ · 双园多点 布局（空间，只见名称，属电子信息）  structure-")
    assert lines[6] == "└ 1 一个未来产业：氢能"
    assert lines[8].startswith("三区两带 布局（空间，只见名称，属云南）")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_tree_fits_the_terminal(
    width: int, laid_out: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for path in (NEWS, laid_out):
        _, *lines = printed(capsysbinary, "structure", path).splitlines()
        assert not [line for line in lines if width_of(line) > width]


def test_a_row_a_member_says_which_digit_it_stands_behind(
    laid_out: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsysbinary, "structure", laid_out, "--csv"))))
    wanted = ("notation", "digit", "count", "found", "group_label", "member", "belongs_to", "status")
    assert [tuple(row[name] for name in wanted) for row in rows[:4]] == [
        ("2+1", "1", "2", "2", "两大主导产业", "航空装备", "", "resolved"),
        ("2+1", "1", "2", "2", "两大主导产业", "电子信息", "", "resolved"),
        ("2+1", "2", "1", "1", "一个未来产业", "氢能", "", "resolved"),
        ("一核两翼", "", "", "", "", "", "航空装备", "named"),
    ]
    text = read(laid_out).text
    for row in filter(lambda row: row["member"], rows):
        assert text[int(row["member_start"]) : int(row["member_end"])] == row["member"]
        assert text[int(row["start"]) : int(row["end"])] == row["text"]


def test_rows_hold_all_members_that_json_nests(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for path in sorted(SAMPLES.glob("*.[mt]*")):
        plan = analyze(read(path))
        names = [column.name for column in member_columns()]
        rows = [dict(zip(names, row, strict=True)) for row in member_rows(plan, plan.structures)]
        nested = json.loads(printed(capsysbinary, "structure", path, "--json"))
        members = [(s["id"], m["text"]) for s in nested for g in s["groups"] for m in g["members"]]
        assert [(row["id"], row["member"]) for row in rows if row["member"]] == members
        assert {row["id"] for row in rows} == {structure["id"] for structure in nested}


def test_what_a_group_lacks_is_said() -> None:
    text = "打造“3+2”产业体系，即钢铁、石化、有色三大支柱产业，氢能、储能、低空经济等两大新兴产业。"
    (structure,) = analyze(read_bytes(text.encode(), "case.txt")).structures
    assert structure.status == "partial"
    assert [(group.count, group.found) for group in structure.groups] == [(3, 3), (2, 3)]


@given(EVIL)
def test_mermaid_shows_a_label_as_it_is(text: str) -> None:
    label = mermaid_label(text)
    assert not set('"<>`{}[]|\\*_%&') & set(label)
    assert not re.match(r"\s*(?:\d+[.)]|[+-])\s", label)
    assert re.sub(r"#(\d+);", lambda hit: chr(int(hit.group(1))), label) == text


@given(EVIL)
def test_graphviz_shows_a_label_as_it_is(text: str) -> None:
    label = dot_label(text)
    inner = re.fullmatch(r'"((?:[^"\\]|\\["\\])*)"', label)
    assert inner
    assert html.unescape(re.sub(r"\\(.)", r"\1", inner.group(1)).replace("&amp;", "\0")).replace(
        "\0", "&"
    ) == (html.unescape(text.replace("&", "\0")).replace("\0", "&"))


def test_both_diagrams_hold_every_box_under_its_own(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    boxes = {node.name: node for node in nodes(analyze(read(NEWS)), "d1")}
    assert "海洋工程装备集群" in {node.words for node in boxes.values()}
    first, *lines = printed(capsysbinary, "structure", NEWS, "--format", "mermaid").splitlines()
    assert first == "flowchart LR"
    drawn = [_MERMAID_LINE.fullmatch(line) for line in lines]
    assert {hit["name"]: hit["parent"] for hit in drawn if hit} == {n.name: n.parent for n in boxes.values()}
    assert all(drawn)
    first, _, *lines, last = printed(capsysbinary, "structure", NEWS, "--format", "dot").splitlines()
    assert (first, last) == ("digraph planscan {", "}")
    labels = [hit for line in lines if (hit := _DOT_NODE.fullmatch(line))]
    edges = [hit for line in lines if (hit := _DOT_EDGE.fullmatch(line))]
    assert len(labels) + len(edges) == len(lines)
    assert {hit["name"]: hit["label"] for hit in labels} == {n.name: n.words for n in boxes.values()}
    assert {hit["name"]: hit["parent"] for hit in edges} == {
        n.name: n.parent for n in boxes.values() if n.parent
    }


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    source = printed(capsysbinary, "structure", SAMPLES, "--format", "dot", "-q")
    done = subprocess.run(["dot", "-Tjson"], input=source.encode(), capture_output=True, check=True)
    labels = [box["label"] for box in json.loads(done.stdout)["objects"]]
    assert "海洋工程装备集群" in labels


def test_a_file_name_says_that_a_diagram_is_wanted(tmp_path: Path) -> None:
    for name, beginning in {"a.mmd": "flowchart", "a.dot": "digraph", "a.gv": "digraph"}.items():
        main(["structure", str(NEWS), "-o", str(tmp_path / name)])
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


@pytest.mark.parametrize(
    "arguments", [("--format", "dot"), ("--format", "mermaid"), ("-o", "a.mmd")], ids=" ".join
)
@pytest.mark.parametrize("command", ["tasks", "declared", "summarize", "targets"])
def test_only_structures_can_be_drawn(
    command: str, arguments: tuple[str, str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main([command, str(NEWS), *arguments]) == 2
    assert "只有 planscan structure 能画成" in capsysbinary.readouterr().err.decode()


def test_a_document_without_structures_has_no_box(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "a.txt").write_text("一、主要任务\n建设产业园区。\n", encoding="utf-8")
    assert printed(capsysbinary, "structure", tmp_path / "a.txt", "--format", "mermaid") == "flowchart LR\n"
    assert printed(capsysbinary, "structure", tmp_path / "a.txt", "--format", "dot").splitlines() == [
        "digraph planscan {", "  rankdir=LR;", "}",
    ]  # fmt: skip
