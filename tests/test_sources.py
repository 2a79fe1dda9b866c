"""Where documents come from: archives, tables, lists and URLs, and every way in which they can be bad."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import scan
from planscan.analyzers.errors import InputError
from planscan.analyzers.readers.limits import Limits
from planscan.analyzers.sources import sorting
from planscan.analyzers.sources.finding import count_inputs, find_inputs
from planscan.analyzers.sources.inputs import is_url
from planscan.analyzers.sources.seen import Seen
from planscan.analyzers.sources.sorting import SortedNames

PLAN = "一、主要任务\n（一）建设创新平台。支持企业建设研发机构，推动平台开放共享。\n"
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


def names(*sources: str | Path, **options: object) -> list[str]:
    """Return the names of the inputs that sources hold, and `name [code]` for errors."""
    found = find_inputs([str(source) for source in sources], **options)  # pyright: ignore[reportArgumentType]
    return [f"{one.path} [{one.code}]" if isinstance(one, InputError) else one.name for one in found]


def documents(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Return the names of the documents that were read, from the first column of a CSV."""
    return [line.split(",")[0] for line in done.stdout.decode().splitlines()[1:]]


def packed(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a ZIP archive with these members; return its path."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def renamed(path: Path, old: str, new: bytes) -> Path:
    """Write other bytes of the same length for a name in a zip, as programs of old Windows do."""
    assert len(old) == len(new)
    path.write_bytes(path.read_bytes().replace(old.encode(), new))
    return path


def test_a_zip_is_read_in_place_in_the_order_of_its_names(tmp_path: Path) -> None:
    members = {"乙.txt": PLAN, "sub/甲.md": PLAN, ".hidden/c.txt": PLAN, "picture.png": "", "d/": ""}
    members |= {"__MACOSX/._乙.txt": PLAN, "._e.txt": PLAN}
    path = packed(tmp_path / "a.zip", {name: text.encode() for name, text in members.items()})
    assert names(path) == [f"{path}!/sub/甲.md", f"{path}!/乙.txt"]
    (first, second) = scan(path)
    assert first.document.path == f"{path}!/sub/甲.md"
    assert first.document.format == "markdown"
    assert [task.title for task in second.tasks] == ["主要任务", "建设创新平台"]


def test_names_in_gbk_are_read_as_people_wrote_them(tmp_path: Path) -> None:
    """Programs of Chinese Windows write GBK and don't say so, those of macOS UTF-8 and don't say so either."""
    path = packed(tmp_path / "a.zip", {"xxxxxxxx.txt": PLAN.encode(), "yyyyyy.txt": PLAN.encode()})
    renamed(path, "xxxxxxxx.txt", "产业规划.txt".encode("gbk"))
    renamed(path, "yyyyyy.txt", "规划.txt".encode())
    assert names(path) == [f"{path}!/产业规划.txt", f"{path}!/规划.txt"]


def test_a_tar_is_read_in_place_in_its_own_order(tmp_path: Path) -> None:
    for ending, mode in ((".tar", "w"), (".tgz", "w:gz"), (".tar.xz", "w:xz"), (".tar.bz2", "w:bz2")):
        path = tmp_path / f"a{ending}"
        with tarfile.open(path, mode) as archive:  # pyright: ignore[reportCallIssue, reportArgumentType]
            for name in ("乙.txt", "甲.txt", ".x.txt", "p.png"):
                info = tarfile.TarInfo(name)
                info.size = len(PLAN.encode())
                archive.addfile(info, io.BytesIO(PLAN.encode()))
            link = tarfile.TarInfo("link.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
        assert names(path) == [f"{path}!/乙.txt", f"{path}!/甲.txt"]


def test_a_folder_gives_its_archives_too(planscan: Program, tmp_path: Path) -> None:
    packed(tmp_path / "b.zip", {"x.txt": PLAN.encode()})
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "c.csv").write_text("text\nno document here\n", encoding="utf-8")
    assert documents(planscan("summarize", "--csv", ".", cwd=tmp_path)) == ["./a.txt", "./b.zip!/x.txt"]


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    zeros = bytes(20 << 20)
    bomb = packed(tmp_path / "bomb.zip", {"a.txt": PLAN.encode(), "b.txt": zeros})
    assert names(bomb) == [f"{bomb}!/a.txt", f"{bomb}!/b.txt [limit-exceeded]"]
    many = packed(tmp_path / "many.zip", {f"{n:03}.txt": bytes(7 << 20) for n in range(40)})
    found = names(many)
    assert found[-1] == f"{many} [limit-exceeded]"
    assert len(found) < 20
    tar = tmp_path / "bomb.tar.gz"
    with tarfile.open(tar, "w:gz") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(zeros)
        archive.addfile(info, io.BytesIO(zeros))
    assert names(tar) == [f"{tar} [limit-exceeded]"]
    assert names(packed(tmp_path / "s.zip", {"a.txt": PLAN.encode()}), limits=Limits(size=10)) == [
        f"{tmp_path}/s.zip!/a.txt [limit-exceeded]"
    ]


def test_broken_archives_say_so_and_keep_what_can_be_read(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.zip", {"a.txt": PLAN.encode(), "b.txt": PLAN.encode()}, zipfile.ZIP_STORED)
    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(whole.read_bytes().replace("创新".encode(), "陈旧".encode(), 1))
    assert names(spoilt) == [f"{spoilt}!/a.txt [unreadable-input]", f"{spoilt}!/b.txt"]
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-40])
    assert names(cut) == [f"{cut} [unreadable-input]"]
    tar = tmp_path / "cut.tar.gz"
    with tarfile.open(tar, "w:gz") as archive:
        archive.add(whole, "a.txt")
        noise = tmp_path / "noise"
        noise.write_bytes(os.urandom(1 << 17))
        archive.add(noise, "b.txt")
    tar.write_bytes(tar.read_bytes()[: 1 << 16])
    assert names(tar) == [f"{tar}!/a.txt", f"{tar} [unreadable-input]"]
    empty = packed(tmp_path / "empty.zip", {"p.png": b""})
    assert names(empty, tmp_path / "absent.zip") == [
        f"{empty} [missing-input]",
        f"{tmp_path}/absent.zip [missing-input]",
    ]


