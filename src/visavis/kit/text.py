"""Text in the product's two languages, kept side by side so that neither is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from visavis.kit.particles import with_particles

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


@dataclass(frozen=True)
class Text:
    """One message in Korean and English.

    >>> Text(ko="안녕하세요, {name} 님", en="Hello, {name}").fill(name="Mina").in_language("en")
    'Hello, Mina'
    """

    ko: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en

    def fill(self, **values: object) -> Text:
        """The same message with its {placeholders} filled. Behind one, Korean particles ('{n}'은(는)) are chosen."""
        return Text(ko=with_particles(self.ko, values).format(**values), en=self.en.format(**values))

    def __str__(self) -> str:
        return self.en
