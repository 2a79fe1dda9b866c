"""What can be read: files, folders, globs, standard input, and every way in which they can be bad."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
PLAN = "一、主要任务\n（一）建设创新平台。支持企业建设研发机构，推动平台开放共享。\n"
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


def documents(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Return the names of the documents in the order in which `summarize --csv` has them."""
    return [line.split(",")[0] for line in done.stdout.decode().splitlines()[1:]]


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line on standard error."""
    (line,) = done.stderr.decode().splitlines()
    return line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with plans that are read, and with hidden and other files that are not."""
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "picture.png", "notes"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_documents_sorted_and_without_hidden_ones(planscan: Program, folder: Path) -> None:
    done = planscan("summarize", "--csv", ".", cwd=folder)
    assert documents(done) == ["./a.md", "./b.txt", "./sub/c.TXT"]
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_order_is_that_of_the_inputs_and_no_file_comes_twice(planscan: Program, folder: Path) -> None:
    (folder / "link.txt").symlink_to("b.txt")
    done = planscan("summarize", "--csv", "sub", "b.txt", "./b.txt", ".", "link.txt", "notes", cwd=folder)
    assert documents(done) == ["sub/c.TXT", "b.txt", "./a.md", "notes"]


def test_a_glob_that_the_shell_left_alone_is_expanded(planscan: Program, folder: Path) -> None:
    assert documents(planscan("summarize", "--csv", "*.txt", cwd=folder)) == ["b.txt"]
    assert documents(planscan("summarize", "--csv", "**/*.TXT", cwd=folder)) == ["sub/c.TXT"]
    none = planscan("summarize", "--csv", "*.docx", cwd=folder)
    assert none.returncode == 1
    assert complaint(none) == "planscan: *.docx：没有文件符合这个通配式，请检查路径 [missing-input]"


def test_a_name_with_a_bracket_is_a_name_before_it_is_a_glob(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "规划[1].txt").write_text(PLAN, encoding="utf-8")
    assert documents(planscan("summarize", "--csv", "规划[1].txt", cwd=tmp_path)) == ["规划[1].txt"]


def test_links_that_go_round_in_circles_end(planscan: Program, folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "round.txt").symlink_to("round.txt")
    done = planscan("summarize", "--csv", ".", cwd=folder)
    assert documents(done) == ["./a.md", "./b.txt", "./sub/c.TXT"]
    assert done.returncode == 1
    assert "round.txt" in complaint(done)


