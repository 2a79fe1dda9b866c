"""From bytes of any format to a `Document`. All repair of a text happens here and nowhere later."""

from .registry import read, read_bytes

__all__ = ["read", "read_bytes"]
