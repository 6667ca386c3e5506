"""How many product photos a minute a batch does, with one worker and with two, in one run; and what a set costs."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from visavis.media.image import encode_jpeg, encode_png
from visavis.media.provenance import signing_identity
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.shop.batch import Order, run
from visavis.shop.delivering import Packing
from visavis.studio.swap import Wishes

PHOTOS = 24
KINDS = ("female-east-asian", "male-white", "female-black", "male-east-asian")
pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]


def test_photos_a_minute(tmp_path: Path) -> None:
    model = tmp_path / "model.png"
    model.write_bytes(encode_png(portray(Recipe.parse("eigen:23:female-black"))))
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(PHOTOS):
        photo = portray(Recipe.parse(f"eigen:{100 + number}:{KINDS[number % len(KINDS)]}"))
        (folder / f"{number:02}.jpg").write_bytes(encode_jpeg(photo))
    photos, paces = sorted(folder.iterdir()), {}
    identity = signing_identity(tmp_path)
    for workers in (1, 2):
        order = Order(model, tmp_path / f"out{workers}", Wishes(), Packing(identity, "en"))
        began = time.perf_counter()
        lines = run(photos, order, workers, lambda line: None)
        paces[workers] = 60 * len(photos) / (time.perf_counter() - began)
        assert all(line.made for line in lines), [line.why for line in lines]
    ratio, load = paces[2] / paces[1], os.getloadavg()[0]
    print(
        f"\n{paces[1]:.0f} photos a minute with one worker, {paces[2]:.0f} with two: {ratio:.2f} times (limit 2; each "
        f"loads the model first), load {load:.0f} on {os.cpu_count()} cores"
    )