def test_what_is_no_file_is_not_taken_from_a_folder(planscan: Program, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket.txt"))
        done = planscan("summarize", "--csv", ".", cwd=folder, timeout=30)
    assert documents(done) == ["./a.md", "./b.txt", "./sub/c.TXT"]


def test_a_pipe_that_is_named_is_read(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    read, write = os.pipe()
    os.write(write, PLAN.encode())
    os.close(write)
    done = planscan("tasks", "--csv", f"/dev/fd/{read}", pass_fds=(read,))
    os.close(read)
    assert "建设创新平台" in done.stdout.decode()


@pytest.mark.parametrize("arguments", [(), ("-",), ("-", "-")])
def test_standard_input_is_read_once(planscan: Program, arguments: tuple[str, ...]) -> None:
    done = planscan("summarize", "--csv", *arguments, input=PLAN.encode())
    assert documents(done) == ["-"]
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_input_at_all_is_wrong_usage(planscan: Program) -> None:
    """A terminal on standard input is nothing to read."""
    terminal, other = os.openpty()
    done = planscan("tasks", stdin=other)
    os.close(terminal)
    os.close(other)
    assert done.returncode == 2
    assert done.stdout == b""
    assert complaint(done).endswith("[no-input]")


BAD_BYTES = {
    "empty.txt": (b"", "empty-document"),
    "blank.txt": (b" \r\n\t\n", "empty-document"),
    "binary.txt": (bytes(range(256)) * 20, "binary-document"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "unsupported-format"),
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_a_bad_file_costs_one_sentence_and_the_others_are_read(
    planscan: Program, folder: Path, name: str
) -> None:
    content, code = BAD_BYTES[name]
    (folder / name).write_bytes(content)
    done = planscan("summarize", "--csv", name, "b.txt", cwd=folder)
    assert documents(done) == ["b.txt"]
    assert done.returncode == 1
    assert complaint(done).startswith(f"planscan: {name}：")
    assert complaint(done).endswith(f"[{code}]")


def test_missing_files_and_empty_folders_are_named(planscan: Program, folder: Path) -> None:
    (folder / "void").mkdir()
    done = planscan("summarize", "--csv", "absent.txt", "", "void", "b.txt/x", "b.txt", cwd=folder)
    assert documents(done) == ["b.txt"]
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert [line.rpartition(" ")[2] for line in lines[:3]] == ["[missing-input]"] * 3
    assert lines[0] == "planscan: absent.txt：文件不存在，请检查路径 [missing-input]"
    assert "文件夹里没有可读的文档" in lines[2]
    assert len(lines) == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(planscan: Program, folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (folder / "sub").chmod(0)
    done = planscan("summarize", "--csv", ".", cwd=folder)
    (folder / "sub").chmod(0o755)
    assert documents(done) == ["./a.md"]
    assert len(done.stderr.decode().splitlines()) == 2


def test_nothing_on_standard_input_is_an_empty_document(planscan: Program) -> None:
    done = planscan("tasks", input=b"")
    assert done.returncode == 1
    assert complaint(done) == "planscan: -：没有内容，请检查文件 [empty-document]"


def test_bytes_that_do_not_decode_propose_the_option(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        PLAN.encode("utf-8") * 3 + b"\xff\xff\n" + PLAN.encode("big5hkscs", "ignore")
    )
    done = planscan("tasks", "--csv", "a.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "--encoding" in complaint(done)


def test_the_encoding_can_be_given(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAN.encode("gb18030"))
    assert planscan("text", "a.txt", "--encoding", "gb18030", cwd=tmp_path).stdout.decode() == PLAN
    wrong = planscan("text", "a.txt", "--encoding", "utf-8", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (1, b"")
    assert complaint(wrong).endswith("[undecodable-text]")


@pytest.mark.parametrize("name", ["gbk18030", "rot13", "base64"])
def test_an_encoding_that_does_not_exist_is_wrong_usage(planscan: Program, name: str) -> None:
    done = planscan("text", "--encoding", name, SAMPLES / "cluster-plan-news.md")
    assert done.returncode == 2
    assert complaint(done).endswith("[usage]")


def test_names_that_do_not_decode_are_shown_and_read(planscan: Program, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"plan-\xff.txt")).write_text(PLAN, encoding="utf-8")
    done = planscan("summarize", "--csv", b"plan-\xff.txt", b"missing-\xff.txt", cwd=tmp_path)
    assert documents(done) == [r"plan-\xff.txt"]
    assert complaint(done).startswith(r"planscan: missing-\xff.txt：")
    rows = planscan("tasks", "--json", b"plan-\xff.txt", cwd=tmp_path)
    assert rb'"document":"plan-\\xff.txt"' in rows.stdout


def test_names_cannot_forge_lines_or_steer_the_terminal(planscan: Program, tmp_path: Path) -> None:
    done = planscan("tasks", "a\nplanscan: b\x1b[31m.txt", cwd=tmp_path)
    assert complaint(done).startswith(r"planscan: a\x0aplanscan: b\x1b[31m.txt：")


def test_a_text_without_chinese_and_one_without_a_plan_are_warned_of(
    planscan: Program, tmp_path: Path
) -> None:
    (tmp_path / "en.txt").write_text("Nothing to plan here.\n", encoding="utf-8")
    (tmp_path / "poem.txt").write_text("窗外的雨下了一夜，早上天晴了。\n", encoding="utf-8")
    done = planscan("tasks", "--csv", "en.txt", "poem.txt", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stderr.decode().splitlines()
    assert [line.rpartition(" ")[2] for line in lines] == ["[no-chinese]", "[no-plan]"]
    assert planscan("tasks", "--csv", "--quiet", "en.txt", "poem.txt", cwd=tmp_path).stderr == b""


def test_limits_of_reading_can_be_set(planscan: Program, folder: Path) -> None:
    over = planscan("summarize", "--csv", "b.txt", "--limit", "size=10", cwd=folder)
    assert over.returncode == 1
    assert complaint(over).endswith("[limit-exceeded]")
    assert planscan("summarize", "--csv", "b.txt", "--limit", "size=1k", cwd=folder).returncode == 0
    assert planscan("summarize", "--csv", "b.txt", "--limit", "length=10", cwd=folder).returncode == 2
