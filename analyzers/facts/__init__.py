"""What a document says of itself: title, issuer, kind, region, number, date, period."""
