"""What columns and the words of the closed vocabularies are called in Chinese, and what columns mean."""

from __future__ import annotations

from typing import NamedTuple


class Label(NamedTuple):
    """The name of a column for people.

    Attributes:
        chinese: its Chinese header.
        meaning: what it holds, for the documentation.
    """

    chinese: str
    meaning: str


COLUMNS: dict[str, Label] = {
    "document": Label("文件", "the document, under the name that the user gave it (`-` for standard input)"),
    "title_of_plan": Label("规划名称", "title of the plan, not of the notice or article that carries it"),
    "region": Label("地区", "the region that the plan covers, by its bare name"),
    "issued": Label("成文日期", "date of issue, ISO 8601, as precise as the document says"),
    "kind": Label("文种", "what sort of document it is: plan, action_plan, implementation, …"),
    "id": Label("编号", "id of the record: kind and start offset"),
    "path": Label("所在章节", "titles of the headings above the record, from the outermost, joined by ` > `"),
    "parent": Label("上级编号", "id of the outline unit above"),
    "level": Label("层级", "level in the outline, 1 is outermost"),
    "marker": Label("序号", "the number or mark of the unit as written: 一、 （一） 1. 一是 ——"),
    "title": Label("标题", "title of the unit without its marker; of the plan in an overview"),
    "title_start": Label("标题起", "offset of the title's first character"),
    "title_end": Label("标题止", "offset behind the title's last character"),
    "role": Label("作用", "what the unit does in the plan: goal, direction, task, measure, …"),
    "leaf": Label("末级", "whether the unit holds no others of its role"),
    "unit_end": Label("单元止", "offset behind the unit with all that it holds"),
    "lead": Label("牵头单位", "units that lead, as written"),
    "units": Label("责任单位", "the other responsible units, as written"),
    "unit_name": Label("单位名称", "a responsible unit as written, without white space"),
    "part": Label("分工", "the part of the unit: lead, responsible, cooperating, supervising"),
    "label": Label("分工原词", "the word that gives the unit its part, as written"),
    "inherited": Label("承上", "whether the part is stated for a unit of the outline above"),
    "name_start": Label("名称起", "offset of the first character of the unit's name"),
    "name_end": Label("名称止", "offset behind the unit's name"),
    "actions": Label("举措", "the verb-object phrases of the unit's body"),
    "year": Label("年份", "the year by which it holds"),
    "due": Label("期限", "the date by which it is to be done, ISO 8601, as precise as the text says"),
    "measure_kind": Label("措施类别", "safeguard, support or self"),
    "year_from": Label("年份出处", "where the year stands: clause, paragraph, section, period"),
    "indicator": Label("指标", "the noun phrase that is measured"),
    "indicator_start": Label("指标起", "offset of the indicator's first character"),
    "indicator_end": Label("指标止", "offset behind the indicator's last character"),
    "relation": Label("关系", "`>=`, `<=`, `=`, `~` or range"),
    "value": Label("数值", "the value, multiplied out of its magnitude"),
    "value_max": Label("数值上限", "upper end of a range"),
    "value_text": Label("数值原文", "the value as written"),
    "unit": Label("单位", "the unit as written, without the magnitude"),
    "measure_of": Label("口径", "level, growth, increment, multiple or rank"),
    "change": Label("升降", "up or down"),
    "year_bound": Label("年份界限", "before or end"),
    "base_value": Label("基期数值", "value of the base year"),
    "base_year": Label("基期年份", "the base year"),
    "base_from": Label("基期出处", "the id of the rejected number in the review that gives the base"),
    "constraint": Label("属性", "约束性 or 预期性"),
    "strength": Label("力度", "the word that says how firmly: 确保, 力争"),
    "approximate": Label("约数", "whether the value is approximate"),
    "part_of": Label("所属指标", "id of the target that this one is a part of"),
    "same_as": Label("同一指标", "id of the target that says the same elsewhere"),
    "comparator": Label("比较对象", "what a target without a number is compared with"),
    "source": Label("来源", "text or table"),
    "quote": Label("原文", "the words that state it"),
    "beneficiary": Label("扶持对象", "who is paid"),
    "beneficiary_start": Label("对象起", "offset of the beneficiary's first character"),
    "beneficiary_end": Label("对象止", "offset behind the beneficiary's last character"),
    "condition": Label("条件", "on which condition, without the 的 that closes it"),
    "condition_start": Label("条件起", "offset of the condition's first character"),
    "condition_end": Label("条件止", "offset behind the condition's last character"),
    "amount": Label("金额", "how much is paid; the lower end of a range"),
    "amount_max": Label("金额上端", "upper end of a range of what is paid"),
    "rate": Label("比例", "which share is paid, in per cent"),
    "rate_of": Label("计算基数", "what the share is a share of"),
    "rate_of_start": Label("基数起", "offset of the first character of what the share is of"),
    "rate_of_end": Label("基数止", "offset behind its last character"),
    "cap": Label("上限", "how much is paid at most"),
    "per": Label("计量", "for each of what: 每人每月"),
    "per_start": Label("计量起", "offset of its first character"),
    "per_end": Label("计量止", "offset behind its last character"),
    "form": Label("形式", "what the award is called: 一次性奖励"),
    "form_start": Label("形式起", "offset of its first character"),
    "form_end": Label("形式止", "offset behind its last character"),
    "notation": Label("结构", "the formula as written: 3+3+2, 一核两带"),
    "structure_kind": Label("结构类别", "industry, spatial, work or other"),
    "subject": Label("对象", "what the formula is a formula of"),
    "belongs_to": Label(
        "归属", "the member of another structure, or the place, that a layout is a layout of"
    ),
    "digit": Label("第几组", "place of the group in the formula, from 1"),
    "group_label": Label("组名", "what the group is called, where it has a name"),
    "member": Label("成员", "one member of the group; empty where the document lists none"),
    "member_start": Label("成员起", "offset of the member's first character"),
    "member_end": Label("成员止", "offset behind the member's last character"),
    "groups": Label("组成", "members of each group; groups are joined by ` | `"),
    "group_labels": Label("各组名称", "what the groups are called, where they have names"),
    "status": Label(
        "状态", "of a structure: resolved, partial, named; of a count: fulfilled, short, over, unlisted"
    ),
    "mentions": Label("提及", "all places that name the structure, as written"),
    "count": Label("声明数", "the count that the document announces"),
    "of": Label("对应", "the role of what is counted"),
    "found": Label("实有数", "how many the outline or its lists hold"),
    "reason": Label("排除原因", "why the number is no target"),
    "text": Label("文字", "the record's words, verbatim"),
    "page": Label("页", "page on which it begins, where the format has pages"),
    "line": Label("行", "line on which it begins, where the format has lines"),
    "start": Label("起", "offset of the first character, in code points of the canonical text"),
    "end": Label("止", "offset behind the last character"),
    "section": Label("所在单元", "id of the innermost outline unit that holds it"),
    "rule": Label("规则", "id of the rule that made it"),
    "issuer": Label("发文机关", "who issued it, as written"),
    "number": Label("发文字号", "number of the document"),
    "period_from": Label("规划期起", "first year of the plan's period"),
    "period_to": Label("规划期止", "last year of the plan's period"),
    "codes": Label("代码", "stable codes of the messages"),
    "messages": Label("消息", "what there is to say about the document"),
    "sha256": Label("文件摘要", "SHA-256 of the file"),
    "text_sha256": Label("正文摘要", "SHA-256 of the canonical text"),
    "format": Label("格式", "format of the file"),
    "encoding": Label("编码", "encoding of the bytes, where the format has one"),
    "characters": Label("字符数", "length of the canonical text in code points"),
    "headings": Label("章节数", "number of outline units"),
    "goals": Label("目标数", "number of goals"),
    "targets": Label("指标数", "number of quantified targets"),
    "incentives": Label("奖补数", "number of sums and shares that support clauses pay"),
    "directions": Label("方向数", "number of directions that hold no others"),
    "tasks": Label("任务数", "number of tasks that hold no others"),
    "measures": Label("措施数", "number of measures that hold no others"),
    "structures": Label("结构数", "number of numbered structures"),
    "structures_resolved": Label("已解出结构数", "number of structures whose members were found"),
    "declared": Label("声明数目数", "number of announced counts"),
    "declared_fulfilled": Label("相符数目数", "number of announced counts that the document fulfils"),
    "covered_share": Label("覆盖率", "share of the text in outline units with a role, 0 to 1"),
    "tasks_without_unit": Label("无责任单位任务数", "number of tasks that name no responsible unit"),
    "targets_without_year": Label("无年份指标数", "number of targets without a year"),
    "rejected": Label("排除数字数", "number of figures that look like targets and are not"),
}
"""Every column by its name; the same name means the same in every kind of row, but for what is said here."""

