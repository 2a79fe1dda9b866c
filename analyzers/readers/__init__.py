"""From bytes of any format to a `Document`. All repair of a text happens here and nowhere later."""

from .formats import EXTENSIONS
from .registry import load, read, read_bytes

__all__ = ["EXTENSIONS", "load", "read", "read_bytes"]
