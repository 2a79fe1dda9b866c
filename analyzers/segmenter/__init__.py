"""Cutting sentences into words, behind one protocol with two engines that cut alike."""

from .engines import EngineName, default_segmenter, segmenter
from .protocol import Segmenter, Word

__all__ = ["EngineName", "Segmenter", "Word", "default_segmenter", "segmenter"]
