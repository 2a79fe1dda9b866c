"""Both engines cut alike, cover the text, know the lexicon's words; no cache is trusted that isn't ours."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planscan.analyzers.segmenter import EngineName, Segmenter, Word, segmenter
from planscan.analyzers.segmenter.frequencies import load_frequencies
from planscan.analyzers.segmenter.user_words import WordEntry, user_words
from planscan.lexicons import Lexicon, default_lexicon
from planscan.lexicons.cache import cache_folder, read_cached, write_cached
from planscan.lexicons.errors import LexiconFault

ENTRIES = default_lexicon().table("words", WordEntry)
ENGINES = ("rjieba", "jieba")


def texts_of(words: tuple[Word, ...]) -> list[str]:
    """Return the texts of words."""
    return [word.text for word in words]


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a new interpreter that takes every warning for an error."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# ---- words


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_word_of_the_lexicon_is_one_word_in_an_example(entry: WordEntry, name: EngineName) -> None:
    found = {word.text for text in entry.examples for word in segmenter(name).words(text)}
    assert not set(entry.terms) - found


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_cuts_of_the_lexicon(entry: WordEntry, name: EngineName) -> None:
    for cut in entry.cuts:
        assert "/".join(texts_of(segmenter(name).words(cut.replace("/", "")))) == cut


def test_words_stand_once_in_the_lexicon() -> None:
    words = user_words(default_lexicon())
    assert len(words) == len(set(words))
    assert len(words) >= 100


def lexicon_of(folder: Path, *terms: str) -> Lexicon:
    """Return a lexicon that holds these terms alone."""
    lines = ["about: words", "entries:", "  - id: words.own", f"    terms: [{', '.join(terms)}]"]
    (folder / "words.yaml").write_text("\n".join(lines), encoding="utf-8")
    return Lexicon(folder)


@pytest.mark.parametrize("name", ENGINES)
def test_words_with_joining_marks_stay_whole(tmp_path: Path, name: EngineName) -> None:
    """rjieba joins over - _ . what is no word, and that repair must not take words apart."""
    own = segmenter(name, lexicon_of(tmp_path, "5G-A", "Wi-Fi", "甲乙链"))
    assert texts_of(own.words("5G-A，5G-B，Wi-Fi-7甲乙链")) == [
        *("5G-A", "，", "5G", "-", "B", "，", "Wi-Fi", "-", "7", "甲乙链"),
    ]


def test_a_word_that_no_engine_could_cut_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconFault, match="“双链”"):
        user_words(lexicon_of(tmp_path, "“双链”"))


def test_an_engine_is_made_once_for_a_lexicon(tmp_path: Path) -> None:
    assert segmenter("rjieba") is segmenter("rjieba")
    assert segmenter("rjieba", lexicon_of(tmp_path, "甲乙链")) is not segmenter("rjieba")


# ---- both engines alike

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5)
RARE = st.one_of(
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
    st.characters(min_codepoint=0x9FD6, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0xF900, max_codepoint=0xFAFF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x323AF),
    st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF),
    st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF, categories=["Cs"]),
    st.sampled_from("\u200b\u200d\ufeff\u00ad\x00\x1c\x85\u2028\ufe0f\u3007γ"),
    st.characters(),
)
POLICY = st.sampled_from([word for entry in ENTRIES for word in entry.terms])
COMMON = st.sampled_from(
    [
        "发展",
        "产业链",
        "健全",
        "创新",
        "壮大",
        "提升",
        "大数据中心",
        "AT&T",
        "C++",
        "T恤",
        "4S店",
        "阿Q",
        "1号店",
        "PC机",
    ]
)
ASCII = st.text(st.sampled_from("abGTQ059.-_%+#&, "), min_size=1, max_size=10)
MARKS = st.text(st.sampled_from("，。；：“”《》（）、\r\n\t\u3000５Ｇ％"), min_size=1, max_size=3)
MIXES = st.lists(
    st.one_of(st.text(HAN, min_size=1, max_size=6), RARE, POLICY, COMMON, ASCII, MARKS), max_size=20
).map("".join)


@given(MIXES)
@example("2026-02-09，5G-A，a.5b，1.5.6.7，v1.2-rc3，12.5%-13.6%，x_1")
@example("a\r\n\r\r\n\n㵲水\ud800豈\U00020000鿖中")
def test_engines_cut_random_mixes_alike_and_leave_nothing_out(text: str) -> None:
    words = segmenter("rjieba").words(text)
    assert words == segmenter("jieba").words(text)
    assert "".join(texts_of(words)) == text
    assert all(word.text and text[word.start : word.end] == word.text for word in words)


def lines_of(shared: Path) -> Iterator[str]:
    """Every third line of the text documents: jieba takes a second for each megabyte."""
    for path in sorted((shared / "corpus").iterdir()):
        if path.suffix in {".txt", ".md"}:
            yield from path.read_bytes().decode("utf-8", "surrogateescape").splitlines(keepends=True)[::3]


def test_engines_cut_real_documents_alike(shared: Path) -> None:
    rust, reference = segmenter("rjieba"), segmenter("jieba")
    lines = list(lines_of(shared))
    assert len(lines) > 1000, "too few lines to say anything"
    assert [line for line in lines if rust.words(line) != reference.words(line)] == []


# ---- loading


def test_importing_loads_no_engine_and_no_dictionary() -> None:
    code = "import planscan.analyzers.segmenter, sys; print([m for m in sys.modules if 'jieba' in m])"
    assert run(code).stdout == "[]\n"


@pytest.mark.parametrize("name", ENGINES)
def test_engines_are_silent_and_leave_the_shared_temporary_folder_alone(
    tmp_path: Path, name: EngineName
) -> None:
    """jieba.cache there is loaded with marshal by jieba itself, whoever wrote it."""
    temporary = tmp_path / "shared"
    temporary.mkdir()
    (temporary / "jieba.cache").write_bytes(b"\xe9\xff\xff\xff\x7f")
    code = (
        "from planscan.analyzers.segmenter import segmenter\n"
        f"engine = segmenter({name!r})\n"
        "print(engine.name, *(word.text for word in engine.words('我们健全产业链')))"
    )
    done = run(
        code,
        TMPDIR=str(temporary),
        XDG_CACHE_HOME=str(tmp_path / "cache"),
        PYTHONPYCACHEPREFIX=str(tmp_path / "compiled"),
    )
    assert (done.stdout, done.stderr) == (f"{name} 我们 健全 产业链\n", "")
    assert [path.name for path in temporary.iterdir()] == ["jieba.cache"]


def test_jieba_stands_in_where_rjieba_is_missing() -> None:
    code = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from planscan.analyzers.segmenter import default_segmenter\n"
        "print(default_segmenter().name, len(default_segmenter().words('专精特新企业')))"
    )
    assert run(code).stdout == "jieba 2\n"


def test_the_rjieba_that_others_import_still_works() -> None:
    """We load its extension without its package; the package must still import, before us or behind us."""
    ours = "from planscan.analyzers.segmenter import segmenter; segmenter('rjieba').words('甲')"
    theirs = "import rjieba; print(rjieba.cut('中国人民'), rjieba.Jieba().cut('专精特新'))"
    expected = "['中国', '人民'] ['专精', '特新']\n"
    assert run(f"{ours}; {theirs}").stdout == expected
    assert run(f"{theirs}; {ours}").stdout == expected


# ---- the cache

DICTIONARY = "产业 30 n\n产业链 12 n\n链 5 n\n产业 7 n\n".encode()
FREQUENCIES = ({"产业": 7, "产": 0, "产业链": 12, "链": 5}, 54)


class Parser:
    """Makes the frequencies of the small dictionary above, and counts how often."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, file: BinaryIO) -> tuple[dict[str, int], int]:
        assert file.read() == DICTIONARY
        self.runs += 1
        return FREQUENCIES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache folder of a user who has none yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "planscan"


