"""Fits the reading of glasses."""
