"""The recipe of a generated person: one line from which the same face comes again.

    eigen:7:female-east-asian:elegant:age=40,smile=0.5    drawn by a seed
    eigen:m7.male-white.600~9.male-black.400:male-white   a mix: m and seed, kind and thousandths of each, whose hair
                                                          it is and so whose kind first
    eigen:p…:male-white:natural                           found from a photo, or mixed with one: p and the latent
    stylegan2:7:any:natural:truncation=0.6                drawn by an imported checkpoint

The parts are engine, who, kind, look and sliders. A latent is written as base64 (URL alphabet) of little-endian
float16. Only photos are written as latents: whoever edits a code can't turn a real face into one that needs no consent.
Somebody has one code: numbers are written in ASCII digits without leading zeros, and nothing is said twice.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np

from visavis.kit.errors import Invalid, Refused
from visavis.kit.text import Text
from visavis.people.consent import Attested
from visavis.people.looks import NATURAL, find_look
from visavis.studio.generate import GenerateEngine, Latent
from visavis.studio.generate.sliders import YOUNGEST, reach

LARGEST_SEED = 2**32 - 1
LONGEST = 800
"""Characters of the longest recipe that is read."""
_STRIDE = 7
"""From one seed to the next the kind changes by so many: neighbours in the gallery are unlike."""
_SEED = r"(?:0|[1-9][0-9]{0,9})"
_PART = rf"{_SEED}\.[a-z][a-z0-9-]{{0,39}}\.[1-9][0-9]{{0,3}}"
_WHO = re.compile(rf"{_SEED}|m{_PART}(?:~{_PART}){{0,7}}|p[A-Za-z0-9_-]{{2,700}}")
MOST_MIXED = 8
"""People in one mix; those with the smallest shares go first when there are more."""
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_SLIDER = re.compile(r"([a-z][a-z-]{0,19})=(-?[0-9]{1,4}(?:\.[0-9]{1,4})?)")


class UnreadableRecipe(Invalid):
    """The text isn't a recipe of a person."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Text(
                ko="'{t}'은(는) 인물 코드가 아닙니다. 예: eigen:7:female-east-asian:elegant:age=40",
                en="'{t}' is not the code of a person. It looks like eigen:7:female-east-asian:elegant:age=40.",
            ).fill(t=text[:60])
        )


class TooYoung(Refused):
    """Somebody under age was asked for."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="{y}세보다 어린 인물은 만들지 않습니다. 나이를 {y} 이상으로 정해 주세요.",
                en="Nobody younger than {y} is made. Set the age to {y} or more.",
            ).fill(y=YOUNGEST)
        )


@dataclass(frozen=True)
class Recipe:
    """``who``: a seed in digits, m and a mix of seeds, or p and an encoded latent; ``sliders``: what was set.

    ``attested`` comes with a face that was found from a photo; it is no part of the code. See ``sealing``.
    """

    engine: str
    who: str
    kind: str
    look: str = NATURAL
    sliders: tuple[tuple[str, float], ...] = ()
    attested: Attested | None = field(default=None, compare=False)

    @staticmethod
    def parse(text: str) -> Recipe:
        """The recipe that a line states, a mix in the one order and with the one kind that ``mix`` gives it.

        Raises UnreadableRecipe, NoSuchLook or TooYoung.
        """
        parts = text.strip().split(":")
        if len(text) > LONGEST or not 3 <= len(parts) <= 5:
            raise UnreadableRecipe(text)
        engine, who, kind, look, sliders = (parts + [""] * 2)[:5]
        if not (_NAME.fullmatch(engine) and _WHO.fullmatch(who) and _NAME.fullmatch(kind)):
            raise UnreadableRecipe(text)
        if who.isdigit() and int(who) > LARGEST_SEED:
            raise UnreadableRecipe(text)
        stated = [_read_slider(one, text) for one in sliders.split(",") if one]
        settings = dict(stated)
        if len(settings) < len(stated):
            raise UnreadableRecipe(text)
        recipe = Recipe(engine, who, kind)
        if who.startswith("m"):
            recipe = _of_parts(engine, _parts(recipe), text)
        return recipe.with_look(look or NATURAL).with_sliders(settings)

    def __str__(self) -> str:
        told = ",".join(f"{name}={value:.4f}".rstrip("0").rstrip(".") for name, value in self.sliders)
        return ":".join([self.engine, self.who, self.kind, self.look, *([told] if told else [])])

    @property
    def seed(self) -> int | None:
        return int(self.who) if self.who.isdigit() else None

    @property
    def is_from_photo(self) -> bool:
        """Whether a real person's photo went into it, whose consent it then needs."""
        return self.who.startswith("p")

    @property
    def number(self) -> int:
        """For choices that follow from who it is, such as the name."""
        return zlib.crc32(self.who.encode())

    def with_look(self, look_id: str) -> Recipe:
        """The same person in another look. Raises NoSuchLook."""
        return replace(self, look=find_look(look_id).id)

    def with_sliders(self, settings: dict[str, float]) -> Recipe:
        """With more sliders set, in a fixed order. Raises TooYoung."""
        merged = dict(self.sliders) | {name: round(value, 4) + 0.0 for name, value in settings.items()}
        if merged.get("age", YOUNGEST) < YOUNGEST:
            raise TooYoung
        return replace(self, sliders=tuple(sorted(merged.items())))


