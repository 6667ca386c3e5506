"""Undressed people: how often dressed ones are taken for such, and recoloured ones are found."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from visavis.face.mask import MASK
from visavis.face.mesh import MESH, FaceMesh
from visavis.face.tone import to_lab, to_rgb
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.shop.refusing import BARE, bare_share

FOLDERS = ("plain", "catalogue", "hat", "clear_glasses", "sunglasses", "hair_or_hand")
pytestmark = [pytest.mark.bench, pytest.mark.shared]


def recoloured(photo: RGB, face: FaceMesh, relief: float) -> RGB:
    """Everything of the person below the chin in the colour of the cheeks, with a share of its own light and shade: a
    stand-in for skin, since no photos of undressed people are at hand."""
    lab = to_lab(photo.astype(np.float32) / 255)
    cheeks = np.zeros(photo.shape[:2], np.uint8)
    cv2.fillPoly(cheeks, [cv2.convexHull(face.points[[50, 205, 280, 425, 4, 195], :2].round().astype(np.int32))], 1)
    skin = np.median(lab[cheeks > 0], axis=0)
    tall = float(np.hypot(*(face.points[152, :2] - face.points[10, :2])))
    fine = lab - cv2.GaussianBlur(lab, (0, 0), 0.6 * tall)
    with MASK.lease() as masker:
        person = masker.cut_out(photo) > 0.5
    person[: int(face.points[152, 1] + 0.15 * tall)] = False
    body = skin + (-4, 2, 1) + fine * (relief, 0.1, 0.1)
    return np.asarray(np.round(255 * to_rgb(np.where(person[..., None], body, lab))), np.uint8)


def test_dressed_people_pass_and_recoloured_ones_dont(shared_data: Path) -> None:
    shares: list[float] = []
    times: list[float] = []
    simulated: dict[float, list[float]] = {0.25: [], 0.5: []}
    folders = [*(shared_data / "shop" / name for name in FOLDERS), shared_data / "looks", shared_data / "portraits"]
    with MESH.lease() as mesh:
        for path in (path for folder in folders for path in sorted(folder.glob("*.jpg"))):
            photo = load_image(path)
            for face in mesh.find(photo, most=1):
                began = time.perf_counter()
                share = bare_share(photo, face)
                times.append(time.perf_counter() - began)
                if share is None:
                    continue
                shares.append(share)
                for relief, found in simulated.items():
                    again = bare_share(recoloured(photo, face, relief), face)
                    found.append(again if again is not None else 0.0)
    print(
        f"\n{len(shares)} dressed upper bodies: refused {np.mean(np.array(shares) >= BARE):.0%}; share of skin "
        f"median {np.median(shares):.2f}, 95 % under {np.quantile(shares, 0.95):.2f}, most {max(shares):.2f}; "
        f"{len(times) - len(shares)} show too little; {1000 * np.median(times):.0f} ms"
    )
    for relief, found in simulated.items():
        print(f"recoloured, relief {relief}: refused {np.mean(np.array(found) >= BARE):.0%}, least {min(found):.2f}")
    assert len(shares) > 50
