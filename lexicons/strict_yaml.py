"""YAML without surprises: plain values only, and a key given twice is a mistake."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any, cast

import yaml

from .errors import LexiconFault

SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader that makes plain values only, written in C where PyYAML has it."""


class _StrictLoader(SAFE_LOADER):
    """YAML's safe loader that takes a key given twice for the mistake that it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise LexiconFault(f"{key_node.start_mark.name}:{line}：键 {key} 重复，请删去一个")
            seen.add(key)
        return SAFE_LOADER.construct_mapping(self, node, deep)


def load_yaml(path: Path) -> object:
    """Return the content of a YAML file.

    Raises:
        LexiconFault: it is not valid YAML, or a key stands twice.
    """
    with path.open(encoding="utf-8") as stream:
        try:
            return cast("object", yaml.load(stream, Loader=_StrictLoader))  # noqa: S506 - a safe loader
        except yaml.MarkedYAMLError as problem:
            line = problem.problem_mark.line + 1 if problem.problem_mark else 0
            raise LexiconFault(
                f"{path}:{line}：不是合法的 YAML（{problem.problem}），请检查缩进、引号和冒号后的空格"
            ) from problem
