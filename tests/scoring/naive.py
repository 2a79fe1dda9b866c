"""The naive baseline: what an afternoon of regular expressions finds, scored like planscan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from planscan.analyzers import Document
from planscan.analyzers.characters import fold

_MARKERS = (
    r"第[一二三四五六七八九十]+[章节条]",
    r"[一二三四五六七八九十]+、",
    r"\([一二三四五六七八九十]+\)",
    r"\d+[.、](?!\d)",
    r"[一二三四五六七八九十]是",
)
_HEADING = re.compile("|".join(f"({marker})" for marker in _MARKERS))
_ROLES = (
    ("background", "基础|现状|形势|回顾|意义"),
    ("principle", "原则"),
    ("goal", "目标|指标"),
    ("guideline", "总体要求|指导思想|思路"),
    ("direction", "布局|方向|重点领域"),
    ("measure", "保障|组织|措施|政策|支持|附则"),
    ("task", ""),
)
_MAGNITUDES = {"": 1, "万": 1e4, "亿": 1e8, "万亿": 1e12, "千": 1e3, "百": 1e2}
_FIGURE = re.compile(
    r"(?P<indicator>[\u4e00-\u9fff]{2,12}?)(?P<verb>达到?|增长|提高到?|超过|突破|控制在|不低于)(?P<number>\d+(?:\.\d+)?)"
    r"(?P<magnitude>万亿|[万亿千百]?)(?P<unit>%|个百分点|[\u4e00-\u9fff])(?P<tail>以上|左右|以内)?"
)
_RELATIONS = {
    "超过": ">=",
    "突破": ">=",
    "不低于": ">=",
    "以上": ">=",
    "控制在": "<=",
    "以内": "<=",
    "左右": "~",
}
_NOTATION = re.compile(
    r"[“\"]?(\d(?:\+(?:\d|N))+|[一两双二三四五六七八九][\u4e00-\u9fff](?:[一两双二三四五六七八九多][\u4e00-\u9fff])+)[”\"]"
)
_BODIES = re.compile(r"\((?P<bodies>[^()]*?[委局厅部府室办](?:[、,][^()]*)?)\)")
_KINDS = {
    "工作报告": "work_report",
    "若干": "measures",
    "行动": "action_plan",
    "方案": "implementation",
    "意见": "opinion",
    "规划": "plan",
    "通知": "notice",
}
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")


def naive(document: Document) -> dict[str, Any]:
    """Return what keywords and patterns find in a document, named as in planscan's JSON."""
    text = "\n".join(map(fold, document.text.split("\n")))
    outline = list(_outline(text))
    goals = [
        {"text": sentence[0], "year": int(sentence[1])}
        for sentence in re.finditer(r"[^。\n]*到(20\d\d)年[^。\n]*。", text)
    ]
    notations = dict.fromkeys(hit[1] for hit in _NOTATION.finditer(text))
    structures = [{"notation": notation, "groups": []} for notation in notations]
    return {
        "outline": outline,
        "goals": goals,
        "targets": list(_targets(text)),
        "structures": structures,
        "document": _facts(text),
    }


def _outline(text: str) -> Iterator[dict[str, Any]]:
    """Yield a unit for each line that begins with a marker; keywords in outermost headings give the role."""
    role, outermost = "other", 0
    for line in re.finditer(r"[^\n]+", text):
        words = line[0].strip()
        marker = _HEADING.match(words)
        if not marker:
            continue
        title = re.split("[。;]", words[marker.end() :])[0].strip()
        level = marker.lastindex or 1
        outermost = outermost or level
        if level <= outermost:
            role = next(name for name, cues in _ROLES if re.search(cues, title))
        yield {"level": level, "marker": marker[0], "title": title, "role": role, **_bodies(line)}


def _bodies(line: re.Match[str]) -> dict[str, Any]:
    found = _BODIES.search(line[0])
    if not found:
        return {}
    at = line.start() + found.start("bodies")
    units = [
        {"text": name[1], "start": at + name.start(1), "end": at + name.end(1)}
        for name in re.finditer(r"(?:\w+:)?([^、,;]+?)(?:牵头|负责|配合)*(?:[、,;]|$)", found["bodies"])
    ]
    leads = 1 if "牵头" in found[0] else 0
    return {"lead": units[:leads], "units": units[leads:]}


def _targets(text: str) -> Iterator[dict[str, Any]]:
    """Yield every figure with a verb before it, in the year that was last written as 到…年."""
    for hit in _FIGURE.finditer(text):
        years = re.findall(r"到(20\d\d)年", text[max(0, hit.start() - 300) : hit.start()])
        yield {
            "indicator": hit["indicator"], "quote": hit[0], "unit": hit["unit"],
            "value": float(hit["number"]) * _MAGNITUDES[hit["magnitude"]],
            "relation": _RELATIONS.get(hit["tail"] or hit["verb"], "="),
            "measure_of": "growth" if hit["verb"] == "增长" else "level",
            "year": int(years[-1]) if years else None,
        }  # fmt: skip


def _facts(text: str) -> dict[str, Any]:
    title = next((line.strip() for line in text.splitlines() if len(line.strip()) > 6), "")
    number = re.search(r"[\u4e00-\u9fff]{2,8}〔20\d\d〕\d+号", text)
    day = _DATE.search(text)
    return {
        "title": title,
        "kind": next((kind for word, kind in _KINDS.items() if word in title), "news"),
        "number": number[0] if number else None,
        "issued": "{}-{:0>2}-{:0>2}".format(*day.groups()) if day else None,
    }
