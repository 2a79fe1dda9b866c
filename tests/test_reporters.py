"""The formats: cells that come back as they were, cells that do no harm, lines and screens that fit."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planscan.analyzers import Plan, analyze, read
from planscan.analyzers.names import encodable
from planscan.analyzers.readers import read_bytes
from planscan.cli.main import main
from planscan.cli.reporters.budget import choose
from planscan.cli.reporters.delimited import cell_text, csv_lines, disarmed, tsv_lines
from planscan.cli.reporters.markdown import escaped
from planscan.cli.reporters.summaries import SCREEN, summary
from planscan.cli.reporters.tables import share
from planscan.cli.safety import one_line, printable, tame
from planscan.cli.wrapping import clip, width_of, wrap

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*[!E].*"))
NEWS = ROOT / "samples" / "cluster-plan-news.md"
CITY = ROOT / "samples" / "digital-economy-plan.txt"

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TABLES = st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1)
CHINESE = st.text("发展目标的，。、（）“”《》abc 5G-A3+3.5%\n…—：；", max_size=200)


@given(TABLES)
def test_csv_comes_back_as_it_was(table: list[list[str]]) -> None:
    assert list(csv.reader(io.StringIO(csv_lines(table), newline=""), strict=True)) == table


@given(TABLES)
def test_tsv_has_one_line_a_row_and_comes_back(table: list[list[str]]) -> None:
    lines = tsv_lines(table).split("\n")
    assert lines.pop() == ""
    unescape = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
    rows = [
        [re.sub(r"\\.", lambda hit: unescape[hit.group()], cell) for cell in line.split("\t")]
        for line in lines
    ]
    assert rows == table


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (Decimal("1.4E+12"), "1400000000000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("3.50"), "3.50"),
        ((), ""),
        (("甲", "乙"), "甲；乙"),
        ((("甲", "乙"), ("丙",)), "甲；乙 | 丙"),
    ],
)
def test_cells_are_plain(cell: object, text: str) -> None:
    assert cell_text(cell) == text  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－2+3", "－甲"]
)
def test_formulas_are_disarmed(text: str) -> None:
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3.5%", "-1,000.5", "甲=乙", "", "3+3+2", "——甲", "'=1"])
def test_numbers_and_words_stay(text: str) -> None:
    assert disarmed(text) == text


def test_spreadsheets_get_a_mark_and_harmless_cells(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    plan = tmp_path / "=cmd.txt"
    plan.write_text("一、主要任务\n=HYPERLINK(1)，（一）建设园区。\n", encoding="utf-8")
    main(["outline", str(plan), "--excel"])
    shown = capsysbinary.readouterr().out
    assert shown.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(shown.decode("utf-8-sig"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+@") or re.match(r"-\D", cell)]


@given(TEXTS)
def test_markdown_cells_stay_on_their_line(text: str) -> None:
    cell = escaped(text)
    assert "\n" not in cell
    assert not re.search(r"(?<!\\)(?:\\\\)*\|", cell)


def test_json_is_an_array_even_of_nothing(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.txt").write_text("雨停了。\n", encoding="utf-8")
    for arguments, wanted in ((["--json"], []), (["--format", "jsonl"], None)):
        main(["goals", str(tmp_path / "a.txt"), *arguments])
        shown = capsysbinary.readouterr().out
        assert json.loads(shown) == wanted if wanted is not None else shown == b""


@given(CHINESE, st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert max(map(width_of, lines)) <= width
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


@given(
    CHINESE.filter(lambda text: not re.search(r"[，。、：；）”》…—%.()“《（]{4}", text)), st.integers(14, 60)
)
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    for part in text.split("\n"):
        lines = wrap(part.strip(), width)
        assert not [line for line in lines[1:] if line[:1] in set("，。、：；）”》")]


@given(CHINESE, st.integers(1, 60))
def test_clipped_text_fits(text: str, width: int) -> None:
    line = one_line(text)
    assert width_of(clip(line, width)) <= width
    assert clip(line, width) == line or clip(line, width).endswith("…")


@given(st.lists(st.integers(1, 200), min_size=1, max_size=4), st.integers(0, 200))
@example([8, 2, 15], 22)
@example([20, 2, 2], 30)
def test_columns_share_the_room(wanted: list[int], room: int) -> None:
    widths = share(room, wanted, [1 + place for place in range(len(wanted))])
    assert all(width <= want for width, want in zip(widths, wanted, strict=True))
    assert all(width >= min(8, want) for width, want in zip(widths, wanted, strict=True))
    assert sum(widths) <= max(room, sum(min(8, want) for want in wanted))
    assert sum(widths) >= min(room, sum(wanted)) - len(wanted)
    assert sum(wanted) > room or widths == wanted


SIZES = st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=8, unique=True).map(sorted), max_size=6)


@given(SIZES, st.integers(0, 60))
def test_a_budget_is_kept_and_used(sizes: list[list[int]], budget: int) -> None:
    chosen = choose(sizes, budget)
    used = sum(versions[place] for versions, place in zip(sizes, chosen, strict=True))
    shortest = sum(versions[0] for versions in sizes)
    assert used <= max(budget, shortest)
    for versions, place in zip(sizes, chosen, strict=True):
        assert place + 1 == len(versions) or used - versions[place] + versions[place + 1] > budget


def screen(plan: Plan, width: int) -> list[str]:
    """Return the lines of a summary on a screen of that width, without their colours."""
    return ["".join(piece for piece, _ in line) for line in summary(plan, width)]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_summary_fits_the_screen(path: Path, width: int) -> None:
    lines = screen(analyze(read_bytes(path.read_bytes(), path.name)), width)  # wherever the checkout lies
    assert len(lines) <= SCREEN
    assert not [line for line in lines[3:] if width_of(line) > max(width, 60)]


def test_a_summary_shows_what_the_plan_says() -> None:
    plan = analyze(read(NEWS))
    text = "\n".join(screen(plan, 120))
    assert "3+3+2" in text
    flat = re.sub(r"\s", "", text)
    structure = next(structure for structure in plan.structures if structure.notation == "3+3+2")
    members = [member.text for group in structure.groups for member in group.members]
    assert members
    assert not [member for member in members if member not in flat]
    tasks = [task for task in plan.tasks if task.leaf]
    assert not [task.title for task in tasks if task.title not in flat]
    actions = [action.text for task in tasks for action in task.actions]
    assert not [action for action in actions if action not in flat]
    assert text.count("✓") == len(plan.declared)


def long_plan(chapters: int, tasks: int) -> bytes:
    """Return a plan with so many chapters of so many tasks."""
    digits = "一二三四五六七八九十"
    lines = ["云泽市产业发展规划", "第一章 发展目标", "到2030年，建成现代产业体系。"]
    for chapter in range(chapters):
        lines.append(f"第{digits[chapter + 1]}章 提升产业创新能力{chapter}")
        for task in range(tasks):
            lines.append(f"第{digits[task]}节 建设创新平台{chapter}号{task}")
            lines.append("支持企业建设研发机构，推动平台开放共享，完善服务体系。")
    return "\n".join(lines).encode()


def test_a_long_plan_is_summed_up_by_chapter() -> None:
    plan = analyze(read_bytes(long_plan(8, 9), "long.txt"))
    tasks = sum(task.leaf for task in plan.tasks)
    assert tasks == 72
    text = "\n".join(screen(plan, 100))
    assert text.count("（9 条）") == 8
    assert "共 72 条，见 planscan tasks" in text


def test_the_last_line_says_how_far_to_trust_the_result() -> None:
    plan = analyze(read(CITY))
    text = re.sub(r"\s", "", "".join(screen(plan, 100)).rpartition("可信")[2])
    bare = sum(task.leaf and not task.lead and not task.units for task in plan.tasks)
    assert re.search(r"\d+%的文字", text)
    assert f"{sum(task.leaf for task in plan.tasks)}条任务中{bare}条无责任单位" in text
    assert f"排除的数字{len(plan.rejected)}个" in text


@given(st.text())
def test_nothing_unprintable_is_printed(text: str) -> None:
    assert "\n" not in printable(text)
    for made in (printable(text), tame(text), one_line(text)):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", made)
    encodable(text).encode("utf-8")


@pytest.mark.parametrize("text", ["规划（2026—2030年）.txt", "a b/c-d_é.md", "😀"])
def test_ordinary_names_stay_as_they_are(text: str) -> None:
    assert printable(text) == encodable(text) == text