def stored(folder: Path) -> Path:
    """Fill the cache and return its file."""
    load_frequencies(DICTIONARY, Parser())
    (file,) = folder.iterdir()
    return file


def test_the_second_load_comes_from_the_cache(folder: Path) -> None:
    parse = Parser()
    assert load_frequencies(DICTIONARY, parse) == FREQUENCIES
    assert load_frequencies(DICTIONARY, parse) == FREQUENCIES
    assert parse.runs == 1
    assert len(list(folder.iterdir())) == 1


def test_the_cache_is_closed_to_others(folder: Path) -> None:
    file = stored(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600


def sealed(content: bytes) -> bytes:
    """Return the content of a cache file behind its checksum, which fits."""
    return hashlib.sha256(content).digest() + content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"short",
        b"\xe9\xff\xff\xff\x7f",
        bytes(200),
        sealed(b""),
        sealed(b"short"),
        sealed(bytes(15) + b"\xff" + "产业".encode()),
        sealed((54).to_bytes(8, "little") + (4).to_bytes(8, "little") + bytes(16) + b"one\ntwo"),
        sealed((54).to_bytes(8, "little") + (1).to_bytes(8, "little") + bytes(4) + b"\xff"),
    ],
    ids=[
        "empty",
        "short",
        "marshal",
        "zeros",
        "no_head",
        "half_a_head",
        "huge_count",
        "few_words",
        "no_utf8",
    ],
)
def test_a_damaged_cache_is_made_again(folder: Path, content: bytes) -> None:
    file = stored(folder)
    whole = file.read_bytes()
    file.write_bytes(content)
    parse = Parser()
    assert load_frequencies(DICTIONARY, parse) == FREQUENCIES
    assert parse.runs == 1
    assert file.read_bytes() == whole


