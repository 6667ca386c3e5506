"""What commands that speak or listen share: this machine's voices, and the language that was asked for."""

from __future__ import annotations

import typer

from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text


def compose() -> None:
    """Imported models, connected services, and what serves where, as the settings say."""
    from visavis.settings import Settings

    Settings().compose_engines()


def read_language(lang: str) -> Language:
    if lang == "ko":
        return "ko"
    if lang == "en":
        return "en"
    raise Invalid(Text(ko="--lang은 ko 또는 en입니다.", en="--lang is ko or en."))


def list_voices() -> None:
    """Full name, languages, and what it is."""
    from visavis.voice.speak import SPEAKERS, offered_voices

    for one in offered_voices(SPEAKERS):
        voice = one.voice
        typer.echo(f"{one.name:12} {', '.join(voice.languages):8} {voice.title.en} · {voice.title.ko}")
