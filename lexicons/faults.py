"""What is wrong with an entry, in Chinese and with the remedy: from what msgspec says of a value that does not fit."""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

import msgspec

_PATTERNS = {
    "unknown": re.compile(r"unknown field `(?P<key>[^`]*)`"),
    "missing": re.compile(r"missing required field `(?P<key>[^`]*)`"),
    "enum": re.compile(r"Invalid enum value '?(?P<value>.*?)'?(?: - at `(?P<path>.*)`)?$"),
    "type": re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<given>[^`]*)`(?: - at `(?P<path>.*)`)?"),
}
_TYPES = {
    "array": "列表（写成 [甲, 乙]）",
    "str": "文字（如有冒号等符号，请加引号）",
    "int": "整数",
    "float": "数",
    "bool": "true 或 false",
    "object": "键和值（- id: …）",
    "null": "空",
}


def explained(problem: str, type_: Any) -> str:  # noqa: ANN401 - any class that msgspec can convert to
    """Return a sentence on a value that is no `type_`: what is wrong, and what would be right.

    Args:
        problem: what msgspec says of it.
        type_: what it should be.
    """
    for kind, pattern in _PATTERNS.items():
        if hit := pattern.search(problem):
            return _SENTENCES[kind](hit, type_)
    return f"条目格式不对（{problem}），请删去或改正该键"


def _unknown(hit: re.Match[str], type_: Any) -> str:  # noqa: ANN401
    return f"没有 {hit['key']} 这个键，请删去，可用的有 {'、'.join(_fields(type_))}"


def _missing(hit: re.Match[str], type_: Any) -> str:  # noqa: ANN401
    values = _values(_fields(type_).get(hit["key"]))
    return f"缺少 {hit['key']} 这个键，请补上" + (f"，值可以是 {'、'.join(values)}" if values else "")


def _enum(hit: re.Match[str], type_: Any) -> str:  # noqa: ANN401
    key = _key(hit["path"])
    values = "、".join(_values(_fields(type_).get(key)))
    return f"{key} 不能是 {hit['value']}，请改为 {values}" + ("之一" if "、" in values else "")


def _type(hit: re.Match[str], type_: Any) -> str:  # noqa: ANN401, ARG001 - one signature for all
    wanted = "或".join(_TYPES.get(name.strip(), name) for name in hit["wanted"].split("|"))
    given = _TYPES.get(hit["given"], hit["given"]).partition("（")[0]
    return f"{_key(hit['path'])} 应是{wanted}，而不是{given}，请改正"


_SENTENCES = {"unknown": _unknown, "missing": _missing, "enum": _enum, "type": _type}


def _key(path: str | None) -> str:
    """Return the key that a path such as `$.scope[...]` names; a whole entry has none."""
    found = re.search(r"\.([a-z_]+)", path or "")
    return found[1] if found else "条目"


def _fields(type_: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the fields of a class and their types, by the keys that stand for them; none for what has none."""
    try:
        return {field.encode_name: field.type for field in msgspec.structs.fields(type_)}
    except TypeError:
        return {}


def _values(annotation: Any) -> list[str]:  # noqa: ANN401
    """Return the words that a field may hold, where they are a closed vocabulary."""
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    return [value for part in get_args(annotation) for value in _values(part)]
