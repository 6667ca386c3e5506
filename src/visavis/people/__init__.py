"""Virtual people: the cast that ships, people made of portraits with consent, and the clips in which they speak."""
