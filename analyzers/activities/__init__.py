"""Directions, tasks and measures, and what exactly is to be done."""
