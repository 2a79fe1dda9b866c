"""Tables of indicators, and the targets in them."""
