"""Reports shown to a coach by a link, and what the coach writes at their moments."""
