"""Several processes: the same bytes as one, whatever happens to them."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from planscan.analyzers import analyze, read, scan, to_frames
from planscan.analyzers.errors import LimitError, PlanscanError, UsageError
from planscan.analyzers.execution.guard import guarded
from planscan.analyzers.execution.plans import PlanWork
from planscan.analyzers.execution.work import Examination
from planscan.analyzers.readers.limits import Limits
from planscan.analyzers.scanning import UnreadDocumentWarning
from planscan.lexicons import default_lexicon

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
FILES = sorted(SAMPLES.glob("*[!E].*"))
PLAN = "一、主要任务\n（一）建设创新平台{n}。支持企业建设研发机构，推动平台开放共享。\n"
PROGRAM = Path(sys.executable).with_name("planscan")
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes in /proc")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with good documents and bad ones."""
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(PLAN.format(n=number), encoding="utf-8")
    (tmp_path / "07.txt").write_bytes(b"")
    (tmp_path / "11.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "13.pdf").write_bytes(b"%PDF-1.7 and no more")
    return tmp_path


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    tasks = Path(f"/proc/{process}/task")
    try:
        found = [path.read_text().split() for path in tasks.glob("*/children")]
    except OSError:
        return []
    return [int(child) for some in found for child in some]


def wait_for(condition: Callable[[], object]) -> None:
    """Return when the condition holds; fail after a minute."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def told(stderr: bytes) -> list[bytes]:
    """Return the messages of a run without the lines on how far it is, which only slow machines see."""
    return [line for line in stderr.splitlines() if b" MB/s" not in line]


def is_reading(process: int) -> bool:
    """Say whether a process waits for somebody to write into a named pipe: it sleeps in `open`."""
    try:
        return "wait_for_partner" in Path(f"/proc/{process}/wchan").read_text()
    except OSError:
        return False


@pytest.mark.parametrize("command", ["extract --format jsonl", "summarize", "text --words"])
def test_the_bytes_do_not_depend_on_the_number_of_processes(
    planscan: Program, folder: Path, command: str
) -> None:
    words = [*command.split(), ".", *map(str, FILES)]
    alone = planscan(*words, "--jobs", "1", cwd=folder)
    assert alone.returncode == 1
    assert len(told(alone.stderr)) == 3
    several = planscan(*words, "-j", "3", cwd=folder)
    assert (several.returncode, several.stdout, told(several.stderr)) == (1, alone.stdout, told(alone.stderr))


def test_real_documents_give_the_same_plans_in_processes_of_their_own(shared: Path) -> None:
    files = sorted((shared / "corpus").iterdir())[:24:3]
    errors: list[PlanscanError] = []
    alone = list(scan(files, jobs=1, on_error=errors.append))
    assert list(scan(files, jobs=2, on_error=errors.append)) == alone
    assert len(alone) * 2 + len(errors) == 16


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_plan_comes_back_from_its_way_as_it_was(path: Path) -> None:
    plan = analyze(read(path))
    work = PlanWork(Examination(lexicon=default_lexicon()))
    assert work.unpacked(work.packed(plan)) == plan


def test_errors_come_back_from_their_way_as_they_were() -> None:
    error = UsageError("不行", "a.txt")
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), back.path) == (UsageError, str(error), "a.txt")


def test_a_lexicon_of_the_user_reaches_the_workers(planscan: Program, folder: Path) -> None:
    entry = "words:\n  - id: words.own\n    terms: [云泽新区]\n    examples: [建设云泽新区]\n"
    (folder / "own.yaml").write_text(entry, encoding="utf-8")
    words = ("extract", "--format", "jsonl", "--lexicon", "own.yaml", "00.txt", "01.txt")
    alone = planscan(*words, "-j", "1", cwd=folder)
    assert alone.returncode == 0, alone.stderr
    assert planscan(*words, "-j", "2", cwd=folder).stdout == alone.stdout
    assert alone.stdout != planscan(*words[:3], *words[5:], cwd=folder).stdout


def test_a_document_that_takes_too_long_fails_and_the_others_do_not(planscan: Program, folder: Path) -> None:
    os.mkfifo(folder / "slow.txt")
    for jobs in ("1", "2"):
        done = planscan(
            "summarize",
            "--csv",
            "00.txt",
            "slow.txt",
            "01.txt",
            "--limit",
            "seconds=5",
            "-j",
            jobs,
            cwd=folder,
        )
        assert len(done.stdout.splitlines()) == 3
        assert done.returncode == 1
        assert done.stderr.decode().startswith("planscan: slow.txt：处理用时（秒）超过上限（5）")
        assert "--limit seconds=" in done.stderr.decode()


def test_the_time_of_a_document_ends_in_a_thread_too() -> None:
    """The workers of a cluster work in threads, which no signal reaches."""

    def forever() -> None:
        while True:
            time.sleep(0.01)

    def after(seconds: float, result: int) -> int:
        time.sleep(seconds)
        return result

    def in_a_thread() -> list[object]:
        late = guarded("slow.txt", forever, Limits(seconds=1))
        good = [guarded("a.txt", partial(after, 0.3, n), Limits(seconds=1)) for n in range(5)]
        return [late, *good]

    with ThreadPoolExecutor(1) as pool:
        late, *good = pool.submit(in_a_thread).result(timeout=60)
    assert isinstance(late, LimitError)
    assert late.path == "slow.txt"
    assert good == [0, 1, 2, 3, 4]


def test_a_time_limit_that_is_ignored_in_a_thread_counts_at_the_end() -> None:
    """As finalisers and callbacks of C libraries do it, which can let nothing through."""

    def deaf() -> int:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                while time.monotonic() < end:
                    pass
            except BaseException:
                return 1
        return 0

    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(guarded, "deaf.txt", deaf, Limits(seconds=1)).result(timeout=30)
        good = pool.submit(guarded, "a.txt", lambda: 7, Limits(seconds=1)).result(timeout=30)
    assert isinstance(ended, LimitError)
    assert good == 7


@linux
def test_a_worker_that_is_killed_costs_nothing_and_one_that_is_killed_again_one_document(
    folder: Path,
) -> None:
    """The document is a named pipe that nobody writes to, so that a worker is at it for as long as it takes."""
    os.mkfifo(folder / "slow.txt")
    words = ("summarize", "--csv", "00.txt", "slow.txt", "01.txt", "02.txt", "--jobs", "2")
    run = subprocess.Popen([PROGRAM, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    killed: set[int] = set()
    for _ in range(2):

        def stuck() -> list[int]:
            return [child for child in children(run.pid) if child not in killed and is_reading(child)]

        wait_for(stuck)
        for child in stuck():
            killed.add(child)
            os.kill(child, signal.SIGKILL)
    output, errors = run.communicate(timeout=60)
    assert [line.split(b",")[0] for line in output.splitlines()[1:]] == [b"00.txt", b"01.txt", b"02.txt"]
    assert errors.decode().startswith("planscan: slow.txt：")
    assert errors.decode().endswith("[worker-died]\n")
    assert run.returncode == 1


@linux
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_no_worker_outlives_its_run(folder: Path, number: int, code: int) -> None:
    os.mkfifo(folder / "slow.txt")
    run = subprocess.Popen(
        [
            PROGRAM,
            "tasks",
            "--csv",
            "slow.txt",
            *["00.txt", "01.txt", "02.txt"],
            "-j",
            "2",
            "--limit",
            "seconds=5",
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    wait_for(lambda: [child for child in children(run.pid) if is_reading(child)])
    workers = children(run.pid)
    run.send_signal(number)
    assert run.wait(timeout=30) == code
    assert run.stderr
    assert run.stderr.read() == b""
    wait_for(lambda: not [worker for worker in workers if Path(f"/proc/{worker}/cmdline").exists()])


def test_a_number_of_processes_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="--jobs"):
        list(scan(FILES, jobs=0))


def test_scan_tells_of_what_it_could_not_read(folder: Path) -> None:
    errors: list[PlanscanError] = []
    plans = list(scan([folder / "00.txt", folder / "07.txt", folder / "01.txt"], on_error=errors.append))
    assert [plan.document.path for plan in plans] == [str(folder / "00.txt"), str(folder / "01.txt")]
    assert [(error.path, error.code) for error in errors] == [(str(folder / "07.txt"), "empty-document")]
    with pytest.warns(UnreadDocumentWarning, match="07.txt"):
        list(scan(folder / "07.txt"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(list(scan(folder / "00.txt", kinds=["tasks"], limits=Limits(size=1000)))) == 1


def test_frames_of_many_plans_are_the_frames_of_each() -> None:
    frames = to_frames(scan(FILES))
    single = [analyze(read(path)).to_frames() for path in FILES]
    for kind, frame in frames.items():
        assert len(frame) == sum(len(one[kind]) for one in single)
        assert list(frame.columns) == list(single[0][kind].columns)
        assert frame["document"].is_monotonic_increasing
