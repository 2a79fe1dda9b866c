"""Who is responsible: the units that lead, do, help and watch."""
