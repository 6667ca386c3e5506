"""Training of the embedded generator: an appearance model of shape and colour, finished by a small network."""
