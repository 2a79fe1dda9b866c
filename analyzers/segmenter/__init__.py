"""Cutting sentences into words, behind one protocol with two engines that cut alike."""

from .engines import EngineName, default_segmenter, segmenter
from .protocol import Segmenter, Word
from .user_words import CUTTABLE

__all__ = ["CUTTABLE", "EngineName", "Segmenter", "Word", "default_segmenter", "segmenter"]
