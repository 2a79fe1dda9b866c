"""Expressions from the cache are those that Python compiles, and what is derived from them what it would be anew."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from pathlib import Path
from weakref import WeakValueDictionary

import pytest

from planscan.lexicons import compiling
from planscan.lexicons.cache import read_cached, write_cached
from planscan.lexicons.compiling import compiled

SAMPLE = Path(__file__).parents[1] / "samples" / "digital-economy-plan.txt"

ANALYSING = """
import sys
from importlib import import_module
from planscan.analyzers import analyze, read
import msgspec
sys.stdout.buffer.write(msgspec.json.encode(analyze(read(sys.argv[1]))))
compiling, derived = (import_module(f"planscan.lexicons.{name}") for name in ("compiling", "derived"))
print(len(compiling._shelf.missing), len(derived._shelf.missing), file=sys.stderr)
"""

PATTERNS = [
    "甲|乙(?:丙|丁)",
    "(?P<year>(?:19|20)[0-9]{2})年(?P<month>1?[0-9])月",
    r"(?<![\d.])\d+(?:\.\d+)?%?+(?!年)",
    "(?i:ab[c-f])|[一-鿕]{2,8}?",
    "(?s)^.*$",
    "",
]


def analysed(cache: Path, seed: int = 1) -> tuple[bytes, list[int]]:
    """Return what a new process finds in the sample, and how many expressions it had to compile, and to derive."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", ANALYSING, str(SAMPLE)]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    return done.stdout, [int(number) for number in done.stderr.split()]


def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process has compiled."""
    monkeypatch.setattr(compiling, "_shelf", compiling._new_shelf())
    monkeypatch.setattr(compiling, "_made", WeakValueDictionary[str, re.Pattern[str]]())


@pytest.fixture
def cache(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fresh(monkeypatch)
    for pattern in PATTERNS:
        compiled(pattern)
    compiling._shelf.leave()
    fresh(monkeypatch)
    (file,) = own_cache.iterdir()
    return file


def test_a_second_process_makes_nothing_that_the_first_one_made(tmp_path: Path) -> None:
    first, made_first = analysed(tmp_path)
    second, made_then = analysed(tmp_path, seed=2)
    assert first == second
    assert min(made_first) > 50
    assert made_then == [0, 0]


def test_without_a_cache_all_is_found(tmp_path: Path) -> None:
    (tmp_path / "planscan").write_bytes(b"a file where the folder should be")
    assert analysed(tmp_path)[0] == analysed(tmp_path / "elsewhere")[0]


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_is_kept_equals_what_python_compiles(pattern: str) -> None:
    kept, made = compiled(pattern), re.compile(pattern)
    assert (kept, kept.groups, kept.groupindex) == (made, made.groups, made.groupindex)
    assert not compiling._shelf.missing


@pytest.mark.parametrize(
    "content", [b"", b"\x80", b"\xff", b"no numbers", b"\x81\xa3abc\x94\x20\xc4\x03abc\x00\x80"]
)
def test_what_makes_no_sense_in_the_cache_is_passed_over(cache: Path, content: bytes) -> None:
    write_cached(cache.name, content)
    assert read_cached(cache.name) == content
    assert compiled("abc") == re.compile("abc")


def test_no_content_of_the_cache_makes_compiling_fail(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = read_cached(cache.name) or b""
    for place in range(0, len(content), 7):
        write_cached(cache.name, content[:place] + b"\xff" + content[place + 1 :])
        fresh(monkeypatch)
        assert [compiled(pattern).pattern for pattern in PATTERNS] == PATTERNS


def test_where_python_looks_otherwise_inside_nothing_is_kept(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "_TRANSLATION", None)
    fresh(monkeypatch)
    assert compiled("甲+").fullmatch("甲甲")
    compiling._shelf.leave()
    assert not list(own_cache.iterdir())


@pytest.mark.usefixtures("own_cache")
def test_an_expression_that_nobody_holds_takes_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_MOST", 0)
    fresh(monkeypatch)
    compiled("甲{2}乙")
    re.purge()
    gc.collect()
    assert not compiling._made


def test_a_pattern_that_is_none_is_an_error() -> None:
    with pytest.raises(re.error):
        compiled("(甲")
