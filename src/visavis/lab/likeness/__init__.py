"""Learning which differences between faces tell people apart: face/likeness.npz."""
