"""How sure a reading is, by what it rests on. The bench counts how often each kind is right (see docs/resume.md)."""

LABELLED = 0.95
"""It stands behind its label, or in the column under its head."""
PATTERN = 0.9
"""Its form tells it: an address of mail, a telephone number, a date, "3.8/4.5", the name of a test with its score."""
NAMED = 0.8
"""A word in it tells it: 대학교, 주식회사, Engineer."""
UNDER = 0.7
"""It is a point under an entry, or the text under a heading."""
PLACED = 0.6
"""Only its place tells it: what is left in a line of which the rest is known."""
