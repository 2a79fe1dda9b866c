"""Another revision of planscan beside this one, on documents that nobody wrote: both have to find the same.

    python -m tests.trials.unchanged REVISION [--seconds 300] [--seed 7] [--folder FOLDER]

For a change that is to change nothing that is found: one that makes rules faster, or the code simpler. What real
documents never show is tried: samples (or the documents of a folder) with lines and characters added, doubled,
moved and taken away, and lines made of the lexicons' own words. Each difference is printed once, with the shortest
document that still shows it.
"""

from __future__ import annotations

import argparse
import base64
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec
import yaml

from planscan.analyzers import analyze
from planscan.analyzers.errors import PlanscanError
from planscan.analyzers.readers import read_bytes

from .revision import ROOT, environment_of

ENDINGS = (".txt", ".md")
MARKS = [
    *"，。；：、（）“”《》【】 　\t\r\v\u2028\u200b\u00ad０１９％.,:;()+-－—~·①⑩Ⅰ㎡零一二三十百万亿两双几多余年月日",
    *(
        "**",
        "*",
        "_",
        "`",
        "# ",
        "- ",
        "> ",
        "| ",
        "[甲](./b)",
        "<b>",
        "&amp;",
        "<1@b.cn>",
        "\n",
        "\n\n",
        "    ",
    ),
    *(
        "一、",
        "（一）",
        "1.",
        "第一章 ",
        "一是",
        "到2027年，",
        "增长5%",
        "3万人",
        "不低于",
        "左右",
        "其中",
        "等",
    ),
]
"""What is put between the characters of a document."""


class Difference(NamedTuple):
    """A document of which two revisions don't find the same.

    Attributes:
        name: its name, which tells the format.
        text: its text.
        fields: the fields of the result that differ.
    """

    name: str
    text: str
    fields: list[str]


class Revision:
    """A process that runs one revision, asked document by document."""

    def __init__(self, environment: dict[str, str] | None = None) -> None:
        """Start the process; without an environment it runs what stands here."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.trials.unchanged", "--serve"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def found(self, name: str, text: str) -> dict[str, Any]:
        """Return what the revision finds in a document, by field."""
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            raise AssertionError("both are pipes")
        asked.write(f"{name} ".encode() + base64.b64encode(text.encode("utf-8", "surrogatepass")) + b"\n")
        asked.flush()
        return msgspec.json.decode(answers.readline())

    def __enter__(self) -> Self:
        """Give the running process."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._process.communicate()


def differences(
    old: Revision, new: Revision, documents: Iterator[tuple[str, str]]
) -> Iterator[Difference | None]:
    """Yield for each document how two revisions differ on it, in its shortest form; None if they agree."""

    def differ(name: str, text: str) -> list[str]:
        was, is_ = old.found(name, text), new.found(name, text)
        return sorted(key for key in was | is_ if was.get(key) != is_.get(key))

    for name, text in documents:
        if differ(name, text):
            short = shortened(text, lambda part, name=name: bool(differ(name, part)))
            yield Difference(name, short, differ(name, short))
        else:
            yield None


def shortened(text: str, shows: Callable[[str], bool]) -> str:
    """Return a text from which nothing can be left out without losing what it `shows`.

    Source: A. Zeller and R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input (2002), simplified.
    """
    size = max(1, len(text) // 2)
    while True:
        begin = 0
        while begin < len(text):
            less = text[:begin] + text[begin + size :]
            if less and shows(less):
                text = less
            else:
                begin += size
        if size == 1:
            return text
        size //= 2


def drawn(texts: list[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield documents without end, each with a name: changed texts and words of the lexicons in turn."""
    words = _words()
    while True:
        yield "changed" + chance.choice(ENDINGS), _changed(_cut(chance.choice(texts), chance), chance)
        chosen = [*words[chance.choice(sorted(words))], *words[chance.choice(sorted(words))]]
        yield "made" + chance.choice(ENDINGS), _made(chosen, chance)


def _words() -> dict[str, list[str]]:
    """Return the terms of each lexicon that has some."""
    words: dict[str, list[str]] = {}
    for path in sorted((ROOT / "lexicons").glob("*.yaml")):
        entries: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        listed = entries.get("entries", ()) if isinstance(entries, dict) else ()
        terms = [str(term) for entry in listed for term in entry.get("terms", ())]
        if terms:
            words[path.stem] = terms
    return words


def _cut(text: str, chance: random.Random) -> str:
    """Return some lines of a text."""
    lines = text.split("\n")
    begin = chance.randrange(len(lines))
    return "\n".join(line[:1500] for line in lines[begin : begin + chance.choice((3, 8, 20, 40))])


def _changed(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((0, 1, 3, 10, 30))):
        at, size = chance.randrange(len(text) + 1), chance.choice((1, 1, 2, 10, 40))
        piece = chance.choice(("", "", text[at : at + size] * 2, chance.choice(MARKS)))
        keeps = chance.random() < 0.5
        text = text[:at] + piece + text[at if keeps else at + size :]
    return text


def _made(words: list[str], chance: random.Random) -> str:
    """Return lines of words and marks under a title."""
    lines = ["关于加快甲市产业发展的行动计划（2025—2027年）"]
    for _ in range(chance.choice((3, 8, 25))):
        pieces = (chance.choice(chance.choice((words, MARKS))) for _ in range(chance.choice((2, 4, 8, 20))))
        lines.append("".join(pieces))
    return chance.choice(("\n", "\n\n")).join(lines)


def _serve() -> None:
    """Answer each document of standard input with what is found in it."""
    for line in sys.stdin.buffer:
        name, _, data = line.partition(b" ")
        sys.stdout.buffer.write(_found(name.decode(), base64.b64decode(data)) + b"\n")
        sys.stdout.buffer.flush()


def _found(name: str, data: bytes) -> bytes:
    """Return what is found in a document as JSON: its records, text and blocks, or the error."""
    try:
        document = read_bytes(data, name)
        found: dict[str, Any] = msgspec.to_builtins(analyze(document))
    except PlanscanError as error:
        return msgspec.json.encode({"error": str(error)})
    except Exception as error:  # a crash is what is looked for
        return msgspec.json.encode({"crash": repr(error)})
    del found["planscan"]  # version, and the digest of the lexicons
    read = {"read": (document.text, document.blocks, document.edits, document.messages)}
    return msgspec.json.encode(found | read)


def main() -> int:
    """Try documents for some time; print each difference; return 1 if there was one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("revision", nargs="?", default="HEAD")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=ROOT / "samples")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.serve:
        _serve()
        return 0
    paths = sorted(path for path in wanted.folder.iterdir() if path.suffix in ENDINGS)
    texts = [path.read_text(encoding="utf-8", errors="ignore") for path in paths]
    end, tried, told = time.monotonic() + wanted.seconds, 0, set[str]()
    with environment_of(wanted.revision) as environment, Revision(environment) as old, Revision() as new:
        for difference in differences(old, new, drawn(texts, random.Random(wanted.seed))):
            tried += 1
            if difference and difference.text not in told:
                told.add(difference.text)
                sys.stdout.write(f"{', '.join(difference.fields)}: {difference.name} {difference.text!r}\n")
            if time.monotonic() > end:
                break
    sys.stdout.write(f"{tried} documents, {len(told)} differences\n")
    return bool(told)


if __name__ == "__main__":
    sys.exit(main())
