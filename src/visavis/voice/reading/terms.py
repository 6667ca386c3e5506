"""Latin letters and names in Korean text, as Koreans say them; the table is ``terms_ko.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def table(name: str) -> dict[str, str]:
    """One of the tables "letters", "terms" (lower case) and "units" of the data file."""
    tables: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("terms_ko.json").read_text("utf-8"))
    return tables[name]


def say_latin(word: str) -> str:
    """A Latin word in Hangul; one that isn't known and isn't an acronym stays, and is spoken as English.

    >>> say_latin("API"), say_latin("Python"), say_latin("GraphQL")
    ('에이피아이', '파이썬', 'GraphQL')
    """
    known = table("terms").get(word.lower())
    if known is not None:
        return known
    if word.isupper() and len(word) <= 5:
        return "".join(table("letters").get(sign, sign) for sign in word)
    return word
