"""Pictures made of the cast for the data line: good ones, copies, and each kind of bad one."""

from __future__ import annotations

import io
import os
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from visavis.lab.datasets.ledger import KEPT, Verdict
from visavis.lab.datasets.tree import Item
from visavis.media.image import encode_jpeg
from visavis.media.values import RGB
from visavis.people.casting import cast, find_member

NAMES = sorted(member.id for member in cast())


def portrait(name: str) -> RGB:
    return find_member(name).portrait()


def scaled(image: RGB, share: float) -> RGB:
    return np.asarray(cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def turned(image: RGB, degrees: float) -> RGB:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def blurred(image: RGB, sigma: float) -> RGB:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8)


def noise(seed: int = 1) -> RGB:
    return np.random.default_rng(seed).integers(0, 255, (256, 256, 3), np.uint8)


def on_its_side(image: RGB) -> bytes:
    """A JPEG whose pixels lie on their side and whose EXIF says so, as phones write it."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(np.rot90(image)).save(file, "JPEG", quality=95, exif=exif)
    return file.getvalue()


def write_mixed_folder(folder: Path) -> None:
    """Three people and one file for each of many reasons to be rejected."""
    clara, junho, mikyung = (portrait(name) for name in ("clara", "junho", "mikyung"))
    files = {
        "people/clara.jpg": encode_jpeg(clara, 95),
        "people/junho.png": encode_jpeg(junho, 95),
        "people/mikyung.jpg": on_its_side(mikyung),
        "more/clara again.jpg": encode_jpeg(scaled(clara, 0.6), 80),
        "more/흐림.jpg": encode_jpeg(blurred(junho, 8)),
        "more/two.jpg": encode_jpeg(np.hstack([clara, junho])),
        "more/small.jpg": encode_jpeg(scaled(junho, 0.2)),
        "more/nobody.jpg": encode_jpeg(noise()),
        "more/cut off.jpg": encode_jpeg(clara)[:20_000],
        "more/text.jpg": b"I am no picture.",
        "more/empty.jpg": b"",
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


REJECTED = {
    "more/clara again.jpg": "duplicate",
    "more/흐림.jpg": "blurred",
    "more/two.jpg": "several_faces",
    "more/small.jpg": "face_too_small",
    "more/nobody.jpg": "no_face",
    "more/cut off.jpg": "not_a_picture",
    "more/text.jpg": "not_a_picture",
    "more/empty.jpg": "empty_file",
}
"""What becomes of the mixed folder's bad files."""


def judge_or_die(item: Item) -> Verdict:
    """For a crew: dies of items called ``deadly``, as a decoder with a fault would."""
    if item.name.startswith("deadly"):
        os._exit(139)
    return Verdict(item, KEPT, {})