VALUES: dict[str, str] = {
    # roles
    "background": "背景",
    "guideline": "总体要求",
    "principle": "原则",
    "goal": "目标",
    "direction": "方向",
    "task": "任务",
    "measure": "措施",
    "appendix": "附件",
    "other": "其他",
    # kinds of documents
    "plan": "规划",
    "action_plan": "行动计划",
    "implementation": "实施方案",
    "opinion": "意见",
    "measures": "若干措施",
    "work_report": "政府工作报告",
    "proposal": "建议",
    "notice": "通知",
    "regulation": "法规规章",
    "news": "新闻",
    # kinds and states of structures
    "industry": "产业",
    "spatial": "空间",
    "work": "工作",
    "resolved": "已解出",
    "partial": "部分解出",
    "named": "只见名称",
    # states of announced counts
    "fulfilled": "相符",
    "short": "不足",
    "over": "超出",
    "unlisted": "未列出",
    # kinds of measures
    "safeguard": "保障",
    "support": "扶持",
    "self": "自身建设",
    # where a year comes from
    "clause": "本句",
    "paragraph": "本段",
    "section": "本节",
    "period": "规划期",
    # parts of responsible units
    "lead": "牵头",
    "responsible": "责任",
    "cooperating": "配合",
    "supervising": "监督",
    # what speaks for a role
    "heading": "标题",
    "introduction": "引导句",
    "siblings": "同级",
    "children": "下级",
    "parent": "上级",
    "position": "位置",
    "kind": "文种",
    # what the absence of a lexicon entry does
    "decides": "决定",
    "changes": "改变",
    "joint": "共同",
    # what a value measures
    "level": "水平",
    "growth": "增速",
    "increment": "增量",
    "multiple": "倍数",
    "rank": "名次",
    # why a number is no target
    "history": "已有成绩",
    "forecast": "他方预测",
    "incentive": "奖补金额",
    "eligibility": "申报条件",
    "requirement": "工作要求",
    "deadline": "办理时限",
    "count": "条目计数",
    "name": "名称",
    "scope": "适用范围",
    "means": "手段",
    "existing": "现有数量",
}
"""The words of the closed vocabularies in Chinese; no word means two things in them."""


def column_label(name: str) -> str:
    """Return the Chinese header of a column."""
    return COLUMNS[name].chinese


def value_label(value: str | None) -> str:
    """Return a word of a closed vocabulary in Chinese; a word that is too new to be known as it is."""
    return VALUES.get(value, value) if value else ""
