"""Records as flat rows: the shapes of tables, CSV files and data frames."""
