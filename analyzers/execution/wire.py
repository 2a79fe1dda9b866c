"""What travels between a run and its workers: pickles with their length in front."""

from __future__ import annotations

import pickle
from typing import IO, Any, TypeAlias

Message: TypeAlias = Any

_LENGTH = 8


class Closed(Exception):  # noqa: N818 - an ordinary end, no error
    """The other side is gone."""


def send(stream: IO[bytes], message: Message) -> None:
    """Write a message.

    Raises:
        Closed: nobody is there to read it.
    """
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    try:
        stream.write(len(data).to_bytes(_LENGTH, "big") + data)
        stream.flush()
    except (OSError, ValueError) as problem:
        raise Closed from problem


def receive(stream: IO[bytes]) -> Message:
    """Return the next message.

    Raises:
        Closed: there is none, or only a part of one.
    """
    return pickle.loads(_exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "big")))  # noqa: S301 - our own


def _exactly(stream: IO[bytes], size: int) -> bytes:
    try:
        data = stream.read(size)
    except (OSError, ValueError) as problem:
        raise Closed from problem
    if len(data) < size:
        raise Closed
    return data
