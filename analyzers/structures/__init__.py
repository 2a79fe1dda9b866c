"""Numbered structures: formulae such as 3+3+2, and what stands behind their digits."""
