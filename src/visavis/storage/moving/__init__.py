"""Moving everything from one pair of stores to another: every row and every blob, checked by counts and hashes."""
