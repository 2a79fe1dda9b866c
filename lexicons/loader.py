"""Reading the lexicon files: strictly, once, and only those that somebody asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from .cache import DIGEST_SIZE, read_cached, write_cached
from .errors import LexiconFault
from .matcher import TermMatcher
from .schema import CharacterFile, Entry, LexiconFile

if TYPE_CHECKING:
    from .overlays import Overlay

E = TypeVar("E", bound=Entry)
T = TypeVar("T")

VERSION = "2026.11"
"""The version of the knowledge; it changes whenever a lexicon file does."""

FOLDER = Path(__file__).parent


def load_cached(path: Path) -> object:
    """Return the content of a YAML file, from the user's cache where it holds what these very bytes say.

    Reading YAML, and loading what reads it, takes longer than many documents do.

    Raises:
        LexiconFault: it is not valid YAML, or a key stands twice.
    """
    digest = hashlib.sha256(path.read_bytes()).digest()
    name = f"lexicon-{path.stem}"
    known = read_cached(name)
    if known is not None and known[:DIGEST_SIZE] == digest:
        return cast("object", msgspec.json.decode(known[DIGEST_SIZE:]))
    from .strict_yaml import load_yaml

    value = load_yaml(path)
    content = msgspec.json.encode(value)
    if msgspec.json.decode(content) == value:  # YAML's dates would come back as words
        write_cached(name, digest + content)
    return value


def convert(value: object, type_: type[T], path: Path | str) -> T:
    """Return `value` as a `type_`, naming the file (and line, where known) where it does not fit.

    Raises:
        LexiconFault: a key is unknown or missing, or a value has the wrong type.
    """
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as problem:
        from .faults import explained

        raise LexiconFault(f"{path}：{explained(str(problem), type_)}") from problem


class Lexicon:
    """The knowledge of one run. Tables are read when first asked for and kept."""

    def __init__(self, folder: Path = FOLDER, overlays: Sequence[Overlay] = ()) -> None:
        """Take the lexicon files of `folder`, and what users add to them; later overlays win."""
        self._folder = folder
        self._overlays = tuple(overlays)
        self._kept: dict[Hashable, Any] = {}
        self._needs: dict[Hashable, frozenset[str]] = {}
        self._making: list[set[str]] = []

    def __reduce__(self) -> tuple[type[Lexicon], tuple[Path, tuple[Overlay, ...]]]:
        """Travel to other processes as files and overlays: compiled matchers and engines don't."""
        return Lexicon, (self._folder, self._overlays)

    @property
    def version(self) -> str:
        """The version of the knowledge."""
        return VERSION

    @property
    def digest(self) -> str:
        """SHA-256 of the names and bytes of all files in the order of their names, then of what users add."""
        return self.keep("digest", self._digest)

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """What users add to the shipped entries; later ones win."""
        return self._overlays

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once for this lexicon: compiled matchers, parsed tables."""
        if key not in self._kept:
            self._making.append(needs := set[str]())
            try:
                self._kept[key] = make()
            finally:
                self._making.pop()
            self._needs[key] = frozenset(needs)
        if self._making:
            self._making[-1] |= self._needs.get(key, frozenset())
        return self._kept[key]

    def needs(self, key: Hashable) -> frozenset[str] | None:
        """Return the names of the files that were read to make what is kept under `key`; None if nothing is."""
        return self._needs.get(key)

    def table(self, name: str, type_: type[E]) -> tuple[E, ...]:
        """Return the entries of file `name`.yaml as records of `type_`, in the file's order.

        Raises:
            LexiconFault: the file is broken, or an id stands twice.
        """
        return self.keep(("table", name), lambda: self._noted(name, type_))

    def matcher(self, name: str, type_: type[E]) -> TermMatcher[E]:
        """Return the compiled terms and patterns of file `name`.yaml."""
        return self.keep(("matcher", name), lambda: TermMatcher(self.table(name, type_)))

    def _noted(self, name: str, type_: type[E]) -> tuple[E, ...]:
        self._making[-1].add(name)
        return self.load(name, type_)

    def load(self, name: str, type_: type[E]) -> tuple[E, ...]:
        """Read the file `name`.yaml and what users add to it; `table` keeps what this gives."""
        path = self._folder / f"{name}.yaml"
        file = convert(load_cached(path), LexiconFile, path)
        entries = tuple(convert(entry, type_, path) for entry in file.entries)
        known: set[str] = set()
        for entry in entries:
            if entry.id in known:
                raise LexiconFault(f"{path}：条目 {entry.id} 重复，请改名或合并")
            known.add(entry.id)
        return self._overlaid(name, entries, type_)

    def _overlaid(self, name: str, entries: tuple[E, ...], type_: type[E]) -> tuple[E, ...]:
        """Entries of users replace those with their id, in their place; others follow."""
        by_id = {entry.id: entry for entry in entries}
        for overlay in self._overlays:
            for given in overlay.entries.get(name, ()):
                entry = convert(given.fields, type_, given.where)
                by_id[entry.id] = entry
        return tuple(by_id.values())

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for path in sorted(self._folder.glob("*.yaml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        for overlay in self._overlays:
            digest.update(b"\0overlay\0" + overlay.content + b"\0")
        return digest.hexdigest()


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicon that planscan ships."""
    return Lexicon()


@cache
def character_tables() -> tuple[tuple[str, str], ...]:
    """Return pairs of equally long strings: characters, and what rules read in their place.

    Raises:
        LexiconFault: the two sides of a table differ in length.
    """
    path = FOLDER / "characters.yaml"
    tables = convert(load_cached(path), CharacterFile, path).tables
    pairs = tuple(
        (table.source_characters.replace("\n", ""), table.target_characters.replace("\n", ""))
        for table in tables
    )
    for table, (source, target) in zip(tables, pairs, strict=True):
        if len(source) != len(target):
            raise LexiconFault(f"{path}：{table.id} 两边字数不同（{len(source)} 与 {len(target)}）")
    return pairs
