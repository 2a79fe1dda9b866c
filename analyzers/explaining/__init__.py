"""Why a record is what it is, and whether the lexicons say what they mean."""