@pytest.mark.parametrize("cut", [0, 31, 40, -1])
def test_a_truncated_cache_is_made_again(folder: Path, cut: int) -> None:
    file = stored(folder)
    file.write_bytes(file.read_bytes()[:cut])
    parse = Parser()
    assert load_frequencies(DICTIONARY, parse) == FREQUENCIES
    assert parse.runs == 1


def test_a_cache_in_which_one_frequency_differs_is_made_again(folder: Path) -> None:
    file = stored(folder)
    content = bytearray(file.read_bytes())
    content[content.index(12, 32)] += 1
    file.write_bytes(content)
    assert load_frequencies(DICTIONARY, Parser()) == FREQUENCIES


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other users out by access lists")


@posix
@pytest.mark.parametrize("mode", [0o644, 0o666, 0o620])
def test_a_file_that_others_may_touch_is_not_read(folder: Path, mode: int) -> None:
    file = stored(folder)
    file.chmod(mode)
    assert read_cached(file.name) is None


@posix
@pytest.mark.parametrize("mode", [0o777, 0o755, 0o1777])
def test_a_folder_that_others_may_enter_is_neither_read_nor_written(folder: Path, mode: int) -> None:
    file = stored(folder)
    folder.chmod(mode)
    assert read_cached(file.name) is None
    write_cached("another", b"content")
    assert list(folder.iterdir()) == [file]


@posix
def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    file = stored(folder)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert read_cached(file.name) is None
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved", target_is_directory=True)
    write_cached("another", b"content")
    assert not (tmp_path / "moved" / "another").exists()


@posix
def test_a_pipe_in_place_of_the_file_does_not_hang(folder: Path) -> None:
    file = stored(folder)
    file.unlink()
    os.mkfifo(file, 0o600)
    assert read_cached(file.name) is None


@posix
@pytest.mark.parametrize("whose", ["file", "folder"])
def test_what_belongs_to_somebody_else_is_not_read(folder: Path, whose: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    file = stored(folder)
    os.chown(file if whose == "file" else folder, 12345, 12345)
    assert read_cached(file.name) is None


def test_without_a_place_for_it_there_is_no_cache(folder: Path) -> None:
    folder.parent.write_bytes(b"a file where the folder should be")
    parse = Parser()
    assert load_frequencies(DICTIONARY, parse) == FREQUENCIES
    assert load_frequencies(DICTIONARY, parse) == FREQUENCIES
    assert parse.runs == 2


def test_a_relative_cache_home_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG Base Directory Specification: relative paths are invalid and to be ignored."""
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    found = cache_folder()
    assert found is not None
    assert found.is_relative_to(tmp_path)


def test_the_frequencies_are_those_of_jieba_itself(folder: Path) -> None:
    """Built by jieba's own initialize(), with a cache of its own in a folder that nobody else uses."""
    code = (
        "import hashlib, logging, sys, jieba\n"
        "from planscan.analyzers.segmenter.frequencies import load_frequencies\n"
        "theirs = jieba.Tokenizer(); theirs.tmp_dir = sys.argv[1]; theirs.initialize()\n"
        "dictionary = theirs.get_dict_file().read()\n"
        "for _ in range(2):\n"
        "    ours = load_frequencies(dictionary, jieba.Tokenizer.gen_pfdict)\n"
        "    print(ours == (theirs.FREQ, theirs.total), len(theirs.FREQ) > 300_000)\n"
    )
    folder.parent.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder.parent)], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "True True\nTrue True\n"


def test_the_protocol_is_what_both_engines_offer() -> None:
    engines: list[Segmenter] = [segmenter("rjieba"), segmenter("jieba")]
    assert [engine.name for engine in engines] == ["rjieba", "jieba"]
    assert [engine.words("") for engine in engines] == [(), ()]
