"""`planscan targets`: the quantities that a plan commits to, and with --rejected those that only look so."""

from __future__ import annotations

import csv
import io

PLAN = """云泽市绿色制造行动计划（2026—2028年）
一、发展基础
2025年，规模以上工业产值达到900亿元。
二、发展目标
到2028年，规模以上工业产值突破1200亿元，绿色工厂达到60家。
三、重点任务
推进园区改造。
""".encode()


def rows(text: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV, by the names of their columns."""
    return list(csv.DictReader(io.StringIO(text.decode())))


def test_targets_are_numbers_with_their_year(planscan):
    found = rows(planscan("targets", "--csv", input=PLAN).stdout)
    assert [(r["indicator"], r["relation"], r["value"], r["unit"], r["year"]) for r in found] == [
        ("规模以上工业产值", ">=", "120000000000", "元", "2028"),
        ("绿色工厂", "=", "60", "家", "2028"),
    ]


def test_rejected_numbers_have_their_reason(planscan):
    found = rows(planscan("targets", "--rejected", "--csv", input=PLAN).stdout)
    assert [(r["text"], r["reason"]) for r in found] == [("900亿元", "history")]
