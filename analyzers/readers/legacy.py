"""Older formats of word processors (.doc, .wps, .rtf, .odt): converted by LibreOffice, where there is one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import msgspec

from ..document import Document
from ..errors import InputError, LimitError, LockedDocumentError, UnsupportedFormatError
from . import docx
from .formats import recognise
from .source import Source

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    "EncryptedPackage": "文件有密码，请先去除密码再读取",
    "Workbook": "这是电子表格，请把文字部分另存为 .docx 或 .txt",
    "PowerPoint Document": "这是演示文稿，请把文字部分另存为 .docx 或 .txt",
}
"""Streams of compound files that tell that they are no text (MS-CFB, 2.6.1: names are in UTF-16)."""


def read(source: Source) -> Document:
    """Return the document of a file in an older format.

    Raises:
        UnsupportedFormatError: there is no LibreOffice, or the file is no text.
        LockedDocumentError: it has a password.
        LimitError: the conversion takes too long.
        InputError: LibreOffice can't convert it.
    """
    format_ = recognise(source)
    _check_streams(source)
    program = find_program()
    if program is None:
        raise UnsupportedFormatError(
            f"读取 {format_.name} 格式需要 LibreOffice，请安装 LibreOffice，或在文字处理软件中另存为 .docx",
            source.name,
        )
    converted = Source(name=source.name, data=_convert(source, program), limits=source.limits)
    return msgspec.structs.replace(docx.read(converted), format=format_.name, sha256=source.sha256)


def find_program() -> str | None:
    """Return the path of LibreOffice on this machine; None if there is none."""
    for name in _PROGRAMS:
        path = shutil.which(name)
        if path:
            return path
    return next((place for place in _USUAL_PLACES if Path(place).exists()), None)


def _check_streams(source: Source) -> None:
    if not source.data.startswith(_COMPOUND):
        return
    for stream, message in _OTHERS.items():
        if stream.encode("utf-16-le") + b"\0\0" in source.data:
            error = LockedDocumentError if stream == "EncryptedPackage" else UnsupportedFormatError
            raise error(message, source.name)


def _convert(source: Source, program: str) -> bytes:
    """Return the file as .docx. LibreOffice works in a folder of its own, with a profile of its own."""
    deadline = source.limits.deadline(source.name)
    with tempfile.TemporaryDirectory(prefix="planscan-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        original = place / f"input{Path(source.name).suffix or '.doc'}"
        original.write_bytes(source.data)
        command = [
            program,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "output"), str(original)),
        ]
        _run(command, deadline.remaining, source)
        made = list((place / "output").glob("*.docx"))
        if not made:
            raise InputError("LibreOffice 无法转换此文件，请用文字处理软件打开并另存为 .docx", source.name)
        return made[0].read_bytes()


def _run(command: list[str], seconds: float, source: Source) -> None:
    """Run a command silently; end it with all that it started when the time is over."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a program that the user installed, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as problem:
        raise UnsupportedFormatError("无法启动 LibreOffice，请检查它的安装", source.name) from problem
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as problem:
        raise LimitError(
            f"LibreOffice 转换超过 {source.limits.seconds} 秒；可用 --limit seconds=… 提高上限", source.name
        ) from problem
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
