"""Data sets of many documents: folders of Parquet, DuckDB files.

`records` says what the table of documents holds, `tables` makes Arrow tables, `parts` writes what the documents of one
window give, `dataset` has that done for all windows, `cluster` on other machines; `manifest` tells what came of a run,
`duck` makes one file of a folder.
"""
