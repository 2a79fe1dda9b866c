"""Speed and memory, measured as ratios in one run; see `python -m tests.benchmarks --help`."""
