"""Reading résumés, cover letters and portfolios: files in, fields with their places and confidence out."""

from visavis.career.resume.extracting import KINDS, Kind, extract
from visavis.career.resume.reading import Reading, read_file, read_pasted, read_text
from visavis.career.resume.values import FIELDS, SECTIONS, Entry, Field, Flag, Forbidden, Resume, Section, Span

__all__ = [
    "FIELDS",
    "KINDS",
    "SECTIONS",
    "Entry",
    "Field",
    "Flag",
    "Forbidden",
    "Kind",
    "Reading",
    "Resume",
    "Section",
    "Span",
    "extract",
    "read_file",
    "read_pasted",
    "read_text",
]
