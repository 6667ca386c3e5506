"""The sheet of make-up looks in the docs."""
