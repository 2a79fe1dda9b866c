"""Incentives: what support clauses pay, to whom, on which condition."""
