"""The looks that the colouring network is told beside the drawing, and how wishes change them."""

from __future__ import annotations

ZONES = ("hair", "right cheek", "left cheek", "lips", "lids", "clothes")
"""Each three numbers, CIELAB; then gender (1: female, -1: male) and age (1: senior, -1: younger)."""
LOOKS = 3 * len(ZONES) + 2
