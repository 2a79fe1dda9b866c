"""Announced counts, and how many the document then holds."""
