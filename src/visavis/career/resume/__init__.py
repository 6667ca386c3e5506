"""Reading résumés, cover letters and portfolios: files in, fields with their places and confidence out."""

from visavis.career.resume.values import FIELDS, SECTIONS, Entry, Field, Flag, Forbidden, Resume, Section, Span

__all__ = ["FIELDS", "SECTIONS", "Entry", "Field", "Flag", "Forbidden", "Resume", "Section", "Span"]
