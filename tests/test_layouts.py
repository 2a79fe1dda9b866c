"""A structure is written out at random in the layouts that plans use, and must be solved back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planscan.analyzers import analyze
from planscan.analyzers.readers import read_bytes

HAN = "零一二三四五六七八九"
LABELS = ("优势产业", "新兴产业", "未来产业", "特色产业")
VERBS = ("做强", "壮大", "培育", "发展")
NAMES = (
    "工程机械", "轨道交通", "航空动力", "电子信息", "新型显示", "生物医药", "高端装备", "绿色食品", "现代纺织",
    "节能环保", "精细化工", "智能家电", "海洋装备", "特种钢材", "数字创意", "低空经济", "量子信息", "人形机器人",
    "新型储能", "现代物流", "先进陶瓷", "北斗应用", "基因技术", "深海开发",
)  # fmt: skip


class Plan(NamedTuple):
    """A structure as a test wants it: the members of each digit."""

    groups: tuple[tuple[str, ...], ...]

    @property
    def notation(self) -> str:
        """Return the formula: how many members each group has."""
        return "+".join(str(len(group)) for group in self.groups)


def counted(number: int, label: str) -> str:
    """Return how a group is announced (三大优势产业)."""
    return ("两" if number == 2 else HAN[number]) + f"大{label}"


def parts(plan: Plan) -> list[tuple[str, str, str, str]]:
    """The verb, members, counted phrase and label of each group."""
    return [
        (verb, "、".join(group), counted(len(group), label), label)
        for group, label, verb in zip(plan.groups, LABELS, VERBS, strict=False)
    ]


def before(plan: Plan) -> str:
    """Return a sentence in which members and counts stand before the formula."""
    frames = "，".join(f"以{members}{phrase}为支撑" for _, members, phrase, _ in parts(plan))
    return f"全市加快构建{frames}的“{plan.notation}”现代产业体系。"


def framed(plan: Plan) -> str:
    """Return a sentence in which members alone stand before the formula."""
    frames = "，".join(f"以{members}为重点" for _, members, _, _ in parts(plan))
    return f"全市加快构建{frames}的“{plan.notation}”现代产业体系。"


def namely(plan: Plan) -> str:
    """Return a sentence that goes on with the lists (即)."""
    lists = "，".join(f"{members}{phrase}" for _, members, phrase, _ in parts(plan))
    return f"全市聚焦“{plan.notation}”现代产业体系，即{lists}。"


def bracketed(plan: Plan) -> str:
    """Return a sentence that has the members in brackets behind each count."""
    lists = "，".join(f"{verb}{phrase}（{members}）" for verb, members, phrase, _ in parts(plan))
    return f"全市打造“{plan.notation}”现代产业体系，{lists}。"


def explained(plan: Plan) -> str:
    """Return a text that says what each digit means (是指)."""
    lists = "；".join(f"“{len(group)}”是指{'、'.join(group)}" for group in plan.groups)
    return f"全市打造“{plan.notation}”现代产业体系。其中，{lists}。"


def following(plan: Plan) -> str:
    """Return a text in which each group has a sentence behind that of the formula."""
    sentences = "".join(f"{verb}{members}{phrase}。" for verb, members, phrase, _ in parts(plan))
    return f"全市打造“{plan.notation}”现代产业体系。{sentences}"


def quoted(plan: Plan) -> str:
    """Return a sentence that has each count in quotation marks behind its members."""
    lists = "，".join(f"{verb}{members}“{phrase}”" for verb, members, phrase, _ in parts(plan))
    return f"全市打造“{plan.notation}”现代产业体系，{lists}。"


def arabic(plan: Plan) -> str:
    """Return a sentence that counts in Arabic digits, with a full-width plus in the formula."""
    lists = "，".join(
        f"{verb}{members}等{len(group)}个{label}"
        for (verb, members, _, label), group in zip(parts(plan), plan.groups, strict=True)
    )
    return f"全市打造“{plan.notation.replace('+', '＋')}”现代产业体系，{lists}。"


def enumerated(plan: Plan) -> str:
    """Return a text that enumerates the groups (一是, 二是)."""
    items = "".join(
        f"{HAN[i]}是{verb}{phrase}。重点发展{members}。"
        for i, (verb, members, phrase, _) in enumerate(parts(plan), 1)
    )
    return f"全市打造“{plan.notation}”现代产业体系。具体包括：{items}"


def outlined(plan: Plan) -> str:
    """Return a chapter with a heading for each group and an item for each member."""
    lines = [f"一、打造“{plan.notation}”现代产业体系"]
    for i, ((verb, _, phrase, _), group) in enumerate(zip(parts(plan), plan.groups, strict=True), 1):
        lines.append(f"（{HAN[i]}）{verb}{phrase}")
        lines += [
            f"{k}.{name}产业。建设示范基地，完善产业链条，提升协作配套水平。"
            for k, name in enumerate(group, 1)
        ]
    return "\n".join([*lines, "二、保障措施", "加强组织领导，落实各方责任。"])


def subjects(plan: Plan) -> str:
    """Return an enumeration in which each member begins a sentence of its own."""
    items: list[str] = []
    for i, ((verb, _, phrase, _), group) in enumerate(zip(parts(plan), plan.groups, strict=True), 1):
        bodies = "".join(f"{name}产业，加快建设示范基地。" for name in group)
        items.append(f"{HAN[i]}是{verb}{phrase}。{bodies}")
    return f"全市打造“{plan.notation}”现代产业体系。具体包括：" + "".join(items)


def digits(plan: Plan) -> str:
    """Return a sentence whose formula has no plus signs."""
    return namely(plan).replace(plan.notation, plan.notation.replace("+", ""))


def spaced(plan: Plan) -> str:
    """Return a sentence whose formula has blanks around its plus signs."""
    return bracketed(plan).replace(plan.notation, plan.notation.replace("+", " + "))


LAYOUTS: tuple[Callable[[Plan], str], ...] = (
    before, framed, namely, bracketed, explained, following, quoted, arabic, enumerated, outlined, subjects,
    digits, spaced,
)  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw two to four groups of two to five members, no member twice."""
    sizes = draw(st.lists(st.integers(2, 5), min_size=2, max_size=4))
    names = draw(st.permutations(NAMES))
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    return Plan(tuple(tuple(names[start : start + size]) for start, size in zip(starts, sizes, strict=True)))


def solved(text: str) -> list[list[list[str]]]:
    """The groups of each structure that is found, without the noun that some layouts add to a member."""
    found = analyze(read_bytes(text.encode(), "case.txt")).structures
    return [[[m.text.removesuffix("产业") for m in group.members] for group in s.groups] for s in found]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@settings(max_examples=25)
@given(plan=plans())
def test_a_structure_is_solved_back_from_its_layout(layout: Callable[[Plan], str], plan: Plan) -> None:
    assume(layout is not digits or len(plan.groups) > 2)  # two digits are not told from a number
    assume(layout is not following or len(plan.groups) < 4)  # only the next sentences are looked at
    assert solved(layout(plan)) == [[list(group) for group in plan.groups]]


@given(plans())
def test_members_that_disagree_with_the_digits_solve_nothing(plan: Plan) -> None:
    wrong = "+".join(str(len(group) + 5) for group in plan.groups)
    assert solved(before(plan).replace(plan.notation, wrong)) == [[]]