def test_members_with_a_password_are_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": PLAN.encode(), "b.txt": PLAN.encode()})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert names(path) == [f"{path}!/a.txt [locked-document]", f"{path}!/b.txt"]


ROWS = [
    {"id": "甲", "text": PLAN, "n": 1},
    {"id": None, "text": PLAN, "n": 2},
    {"id": "丙", "text": "", "n": 3},
]


def tables(folder: Path) -> dict[str, Path]:
    """Write the same rows in every form of table."""
    paths = {ending: folder / f"t.{ending}" for ending in ("jsonl", "csv", "tsv", "parquet")}
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    paths["jsonl"].write_text(f"\ufeff{lines}\n", encoding="utf-8")
    for ending, mark in (("csv", ","), ("tsv", "\t")):
        cells = [["id", "text", "n"], *([row["id"] or "", row["text"], str(row["n"])] for row in ROWS)]
        quoted = "".join(mark.join(f'"{cell}"' for cell in row) + "\n" for row in cells)
        paths[ending].write_text(quoted, encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(ROWS), paths["parquet"])
    return paths


@pytest.mark.parametrize("ending", ["jsonl", "csv", "tsv", "parquet"])
def test_a_table_gives_a_document_a_row(planscan: Program, tmp_path: Path, ending: str) -> None:
    path = tables(tmp_path)[ending].name
    done = planscan("tasks", "--json", path, cwd=tmp_path)
    second = f"{path}#" if ending in {"csv", "tsv"} else f"{path}#2"
    assert [row["document"] for row in json.loads(done.stdout)] == [f"{path}#甲"] * 2 + [second] * 2
    assert done.returncode == 1
    assert done.stderr.decode() == f"planscan: {path}#丙：没有内容，请检查文件 [empty-document]\n"
    named = planscan("summarize", "--csv", "--id-column", "n", path, cwd=tmp_path)
    assert documents(named) == [f"{path}#1", f"{path}#2"]


