"""Advice about light on well lit portraits, and on the same portraits dimmed or lit from behind.

Run: ``pytest tests/bench/test_observe_light.py -m bench -s``.
"""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.media.image import load_image
from visavis.media.values import RGB, Mask
from visavis.observe.framing.check import judge_frame
from visavis.observe.gaze import read_eyes

pytestmark = [pytest.mark.bench, pytest.mark.shared]


def dimmed(image: RGB, mask: Mask) -> RGB:
    """A tenth of the light, in linear light."""
    return shown(linear(image) * 0.1)


def lit_from_behind(image: RGB, mask: Mask) -> RGB:
    """The person with 15 % of the light before a bright background."""
    light, person = linear(image), mask[..., None]
    return shown(light * person * 0.15 + (1 - person) * np.minimum(1, light * 1.5 + 0.3))


def linear(image: RGB) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    light: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = (image / 255.0) ** 2.2
    return light


def shown(light: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> RGB:
    image: RGB = (np.clip(light, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)
    return image


def test_light_is_judged_whatever_the_colour_of_the_skin(shared_data: Path) -> None:
    advice: dict[str, Counter[str]] = {"as it is": Counter(), "dimmed": Counter(), "from behind": Counter()}
    readable, count = 0, 0
    with MESH.lease() as mesh, MASK.lease() as masker:
        for path in sorted((shared_data / "portraits").glob("*.jpg")):
            image = load_image(path)
            faces = mesh.find(image, most=1)
            mask = masker.cut_out(image)
            readable += read_eyes(faces[0]) is not None
            count += 1
            pictures = (image, dimmed(image, mask), lit_from_behind(image, mask))
            for name, picture in zip(advice, pictures, strict=True):
                advice[name].update(judge_frame(picture, faces).advice)
    print(f"\n{count} portraits, told 'too dark' or 'backlight':")
    for name, told in advice.items():
        print(f"  {name:12} {told['too_dark']:3} {told['backlight']:3}")
    print(f"  eyes readable as they are: {readable}")
    assert advice["as it is"]["too_dark"] + advice["as it is"]["backlight"] <= 0.02 * count
    assert advice["dimmed"]["too_dark"] + advice["dimmed"]["backlight"] >= 0.95 * count
    assert advice["from behind"]["backlight"] >= 0.95 * count
    assert readable >= 0.97 * count
