"""The text of a document that was typed into the form: headings, labels and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from visavis.career.resume.values import SECTIONS, Entry
from visavis.career.resume.wording import FIELD_NAMES, SECTION_NAMES
from visavis.kit.text import Language


def compose(entries: Sequence[Entry], language: Language) -> str:
    """Text with one line for each field, in the order of the sections; an essay's title stands over its text."""
    ordered = sorted(entries, key=lambda entry: SECTIONS.index(entry.section))
    blocks = []
    for section, group in groupby(ordered, key=lambda entry: entry.section):
        made = ["\n".join(_lines(entry, language)) for entry in group]
        apart = "\n" if section in ("skill", "portfolio") else "\n\n"
        blocks.append(f"{SECTION_NAMES[section].in_language(language)}\n{apart.join(made)}")
    return "\n\n".join(blocks)


def _lines(entry: Entry, language: Language) -> Iterator[str]:
    if entry.section == "essay":
        yield from (field.value for field in sorted(entry.fields, key=lambda field: field.key != "title"))
    elif entry.section in ("skill", "portfolio"):
        level = entry.get("level")
        yield (entry.get("name") or entry.get("link") or "") + (f" ({level})" if level else "")
    else:
        yield from (f"{FIELD_NAMES[field.key].in_language(language)}: {field.value}" for field in entry.fields)
