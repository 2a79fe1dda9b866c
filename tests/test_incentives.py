"""Incentives: what support clauses pay, to whom, on which condition; and what is no award."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze, read
from planscan.analyzers.model import Incentive
from planscan.analyzers.readers import read_bytes

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "incentives.yaml").read_text(encoding="utf-8"))
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "biomedicine-measures.gb18030.txt"
ARTICLE = "云泽市支持产业发展的若干措施\n第一条 支持内容。{}\n"


def found(text: str) -> tuple[Incentive, ...]:
    """Return the incentives of a policy with this article."""
    plan = analyze(read_bytes(ARTICLE.format(text).encode(), "case.txt"), kinds=("incentives",))
    return plan.incentives


def shown(row: Incentive) -> str:
    """Write an incentive as the cases do."""
    parts: list[str] = []
    if row.amount is not None:
        upper = "" if row.amount_max is None else f"-{row.amount_max:f}"
        parts.append(f"{row.amount:f}{upper}{row.unit}")
    if row.rate is not None:
        parts.append(f"{row.rate:f}%" + (f"({row.rate_of})" if row.rate_of else ""))
    if row.cap is not None:
        parts.append(f"≤{row.cap:f}{row.unit}")
    if row.per:
        parts.append(f"@{row.per}")
    return f"{row.beneficiary or '无'} | {row.condition or '无'} | {' '.join(parts)} | {row.form or '无'}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_awards(case: dict[str, object]) -> None:
    assert [shown(row) for row in found(str(case["text"]))] == case["rows"]


def test_there_are_enough_cases_that_pay_nothing() -> None:
    assert sum(not case["rows"] for case in CASES) >= 20


def test_every_word_has_its_place() -> None:
    document = read(SAMPLE)
    rows = analyze(document, kinds=("incentives",)).incentives
    assert rows
    for row in rows:
        assert document.text[row.start : row.end] == row.text
        for words, span in (
            (row.beneficiary, row.beneficiary_span),
            (row.condition, row.condition_span),
            (row.rate_of, row.rate_of_span),
            (row.per, row.per_span),
            (row.form, row.form_span),
        ):
            assert (words is None) == (span is None)
            assert span is None or document.text[span.start : span.end] == words
            assert (
                span is None or row.start <= span.start < span.end <= row.end or words in (row.form, row.per)
            )


def test_money_of_support_clauses_stays_among_the_rejected_numbers() -> None:
    plan = analyze(read(SAMPLE))
    turned_down = [number for number in plan.rejected if number.reason == "incentive"]
    assert turned_down
    assert not {target.start for target in plan.targets} & {row.start for row in plan.incentives}
    paid = [row for row in plan.incentives if any(row.start <= n.start < row.end for n in turned_down)]
    assert len(paid) > len(plan.incentives) // 2


AMOUNTS = st.integers(1, 9999)


@given(AMOUNTS, st.sampled_from(["奖励", "补助", "补贴", "资助"]), st.sampled_from(["元", "万元", "亿元"]))
def test_any_amount_is_read(amount: int, form: str, unit: str) -> None:
    (row,) = found(f"对新认定的企业给予{amount}{unit}{form}。")
    scale = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert (row.amount, row.unit, row.form, row.beneficiary) == (amount * scale, "元", form, "企业")


@given(st.text("对的给予奖励补助最高不超过按元万%0123456789、，；。企业每人(（", max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for row in found(text):
        assert row.text
