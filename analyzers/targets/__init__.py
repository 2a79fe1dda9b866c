"""Quantified targets: what is measured, whether the plan commits to it, by when."""
