"""Entries with the lines on which they stand: of the shipped files, and of the files that users add."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple, cast

import yaml

from .errors import LexiconFault
from .loader import FOLDER, Lexicon
from .strict_yaml import SAFE_LOADER, load_yaml

NOT_ENTRIES = frozenset({"characters"})
"""Files that hold tables instead of entries."""


READ_BEFORE = frozenset(
    {
        "encodings",
        "front_matter",
        "furniture",
        "page_furniture",
        "portal_labels",
        "sentences",
        "web_pages",
        "wrapping",
    }
)
"""Files that serve reading, which makes the canonical text: it must not depend on what a user adds."""


ABOUT_RULES = frozenset({"rules"})
"""Files that describe the program to people: a user's entry could change nothing."""


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件",
    IsADirectoryError: "这是文件夹",
    PermissionError: "没有读取权限",
}


class Located(NamedTuple):
    """An entry as it is written.

    Attributes:
        where: file and line, `path:12`.
        fields: its keys and values, not yet checked.
    """

    where: str
    fields: object

    @property
    def id(self) -> str:
        """The entry's id, empty where it has none."""
        return (
            str(cast("dict[str, object]", self.fields).get("id", "")) if isinstance(self.fields, dict) else ""
        )


class Overlay(NamedTuple):
    """A user's file: its bytes, for the digest, and its entries by the lexicon that they belong to."""

    content: bytes
    entries: Mapping[str, tuple[Located, ...]]


def lexicon_names() -> tuple[str, ...]:
    """Return the names of the shipped files of entries, sorted."""
    return tuple(sorted({path.stem for path in FOLDER.glob("*.yaml")} - NOT_ENTRIES))


def shipped(name: str) -> tuple[Located, ...]:
    """Return the entries of the shipped file `name`.yaml.

    Raises:
        LexiconFault: the file is broken, or an id stands twice.
    """
    return _distinct(_lists(FOLDER / f"{name}.yaml").get("entries", ()))


def read_overlay(path: Path) -> Overlay:
    """Return a user's lexicon file, whose top maps names of lexicons to lists of entries.

    Raises:
        LexiconFault: it can't be read, is no valid YAML, names no lexicon, or an id stands twice.
    """
    try:
        content = path.read_bytes()
        lists = _lists(path)
    except OSError as problem:
        reason = _REASONS.get(type(problem)) or problem.strerror
        raise LexiconFault(f"{path}：词库文件无法读取（{reason}），请检查路径") from problem
    except (UnicodeDecodeError, yaml.YAMLError) as problem:
        raise LexiconFault(f"{path}:1：不是 UTF-8 编码的 YAML，请另存为 UTF-8") from problem
    return Overlay(content, {name: _distinct(entries) for name, entries in lists.items()})


def source_of(entry: str, lexicon: Lexicon) -> tuple[str, int | None]:
    """Return the file and the line where an entry stands: the user's own, else `lexicons/NAME.yaml`.

    Args:
        entry: its id.
        lexicon: the knowledge with what users add.
    """
    name = entry.partition(".")[0]
    added = (given for overlay in reversed(lexicon.overlays) for given in overlay.entries.get(name, ()))
    entries = lexicon.keep(("located", name), lambda: shipped(name))
    located = next((one for one in (*added, *entries) if one.id == entry), None)
    path, _, line = located.where.rpartition(":") if located else (f"{name}.yaml", "", "")
    inside = Path(path).parent == FOLDER or not located
    return f"{FOLDER.name}/{Path(path).name}" if inside else path, int(line) if line else None


def _lists(path: Path) -> dict[str, tuple[Located, ...]]:
    """Return the lists of a file by their keys; a key that no lexicon has is an error in a user's file."""
    values = load_yaml(path)
    words = path.read_text(encoding="utf-8")
    top = cast("object", yaml.compose(words, Loader=SAFE_LOADER))  # pyright: ignore[reportUnknownMemberType]
    if not isinstance(top, yaml.MappingNode) or not isinstance(values, dict):
        raise LexiconFault(f"{path}:1：最上层应是词库名，其下为条目列表，如 roles: [{{id: …}}]")
    known = (
        {"about", "entries"} if path.parent == FOLDER else set(lexicon_names()) - READ_BEFORE - ABOUT_RULES
    )
    found: dict[str, tuple[Located, ...]] = {}
    for key, node in cast("list[tuple[yaml.Node, yaml.Node]]", top.value):
        name = str(cast("object", key.value))
        where = f"{path}:{key.start_mark.line + 1}"
        if name not in known:
            raise LexiconFault(f"{where}：{_unknown_lexicon(name, known)}")
        value = cast("dict[str, object]", values)[name]
        if name == "about":
            continue
        if not isinstance(node, yaml.SequenceNode) or not isinstance(value, list):
            raise LexiconFault(f"{where}：{name} 之下应是条目列表，请在每条前写 “- id: …”")
        lines = [each.start_mark.line + 1 for each in cast("list[yaml.Node]", node.value)]
        pairs = zip(lines, cast("list[object]", value), strict=True)
        found[name] = tuple(Located(f"{path}:{line}", fields) for line, fields in pairs)
    return found


def _unknown_lexicon(name: str, known: Collection[str]) -> str:
    """Return why a key of a file is no lexicon to which entries can be added, and which may be meant."""
    if name in READ_BEFORE | NOT_ENTRIES:
        return f"{name} 决定文件怎样读成文字，不能增改，请删去"
    near = get_close_matches(name, known)
    if near:
        return f"没有 {name} 这个词库，相近的有 {'、'.join(near)}"
    return f"没有 {name} 这个词库，可用的有 {'、'.join(sorted(known))}"


def _distinct(entries: tuple[Located, ...]) -> tuple[Located, ...]:
    known: set[str] = set()
    for entry in entries:
        if entry.id in known:
            raise LexiconFault(f"{entry.where}：条目 {entry.id} 重复，请改名或合并")
        known.add(entry.id)
    return entries
