"""The worked example of docs/FOLDERS.md, run as it stands on a made folder of plans."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLAN = "{place}软件产业发展规划（2026—2030年）\n\n一、发展目标\n\n到{year}年，软件业务收入达到{value}亿元。\n\n二、重点任务\n\n建设软件园区。\n"
PLANS = {"甘肃省": (2030, 900), "湖南省": (2028, 3000), "长沙市": (2030, 2000)}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with `plans/` in it, which is the current one."""
    (tmp_path / "plans").mkdir()
    for place, (year, value) in PLANS.items():
        text = PLAN.format(place=place, year=year, value=value)
        (tmp_path / "plans" / f"{place}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.filterwarnings("ignore:absent")
def test_the_example_goes_from_a_folder_to_a_table(desk: Path) -> None:
    told: dict[str, Any] = {}
    for block in BLOCK.findall((ROOT / "docs" / "FOLDERS.md").read_text(encoding="utf-8")):
        exec(block, told)
    table, by_province = told["table"], told["by_province"]
    assert {place: table.loc[place, year] for place, (year, _) in PLANS.items()} == dict.fromkeys(PLANS, 1)
    assert by_province.to_dict() == {("43", 2028): 1, ("43", 2030): 1, ("62", 2030): 1}
    assert [error.code for error in told["errors"]] == ["missing-input"]
