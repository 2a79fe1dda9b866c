"""Numbers as documents write them: numerals, amounts, units, quantities, years and dates."""
