"""Trains the network that restores faces (studio/restore)."""