def draw_recipe(engine: GenerateEngine, seed: int, kind: str | None = None, look: str = NATURAL) -> Recipe:
    """Somebody new; the seed chooses the kind too when none is given. Raises NotFound for a kind that isn't there."""
    names = [one.name for one in engine.kinds]
    chosen = kind or names[seed * _STRIDE % len(names)]
    if chosen not in names:
        engine.draw(seed, chosen)  # it knows how to refuse
    return Recipe(engine.card.name, str(seed), chosen).with_look(look)


def latent_of(recipe: Recipe, engine: GenerateEngine) -> Latent:
    """The latent of the recipe, look included. Raises UnreadableRecipe, TooYoung, Invalid and NotFound."""
    base = _base(recipe, engine)
    look = find_look(recipe.look)
    stands = engine.read(base)
    spans = _spans(stands, engine)
    asked = look.to | {name: stands[name] + by for name, by in look.by.items() if name in stands}
    within = {name: float(np.clip(value, *spans[name])) for name, value in asked.items() if name in spans}
    return _grown_up(engine.steer(base, within | dict(recipe.sliders)), engine)


def spans_of(recipe: Recipe, engine: GenerateEngine) -> dict[str, tuple[float, float]]:
    """Between which values each slider can be set for this person. Raises UnreadableRecipe and NotFound."""
    return _spans(engine.read(_base(recipe, engine)), engine)


def _spans(stands: dict[str, float], engine: GenerateEngine) -> dict[str, tuple[float, float]]:
    return {slider.name: reach(slider, stands[slider.name]) for slider in engine.sliders}


def mix(one: Recipe, other: Recipe, share: float, engine: GenerateEngine) -> Recipe:
    """Somebody between two people, in the first's look; ``share`` in [0, 1] is the second's part. Raises Invalid.

    Of people that seeds drew, the mix is of who they are; their sliders don't come along. It is of the kind of whoever
    has the largest share, the first's at a tie: the hair is theirs too.
    """
    if one.engine != other.engine:
        raise Invalid(
            Text(
                ko="다른 엔진({a}, {b})으로 만든 두 사람은 섞을 수 없습니다.",
                en="People of two engines ({a}, {b}) can't be mixed.",
            ).fill(a=one.engine, b=other.engine)
        )
    if not 0 <= share <= 1:
        raise Invalid(Text(ko="섞는 비율은 0에서 1 사이여야 합니다.", en="The share must lie between 0 and 1."))
    if one.is_from_photo or other.is_from_photo:
        latents = [engine.steer(_base(recipe, engine), dict(recipe.sliders)) for recipe in (one, other)]
        mixed = np.asarray((1 - share) * latents[0] + share * latents[1], np.float32)
        return replace(from_photo(mixed, engine, _attested_of_both(one, other)), look=one.look)
    merged: Counter[tuple[int, str]] = Counter()
    for recipe, part in ((one, 1 - share), (other, share)):
        for seed, kind, own in _parts(recipe):
            merged[seed, kind] += round(part * own)
    largest = [(seed, kind, parts) for (seed, kind), parts in merged.most_common(MOST_MIXED) if parts > 0]
    return replace(_of_parts(one.engine, largest, str(one)), look=one.look)


