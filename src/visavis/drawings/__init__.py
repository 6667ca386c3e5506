"""Drawings that people make in the sketch studio: saved as they grow, and opened again."""
