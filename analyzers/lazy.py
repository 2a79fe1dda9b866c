"""What is found when first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class cached_property(Generic[T]):  # noqa: N801 -- it is written as the standard library's is
    """`functools.cached_property` without a lock: what it gives is the same however often it is made.

    Until Python 3.12 the lock of the standard library's takes longer than most of what is kept so does. The segmenters
    keep that one: threads that ask at once should not each load a dictionary.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        """Take what makes the value from its owner."""
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, type_: type[Any]) -> cached_property[T]: ...
    @overload
    def __get__(self, owner: object, type_: type[Any] | None = None) -> T: ...
    def __get__(self, owner: object | None, type_: type[Any] | None = None) -> cached_property[T] | T:
        """Return the value; the owner's own attribute of the same name answers from then on."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._make(owner)
        return value