def _of_parts(engine: str, parts: list[tuple[int, str, int]], text: str) -> Recipe:
    """The mix of people, each once: first who has the largest share (the first of those at a tie), then the others by
    their seeds. The engine gives it the hair of the first, which says the kind. Raises UnreadableRecipe."""
    if len({(seed, kind) for seed, kind, _ in parts}) < len(parts) or any(seed > LARGEST_SEED for seed, _, _ in parts):
        raise UnreadableRecipe(text)
    first = max(parts, key=lambda part: part[2])
    told = "~".join(f"{seed}.{kind}.{share}" for seed, kind, share in [first, *sorted(p for p in parts if p != first)])
    return Recipe(engine, "m" + told, first[1])


def _parts(recipe: Recipe) -> list[tuple[int, str, int]]:
    """Seed, kind and thousandths of everybody in it."""
    if recipe.seed is not None:
        return [(recipe.seed, recipe.kind, 1000)]
    parts = [part.split(".") for part in recipe.who[1:].split("~")]
    return [(int(seed), kind, int(share)) for seed, kind, share in parts]


def _attested_of_both(one: Recipe, other: Recipe) -> Attested | None:
    """Of two people's consents that of the one who isn't the user: it says more."""
    given = [recipe.attested for recipe in (one, other) if recipe.attested is not None]
    return next((each for each in given if each.consent == "permission"), given[0] if given else None)


def from_photo(latent: Latent, engine: GenerateEngine, attested: Attested | None) -> Recipe:
    """The recipe of a latent that was found from a photo. Raises TooYoung where it looks under age."""
    if engine.read(latent).get("age", YOUNGEST) < YOUNGEST:
        raise TooYoung
    return Recipe(engine.card.name, "p" + encode_latent(latent), engine.kind_of(latent), attested=attested)


VARIANTS: dict[str, tuple[Text, dict[str, float]]] = {
    "neutral": (Text(ko="무표정", en="Neutral"), {"smile": 0.0}),
    "smile": (Text(ko="미소", en="Smile"), {"smile": 1.0}),
    "left": (Text(ko="왼쪽", en="Left"), {"yaw": -8.0}),
    "right": (Text(ko="오른쪽", en="Right"), {"yaw": 8.0}),
    "up": (Text(ko="위", en="Up"), {"pitch": -5.0}),
}


def variants(recipe: Recipe, engine: GenerateEngine) -> dict[str, Recipe]:
    """The same person with other expressions and small turns of the head, as far as the engine has sliders for them."""
    sliders = {slider.name for slider in engine.sliders}
    can = {name: settings for name, (_, settings) in VARIANTS.items() if sliders >= settings.keys()}
    return {name: recipe.with_sliders(settings) for name, settings in can.items()}


def encode_latent(latent: Latent) -> str:
    return base64.urlsafe_b64encode(latent.astype("<f2").tobytes()).decode().rstrip("=")


def _base(recipe: Recipe, engine: GenerateEngine) -> Latent:
    drawn = engine.draw(recipe.seed or 0, recipe.kind)  # refuses kinds that aren't there, for latents too
    if recipe.seed is not None:
        return drawn
    if not recipe.is_from_photo:
        return _mixed(recipe, engine)
    try:
        data = base64.urlsafe_b64decode(recipe.who[1:] + "=" * (-(len(recipe.who) - 1) % 4))
        latent = np.frombuffer(data, "<f2").astype(np.float32)
    except (binascii.Error, ValueError) as error:
        raise UnreadableRecipe(str(recipe)) from error
    if latent.shape != drawn.shape or not np.isfinite(latent).all() or np.abs(latent).max() > 20:
        raise UnreadableRecipe(str(recipe))
    return latent


def _mixed(recipe: Recipe, engine: GenerateEngine) -> Latent:
    parts = _parts(recipe)
    whole = sum(share for _, _, share in parts)
    drawn = [engine.draw(seed, kind) for seed, kind, _ in parts]
    return engine.mix(drawn, [share / whole for _, _, share in parts])


def _grown_up(latent: Latent, engine: GenerateEngine) -> Latent:
    """Nobody leaves younger than the age slider begins, whatever the seed and the look say."""
    if engine.read(latent).get("age", YOUNGEST) >= YOUNGEST:
        return latent
    return engine.steer(latent, {"age": YOUNGEST})


def _read_slider(setting: str, text: str) -> tuple[str, float]:
    found = _SLIDER.fullmatch(setting)
    if found is None:
        raise UnreadableRecipe(text)
    return found[1], float(found[2])
