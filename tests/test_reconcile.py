"""What a plan says twice, what it contradicts itself in, and whether its growth leads to its levels."""

from __future__ import annotations

from pathlib import Path

from planscan.analyzers import analyze, read
from planscan.analyzers.model import Plan

HEAD = "某市软件产业发展规划（2026—2030年）\n\n一、发展基础\n\n{base}\n\n二、发展目标\n\n{goal}\n\n三、重点任务\n\n{task}\n"


def plan(tmp_path: Path, goal: str, base: str = "产业稳步发展。", task: str = "推进技术攻关。") -> Plan:
    """Return a plan with this goal, and with what it says of its base and in a task."""
    path = tmp_path / "plan.txt"
    path.write_text(HEAD.format(base=base, goal=goal, task=task), encoding="utf-8")
    return analyze(read(path))


def codes(found: Plan) -> list[str]:
    """Return the codes of a plan's messages."""
    return [message.code for message in found.messages]


def test_what_is_said_twice_points_to_the_first(tmp_path: Path) -> None:
    goal = "到2030年，软件业务收入达到500亿元。"
    task = "（一）做大规模。到2030年，全市软件业务收入达到500亿元。"
    first, second = plan(tmp_path, goal, task=task).targets
    assert (first.same_as, second.same_as) == (None, first.id)


def test_another_relation_is_another_target(tmp_path: Path) -> None:
    goal = "到2030年，软件业务收入达到500亿元。"
    task = "（一）做大规模。到2030年，软件业务收入达到500亿元以上。"
    assert [t.same_as for t in plan(tmp_path, goal, task=task).targets] == [None, None]


def test_values_that_exclude_each_other_are_a_message(tmp_path: Path) -> None:
    goal = "到2030年，软件业务收入达到500亿元。"
    task = "（一）做大规模。到2030年，软件业务收入达到600亿元。"
    assert codes(plan(tmp_path, goal, task=task)) == ["target-contradiction"]


def test_values_of_other_years_and_floors_below_contradict_nothing(tmp_path: Path) -> None:
    goal = "到2028年，软件业务收入达到400亿元。到2030年，软件业务收入突破500亿元。"
    task = "（一）做大规模。到2030年，软件业务收入达到520亿元。"
    assert codes(plan(tmp_path, goal, task=task)) == []


def test_a_base_in_the_review_is_linked_under_another_name(tmp_path: Path) -> None:
    base = "2025年，全市数字经济核心产业增加值占地区生产总值（GDP）比重达到7.8%。"
    found = plan(tmp_path, "到2030年，数字经济核心产业增加值占GDP比重达到10%。", base=base)
    (target,) = found.targets
    (history,) = found.rejected
    assert (float(target.base_value or 0), target.base_year, target.base_from) == (7.8, 2025, history.id)


def test_what_was_built_last_year_is_no_base_of_what_will_be_built(tmp_path: Path) -> None:
    found = plan(tmp_path, "到2030年，建设示范园区20个。", base="2025年，建设示范园区8个。")
    assert [t.base_from for t in found.targets] == [None]


def test_growth_that_leads_elsewhere_is_a_message(tmp_path: Path) -> None:
    base = "2025年，软件业务收入达到81.6亿元。"
    goal = "到2030年，软件业务收入达到160亿元，年均增长12%。"
    assert codes(plan(tmp_path, goal, base=base)) == ["target-growth-mismatch"]


def test_growth_that_leads_there_within_rounding_is_none(tmp_path: Path) -> None:
    base = "2025年，软件业务收入达到81.6亿元。"
    goal = "到2030年，软件业务收入达到144亿元，年均增长12%。"
    assert codes(plan(tmp_path, goal, base=base)) == []


def test_a_part_names_the_whole(tmp_path: Path) -> None:
    whole, part = plan(tmp_path, "到2030年，产业规模达到900亿元，其中平台软件规模超过300亿元。").targets
    assert (whole.part_of, part.part_of) == (None, whole.id)
