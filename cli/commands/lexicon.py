"""`planscan lexicon`: what planscan knows, and whether it is sound."""

from dataclasses import dataclass
from typing import Annotated

import typer

from ...analyzers.errors import UsageError
from ..help import Group
from ..options import Writing
from ..output import open_output
from ..registry import add

_ABOUT = "词库：列出、查看、检查 · Lexicons: list, show, check"
_EXAMPLES = (
    "planscan lexicon list",
    "planscan lexicon show roles.background.review",
    "planscan lexicon check",
)


@dataclass(frozen=True, kw_only=True)
class ListOptions(Writing):
    """What `list` takes."""

    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="词库名，如 roles · A lexicon", show_default=False)
    ] = None


@dataclass(frozen=True, kw_only=True)
class ShowOptions(Writing):
    """What `show` takes."""

    id: Annotated[str, typer.Argument(metavar="ID", help="条目名 · Id of an entry", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class CheckOptions(Writing):
    """What `check` takes."""

    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="自己的词库文件 · Your own files", show_default=False),
    ] = None


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, no_args_is_help=True)
    add(group, "list", ListOptions, "列出词库，或一个词库的条目 · List lexicons or entries", *_EXAMPLES[:1])(
        list_entries
    )
    add(group, "show", ShowOptions, "查看一个条目 · Show an entry", *_EXAMPLES[1:2])(show)
    add(group, "check", CheckOptions, "检查所有例句和反例 · Check all examples", *_EXAMPLES[2:])(check)
    app.add_typer(group, name="lexicon", help=_ABOUT, epilog="\n".join(_EXAMPLES))


def list_entries(options: ListOptions) -> int:
    """Print the lexicons with their sizes, or the entries of one."""
    from ...lexicons import default_lexicon
    from ...lexicons.overlays import lexicon_names, shipped

    if options.name is None:
        lexicon = default_lexicon()
        lines = [f"{name}\t{len(shipped(name))}" for name in lexicon_names()]
        lines += [f"version\t{lexicon.version}", f"digest\t{lexicon.digest}"]
    elif options.name in lexicon_names():
        lines = [entry.id for entry in shipped(options.name)]
    else:
        raise UsageError(f"没有 {options.name} 这个词库，可用的有 {'、'.join(lexicon_names())}")
    return _print(options, lines)


def show(options: ShowOptions) -> int:
    """Print one entry as YAML, and the rules that read its lexicon as comments."""
    from difflib import get_close_matches

    import yaml

    from ...analyzers.explaining.rules import readers_of
    from ...lexicons import default_lexicon
    from ...lexicons.overlays import lexicon_names, shipped

    entries = {entry.id: entry for name in lexicon_names() for entry in shipped(name)}
    if options.id not in entries:
        near = "、".join(get_close_matches(options.id, entries, cutoff=0.3)) or "planscan lexicon list 所列"
        raise UsageError(f"没有 {options.id} 这个条目，相近的有 {near}")
    text = yaml.safe_dump(entries[options.id].fields, allow_unicode=True, sort_keys=False, width=100)
    readers = readers_of(options.id.partition(".")[0], default_lexicon())
    rules = [f"#   {rule.rule}：{rule.chinese}" for rule in readers]
    return _print(options, [*text.splitlines(), *(["# 用到这个词库的规则：", *rules] if rules else [])])


def check(options: CheckOptions) -> int:
    """Print a line for each broken entry, of the shipped files and the user's; 1 if there is one."""
    from pathlib import Path

    from ...analyzers.explaining.lexicon_check import check_overlay, check_shipped
    from ...lexicons import Lexicon, default_lexicon
    from ...lexicons.errors import LexiconFault
    from ...lexicons.overlays import read_overlay

    problems = list(check_shipped(default_lexicon()))
    for file in options.files or ():
        try:
            overlay = read_overlay(Path(file))
            problems += check_overlay(overlay, Lexicon(overlays=[overlay]))
        except LexiconFault as fault:
            problems.append(str(fault))
    _print(options, problems or ["词库没有问题"])
    return int(bool(problems))


def _print(options: Writing, lines: list[str]) -> int:
    with open_output(options.output) as output:
        output.write("".join(f"{line}\n" for line in lines))
    return 0
