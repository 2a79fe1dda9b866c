"""The options that commands share: each stands here once, and a command takes a whole class of them.

No `from __future__ import annotations` here: typer reads the annotations as objects.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated

import typer

from ..analyzers.errors import UsageError


class Format(StrEnum):
    """What rows can be printed as."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    MERMAID = "mermaid"
    DOT = "dot"


DIAGRAMS = (Format.MERMAID, Format.DOT)
"""The formats that only diagrams of structures are written in."""


class Engine(StrEnum):
    """The engines that cut words."""

    RJIEBA = "rjieba"
    JIEBA = "jieba"


class Grouping(StrEnum):
    """By what tasks can be listed."""

    UNIT = "unit"


_BY_SUFFIX = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".md": Format.MARKDOWN,
    ".xlsx": Format.XLSX,
    ".mmd": Format.MERMAID,
    ".mermaid": Format.MERMAID,
    ".dot": Format.DOT,
    ".gv": Format.DOT,
}
_NOT_WRITTEN = (".xls", ".et", ".docx", ".pdf", ".html", ".parquet", ".duckdb", ".sqlite", ".db")


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Writing:
    """Where a result goes."""

    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="写入文件，整体替换 · Write to FILE, replaced as a whole"
        ),
    ] = None


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Reading(Writing):
    """What is read, and how."""

    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|DIR|GLOB|-]...",
            help="文件、文件夹、通配式、压缩包（zip、tar）、表格（jsonl、csv、parquet）、网址，"
            "- 为标准输入；管道输入时可省略 · Files, folders, globs, archives, tables of documents, URLs, "
            "- for standard input; not needed behind a pipe",
            show_default=False,
        ),
    ] = None
    files_from: Annotated[
        list[str] | None,
        typer.Option(
            "--files-from",
            metavar="FILE",
            help="从清单取文件名，一行一个或以 NUL 分隔，- 为标准输入 · "
            "Names of inputs from a list, by lines or NULs, - for standard input",
        ),
    ] = None
    text_column: Annotated[
        str | None,
        typer.Option(
            "--text-column",
            metavar="NAME",
            help="表格中正文所在的列，默认 text · Column of a table with the texts",
        ),
    ] = None
    id_column: Annotated[
        str | None,
        typer.Option(
            "--id-column",
            metavar="NAME",
            help="表格中编号所在的列，默认 id，否则为行号 · Column with the names",
        ),
    ] = None
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            help="同时处理的进程数，默认为处理器数 · Processes, as many as processors by default",
            show_default=False,
        ),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            metavar="NAME",
            help="文本编码，默认自动识别 · Encoding of texts, found out by default",
        ),
    ] = None
    segmenter: Annotated[
        Engine | None,
        typer.Option("--segmenter", help="分词引擎，默认 rjieba · Engine that cuts words, rjieba by default"),
    ] = None
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit",
            metavar="NAME=VALUE",
            help="调整每份文件的上限，可重复，如 size=500m、seconds=600 · Set a limit on each document",
        ),
    ] = None
    lexicon: Annotated[
        list[str] | None,
        typer.Option(
            "--lexicon",
            metavar="FILE",
            help="自己的词库（YAML），可重复 · Your own entries on top of the lexicons; repeatable",
        ),
    ] = None
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="不显示警告，只显示错误 · No warnings, only errors")
    ] = False

    def __post_init__(self) -> None:
        """Refuse an encoding that Python doesn't know."""
        if self.encoding is not None and not _is_text_encoding(self.encoding):
            raise UsageError(f"没有 {self.encoding} 这种编码，常用的有 utf-8、gb18030、big5、utf-16")


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Tabular(Reading):
    """In which form rows come out."""

    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            metavar=f"<{'|'.join(each for each in Format if each not in DIAGRAMS)}>",
            help="输出格式；默认看 -o 的扩展名，否则 table · By default -o's suffix, else table",
        ),
    ] = None
    csv: Annotated[bool, typer.Option("--csv", help="即 --format csv · Short for --format csv")] = False
    json: Annotated[bool, typer.Option("--json", help="即 --format json · Short for --format json")] = False
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help="供 Excel 打开的 csv（-o 为 .xlsx 则为工作簿）：中文表头、无公式 · "
            "CSV for Excel, or a workbook if -o is .xlsx: Chinese headers, no formulae",
        ),
    ] = False

    def chosen_format(self, otherwise: Format) -> Format:
        """Return the format asked for: by an option, else by the suffix of the output, else `otherwise`.

        Raises:
            UsageError: two formats were asked for, or one that does not fit the output, or rows as a diagram.
        """
        suffix = PurePath(self.output or "").suffix.lower()
        named = _BY_SUFFIX.get(suffix)
        asked = {
            "--format": self.format,
            "--csv": Format.CSV if self.csv else None,
            "--json": Format.JSON if self.json else None,
            "--excel": (named if named is Format.XLSX else Format.CSV) if self.excel else None,
        }
        chosen = {name: value for name, value in asked.items() if value}
        if len(set(chosen.values())) > 1:
            raise UsageError(f"{'、'.join(chosen)} 要的格式不同，请只选一种")
        if not chosen and suffix in _NOT_WRITTEN:
            raise UsageError(f"不能写 {suffix} 文件，表格请用 -o 文件名.xlsx 或 .csv，数据请用 --json")
        format_ = next(iter(chosen.values()), named or otherwise)
        if named is Format.XLSX and format_ is not Format.XLSX:
            raise UsageError(f"{next(iter(chosen))} 写出的不是 Excel 工作簿，请把 -o 的扩展名 .xlsx 改掉")
        if format_ is Format.XLSX and self.output is None:
            raise UsageError("xlsx 要写成文件，请用 -o 文件名.xlsx")
        if format_ in DIAGRAMS and not self.drawable:
            raise UsageError(
                f"只有 planscan structure 能画成 {format_.value} 图，"
                "其他命令请用 --format table、csv、tsv、json、jsonl 或 markdown"
            )
        return format_

    @property
    def drawable(self) -> bool:
        """Whether the rows can be drawn as a diagram."""
        return False


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Nested(Tabular):
    """Rows that hold one another."""

    leaves: Annotated[
        bool, typer.Option("--leaves", help="只要最下层的条目 · Only rows that hold no others")
    ] = False


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Assigned(Nested):
    """Rows for which units are responsible."""

    by: Annotated[
        Grouping | None,
        typer.Option(
            "--by", help="按责任单位列出，每个单位每项一行 · A row for each responsible unit and item"
        ),
    ] = None
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            metavar="NAME",
            help="只列名称含 NAME 的责任单位，可重复 · Only units whose name holds NAME; repeatable",
        ),
    ] = None

    def __post_init__(self) -> None:
        """Refuse a name that holds nothing, which would be part of every name."""
        super().__post_init__()
        if any(not name.strip() for name in self.unit or ()):
            raise UsageError("--unit 的名称是空的，请写出责任单位名称的一部分，如 --unit 发展改革委")

    @property
    def ledger(self) -> bool:
        """Whether the rows are the parts of units; a name asks for them too."""
        return self.by is not None or bool(self.unit)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Drawn(Tabular):
    """Rows that can be drawn as a diagram too."""

    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            metavar=f"<{'|'.join(Format)}>",
            help="输出格式；mermaid、dot 为图；默认看 -o 的扩展名，否则 table · "
            "mermaid and dot are diagrams; by default -o's suffix, else table",
        ),
    ] = None

    @property
    def drawable(self) -> bool:
        """Whether the rows can be drawn as a diagram."""
        return True


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Measured(Tabular):
    """Numbers that a plan commits to, or those that only look so."""

    rejected: Annotated[
        bool,
        typer.Option(
            "--rejected", help="像指标而不是的数字及原因 · Numbers that only look like targets, and why"
        ),
    ] = False


def _is_text_encoding(name: str) -> bool:
    try:
        "规划".encode(name, "ignore").decode(name, "ignore")
    except (LookupError, ValueError):
        return False
    return True
