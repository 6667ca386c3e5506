"""Builds the portraits of the recipe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from visavis.lab.cast.head import Head, make_head
from visavis.lab.cast.recipe import Member
from visavis.lab.cast.shape import find_twins
from visavis.lab.cast.sources import Library
from visavis.media.image import encode_jpeg
from visavis.media.values import RGB
from visavis.studio.dress.canvas import Picture
from visavis.studio.dress.drawing import lay, noise
from visavis.studio.dress.garment import backdrop, dress

_GRAIN = 1.1
"""Film grain over everything, in grey levels: it makes drawn and averaged surfaces one picture."""


def build(members: list[Member], library: Library) -> Iterator[tuple[Member, RGB, Head]]:
    """Each member with the finished portrait, uint8 (768, 768, 3), and the head in it."""
    twins = find_twins([library.read(name).points for member in members for name in member.sources])
    for seed, member in enumerate(members):
        head = make_head(member, library, twins)
        yield member, _finish(head, member, seed), head


def write(members: list[Member], library: Library, out: Path) -> None:
    """Write <id>.jpg of every member into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    for member, portrait, _ in build(members, library):
        (out / f"{member.id}.jpg").write_bytes(encode_jpeg(portrait, 93))


def _finish(head: Head, member: Member, seed: int) -> RGB:
    picture: Picture = lay(backdrop(member.backdrop, 100 + seed), head.alpha, head.picture)
    chin = (float(head.shape[[152, 168], 0].mean()), float(head.shape[152, 1]))
    picture = dress(picture, head.alpha, chin, member.clothes, seed)
    rng = np.random.default_rng(200 + seed)
    picture = picture + _GRAIN * (noise(rng, 0.6) + 0.6 * noise(rng, 1.2))[..., None]
    return np.clip(np.round(picture), 0, 255).astype(np.uint8)
