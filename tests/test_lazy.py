"""What is found when first asked for, and kept."""

from __future__ import annotations

from planscan.analyzers.lazy import cached_property


class Counted:
    def __init__(self) -> None:
        self.made = 0

    @cached_property
    def value(self) -> int:
        """How often it was made."""
        self.made += 1
        return self.made


def test_a_value_is_made_when_first_asked_for_and_once_for_each_owner() -> None:
    one, other = Counted(), Counted()
    assert one.made == 0
    assert [one.value, one.value, other.value] == [1, 1, 1]
    assert (one.made, other.made) == (1, 1)


def test_what_makes_a_value_says_what_it_is() -> None:
    assert Counted.value.__doc__ == "How often it was made."
