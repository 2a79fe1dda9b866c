"""Whatever structure is written, in whichever layout, is solved back into the same groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze
from planscan.analyzers.readers import read_bytes

Groups = Sequence[Sequence[str]]

NAMES = (
    "钢铁", "石化", "船舶", "造纸", "光伏制造", "风电装备", "集成电路", "智能网联汽车", "轨道交通装备", "生物医药", "现代种业",
    "食品加工", "家用电器", "新型显示", "高端铸造", "数控机床", "氢能", "新型储能", "低空经济", "生物制造", "深海装备", "量子信息",
    "碳纤维", "稀土功能材料", "绿色建材", "文化创意", "商务会展", "冷链物流",
)  # fmt: skip
LABELS = ("优势产业", "新兴产业", "未来产业", "特色产业")
CHINESE = "零一两三四五六七八九"
MARKS = "零一二三四五六七八九"


@st.composite
def structures(draw: st.DrawFn, least: int = 2) -> Groups:
    """Draw two to four groups of `least` to five members, no member twice."""
    counts = draw(st.lists(st.integers(least, 5), min_size=2, max_size=4))
    names = iter(draw(st.permutations(NAMES)))
    return [tuple(islice(names, count)) for count in counts]


def counted(groups: Groups) -> list[tuple[str, str]]:
    """Return each group as its announced count (三大优势产业) and its list."""
    return [(f"{CHINESE[len(g)]}大{label}", "、".join(g)) for g, label in zip(groups, LABELS, strict=False)]


def notation(groups: Groups) -> str:
    """Return the formula: how many members each group has."""
    return "+".join(str(len(group)) for group in groups)


def behind(groups: Groups) -> str:
    """Return a sentence in which members and counts stand behind the formula."""
    listed = "，".join(f"{members}{count}" for count, members in counted(groups))
    return f"全市构建“{notation(groups)}”现代产业体系，即{listed}。"


def before(groups: Groups) -> str:
    """Return a sentence in which members and counts stand before the formula."""
    words = ("引领", "支撑", "重点", "补充")
    framed = "，".join(
        f"以{members}{count}为{word}" for (count, members), word in zip(counted(groups), words, strict=False)
    )
    return f"开发区形成{framed}的“{notation(groups)}”现代产业体系。"


def in_brackets(groups: Groups) -> str:
    """Return a sentence that has the members in brackets behind each count."""
    listed = "，".join(f"做强{count}（{members}）" for count, members in counted(groups))
    return f"聚力打造“{notation(groups)}”产业集群，{listed}。"


def behind_colons(groups: Groups) -> str:
    """Return a text that has the members behind each count and a colon."""
    listed = "；".join(f"{count}：{members}" for count, members in counted(groups))
    return f"聚力打造“{notation(groups)}”产业集群。{listed}。"


def explained(groups: Groups) -> str:
    """Return a text that says what each digit means (是指)."""
    listed = "；".join(f"“{len(group)}”是指{'、'.join(group)}" for group in groups)
    return f"全省建立“{notation(groups)}”产业体系。其中，{listed}。"


def in_sentences(groups: Groups) -> str:
    """Return a text in which each of three groups at most has a sentence of its own (包括)."""
    listed = "".join(f"{count}包括{members}。" for count, members in counted(groups)[:3])
    return f"全省培育“{notation(groups[:3])}”产业体系。{listed}"


def outlined(groups: Groups) -> str:
    """Return a chapter with a heading for each group and an item for each member."""
    lines = [f"一、产业体系\n构建“{notation(groups)}”现代产业体系。"]
    for place, ((count, _), group) in enumerate(zip(counted(groups), groups, strict=True), 1):
        lines.append(f"（{MARKS[place]}）{count}")
        lines += [f"{n}.{name}。支持项目落地，壮大龙头企业。" for n, name in enumerate(group, 1)]
    return "\n".join(lines)


def in_titles(groups: Groups) -> str:
    """Return a chapter with a heading for each group and its members in the text below."""
    lines = [f"一、产业体系\n构建“{notation(groups)}”现代产业体系。"]
    for place, (count, members) in enumerate(counted(groups), 1):
        lines.append(f"（{MARKS[place]}）{count}\n重点发展{members}，推动集聚集约。")
    return "\n".join(lines)


def in_rows(groups: Groups) -> str:
    """Return a table with a row for each group."""
    rows = [f"{count}\t{members}" for count, members in counted(groups)]
    return "\n".join([f"构建“{notation(groups)}”现代产业体系，构成如下。", "类别\t产业", *rows])


def in_row_each(groups: Groups) -> str:
    """Return a table with a row for each member, whose group is named once."""
    cells = [
        f"{'' if place else label}\t{name}"
        for group, label in zip(groups, LABELS, strict=False)
        for place, name in enumerate(group)
    ]
    rows = [f"{number}\t{cell}" for number, cell in enumerate(cells, 1)]
    return "\n".join([f"构建“{notation(groups)}”现代产业体系，构成如下。", "序号\t类别\t产业", *rows])


def in_columns(groups: Groups) -> str:
    """Return a table with a column for each group."""
    return (
        f"构建“{notation(groups)}”现代产业体系，构成如下。\n"
        + "\t".join(count for count, _ in counted(groups))
        + "\n"
        + "\t".join(members for _, members in counted(groups))
    )


def in_endnote(groups: Groups) -> str:
    """Return a plan that explains its formula among the terms at its end."""
    listed = "；".join(f"“{len(group)}”指{'、'.join(group)}" for group in groups)
    return (
        f"一、总体要求\n构建“{notation(groups)}”产业体系。\n二、主要任务\n加快项目建设，优化营商环境。\n名词解释\n"
        f"1.“{notation(groups)}”产业体系：{listed}。"
    )


LAYOUTS: tuple[Callable[[Groups], str], ...] = (
    behind, before, in_brackets, behind_colons, explained, in_sentences, outlined, in_titles, in_rows, in_row_each,
    in_columns, in_endnote,
)  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(groups=structures())
def test_what_is_written_is_solved_back(layout: Callable[[Groups], str], groups: Groups) -> None:
    wanted = groups[:3] if layout is in_sentences else groups
    text = layout(groups)
    (structure,) = analyze(read_bytes(text.encode(), "case.txt")).structures
    assert structure.notation == notation(wanted)
    assert [tuple(m.text for m in group.members) for group in structure.groups] == [*map(tuple, wanted)]
    assert structure.status == "resolved"


@pytest.mark.parametrize(
    "layout", [behind, in_brackets, explained, outlined, in_rows], ids=lambda f: f.__name__
)
@given(groups=structures())
def test_digits_strung_together_are_parted_by_their_members(
    layout: Callable[[Groups], str], groups: Groups
) -> None:
    if len(groups) < 3:  # two digits are no formula
        groups = [*groups, ("海洋渔业", "海上风电")]
    text = layout(groups).replace(notation(groups), "".join(str(len(group)) for group in groups))
    (structure,) = analyze(read_bytes(text.encode(), "case.txt")).structures
    assert [tuple(m.text for m in group.members) for group in structure.groups] == [*map(tuple, groups)]
