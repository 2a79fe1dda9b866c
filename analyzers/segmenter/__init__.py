"""Cutting sentences into words, behind one protocol with two engines that cut alike."""

from .protocol import Segmenter, Word

__all__ = ["Segmenter", "Word"]
