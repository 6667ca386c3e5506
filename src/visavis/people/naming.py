"""Names that are offered for generated people."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from visavis.kit.text import Text
from visavis.people.recipes import Recipe

_FILE = Path(__file__).parent / "names.yaml"


def suggest_name(recipe: Recipe) -> Text:
    """A given name that follows from who it is, so that it stays while looks and sliders change.

    Of 24 seeds that follow each other, no two get the same name. The name of a face that was found from a photo says
    nothing of gender or origin: it would be a guess about somebody real.
    """
    names = _names()
    kind = "any" if recipe.is_from_photo else recipe.kind
    fitting = names.get(kind) or names["female" if kind.startswith("female") else "male"]
    return fitting[(recipe.number if recipe.seed is None else recipe.seed) % len(fitting)]


def suggest_voice(recipe: Recipe) -> str:
    """The voice that suits the kind at first; users choose another as they like."""
    women, men = ("f1", "f2", "f3"), ("m1", "m2", "m3")
    voices = women if recipe.kind.startswith("female") else men if recipe.kind.startswith("male") else women + men
    return voices[recipe.number % len(voices)]


@cache
def _names() -> dict[str, tuple[Text, ...]]:
    held: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return {
        kind: tuple(Text(ko=ko, en=en) for ko, en in zip(names["ko"], names["en"], strict=True))
        for kind, names in held.items()
    }
