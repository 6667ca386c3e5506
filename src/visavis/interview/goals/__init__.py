"""Goals that somebody sets for their own practice, and what to practise next."""