def test_a_column_that_is_not_there_is_named_with_those_that_are(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("编号,正文\n1,一、主要任务\n", encoding="utf-8")
    done = planscan("summarize", "--csv", "t.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert "--text-column" in done.stderr.decode()
    assert "编号、正文" in done.stderr.decode()
    right = planscan(
        "summarize", "--csv", "--text-column", "正文", "--id-column", "编号", "t.csv", cwd=tmp_path
    )
    assert documents(right) == ["t.csv#1"]


@pytest.mark.parametrize(("ending", "content"), [("jsonl", b""), ("csv", b"id,text\n"), ("tsv", b"\n")])
def test_a_table_without_rows_says_so(tmp_path: Path, ending: str, content: bytes) -> None:
    path = tmp_path / f"t.{ending}"
    path.write_bytes(content)
    assert names(path) == [f"{path} [missing-input]"]


def test_broken_rows_cost_themselves_only(tmp_path: Path) -> None:
    good = json.dumps({"id": "x", "text": PLAN})
    deep = "[" * 100_000
    path = tmp_path / "t.jsonl"
    path.write_text(f'{good}\n{{"text":\n[1]\n{deep}\n{{"text": 5}}\n{good}\n', encoding="utf-8")
    assert names(path) == [
        f"{path}#x",
        *(f"{path}#{number} [unreadable-input]" for number in (2, 3, 4, 5)),
        f"{path}#x",
    ]
    (tmp_path / "t.parquet").write_bytes(b"PAR1 and nothing else")
    (tmp_path / "t.csv").write_bytes("text\n规划\n".encode("gb18030"))
    codes = [name.partition(" ")[2] for name in names(tmp_path / "t.parquet", tmp_path / "t.csv")]
    assert codes == ["[unreadable-input]", "[undecodable-text]"]


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_a_list_names_the_inputs(planscan: Program, tmp_path: Path, separator: str) -> None:
    odd = "b.txt" if separator != "\0" else "b\n.txt"
    wanted = ["c.txt", odd, "规划.txt"]
    for name in wanted:
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    listing = separator.join([*wanted, "c.txt", ""]).encode()
    (tmp_path / "list").write_bytes(listing)
    for list_, piped in (("list", None), ("-", listing)):
        how = {"input": piped} if piped else {}
        done = planscan("summarize", "--json", "--files-from", list_, cwd=tmp_path, **how)
        assert [row["document"] for row in json.loads(done.stdout)] == wanted


def test_a_list_that_is_not_there_and_names_in_it_that_are_not(planscan: Program, tmp_path: Path) -> None:
    done = planscan("summarize", "--csv", "--files-from", "absent", cwd=tmp_path)
    assert done.returncode == 1
    assert "--files-from" in done.stderr.decode()
    (tmp_path / "list").write_text("gone.txt\n\n", encoding="utf-8")
    done = planscan("summarize", "--csv", "--files-from", "list", cwd=tmp_path)
    assert done.stderr.decode() == "planscan: gone.txt：文件不存在，请检查路径 [missing-input]\n"


def test_urls_are_read_where_fsspec_knows_them(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "sub/a.txt", "p.png"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    packed(tmp_path / "c.zip", {"x.txt": PLAN.encode()})
    url = f"file://{tmp_path}"
    done = planscan("summarize", "--csv", "--jobs", "2", url, f"{url}/*.txt", f"{url}/absent.txt")
    assert documents(done) == [f"{url}/b.txt", f"{url}/c.zip!/x.txt", f"{url}/sub/a.txt"]
    assert done.stderr.decode() == f"planscan: {url}/absent.txt：文件不存在，请检查地址 [missing-input]\n"
    assert names("nowhere://x/y.txt") == ["nowhere://x/y.txt [unsupported-format]"]


@pytest.mark.parametrize(("source", "module"), [("s3://bucket/a.txt", "fsspec"), ("t.parquet", "pyarrow")])
def test_what_is_not_installed_is_named(
    source: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, module, None)
    (error,) = find_inputs([source])
    assert isinstance(error, InputError)
    assert error.code == "unsupported-format"
    assert "pip install 'planscan[" in str(error)


def test_a_url_is_not_a_file_with_a_colon() -> None:
    assert is_url("s3://bucket/a.txt")
    assert not is_url("C://a.txt")
    assert not is_url("规划：一.txt")
    assert not is_url("a/b.txt")


def test_inputs_are_counted_where_that_costs_nothing(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "c.png"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    assert count_inputs([str(tmp_path), f"{tmp_path}/*.txt"], lambda: False) == 3
    packed(tmp_path / "d.zip", {"x.txt": PLAN.encode()})
    assert count_inputs([str(tmp_path)], lambda: False) is None
    assert count_inputs(["-"], lambda: False) is None


@given(
    st.lists(st.binary(max_size=4).map(lambda raw: os.fsdecode(raw.replace(b"\0", b"")))), st.integers(1, 5)
)
def test_names_are_sorted_as_strings_are(words: list[str], run: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sorting, "_RUN", run)
        kept = SortedNames(words)
        assert list(kept) == sorted(words)
        assert bool(kept) == bool(words)


def test_a_folder_is_read_as_deep_as_it_goes_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    for path in ("b.txt", "a/z.txt", "a/a/y.txt", "c/.hidden/x.txt", ".d/w.txt", "c/v.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(PLAN, encoding="utf-8")
    (tmp_path / "c" / "again").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    assert names(tmp_path) == [
        f"{tmp_path}/{path}" for path in ("b.txt", "broken.txt", "a/z.txt", "a/a/y.txt", "c/v.txt")
    ]


@given(st.lists(st.text(max_size=3)))
def test_what_was_seen_is_known(words: list[str]) -> None:
    seen = Seen()
    assert [seen.add(word) for word in words] == [word not in words[:n] for n, word in enumerate(words)]


def test_a_hundred_thousand_names_are_told_apart() -> None:
    seen = Seen()
    assert all(seen.add(f"规划/{number}.txt") for number in range(100_000))
    assert not any(seen.add(f"规划/{number}.txt") for number in range(0, 100_000, 7))
