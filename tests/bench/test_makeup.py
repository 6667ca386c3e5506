"""Make-up on photos that nobody here took or drew: time, and how closely colours follow what was asked."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from visavis.face.mesh import MESH
from visavis.face.tone import to_lab
from visavis.media.image import load_image, resize
from visavis.media.values import RGB
from visavis.studio.makeup import MAKEUP, MakeupEngine, NotPaintable, Shares, find_preset
from visavis.studio.makeup.likening import Coloured

pytestmark = [pytest.mark.bench, pytest.mark.shared]


def told_ms(work: Callable[[], object]) -> str:
    """Median milliseconds on the clock, and of the processor, which other work on the machine disturbs less."""
    times = []
    for _ in range(9):
        began, busy = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - began, time.process_time() - busy))
    clock, processor = 1000 * np.median(times[1:], axis=0)
    return f"{clock:.0f} ms ({processor:.0f} of a processor)"


def wide(path: Path) -> RGB:
    image = load_image(path)
    return resize(image, 1080, round(image.shape[0] * 1080 / image.shape[1]))


def test_time_for_a_photo_of_1080_px(shared_data: Path) -> None:
    cv2.setNumThreads(2)
    large = wide(shared_data / "portraits" / "female_00.jpg")
    catalogue = wide(min((shared_data / "shop" / "catalogue").iterdir()))
    with MESH.lease("facemesh") as mesh, MAKEUP.lease("paint") as engine:
        worn = engine.read(large)
        for name, image in (("portrait", large), ("catalogue", catalogue)):
            face = mesh.find(image, most=1)[0]
            preset = told_ms(lambda: engine.paint(image, face, find_preset("autumn"), Shares()))  # noqa: B023
            like = told_ms(lambda: engine.paint(image, face, worn, Shares()))  # noqa: B023
            print(f"\n{name}, 1080 px: a look {preset} (limit 60 ms), as in a picture {like} (limit 170 ms)")
        find = told_ms(lambda: mesh.find(large, most=1))
        print(f"\nbefore it, once a photo: the face is found in {find}; once a picture: reading it", end=" ")
        print(told_ms(lambda: engine.read(large)))
    assert isinstance(worn, Coloured)
    assert len(worn.lips)


def test_lips_come_out_as_in_the_picture(shared_data: Path) -> None:
    """Colour of the lips beside the skin around them: the picture's, and that of the face made up after it."""
    paths = sorted((shared_data / "tiles" / "makeup").iterdir())
    targets = [load_image(path) for path in sorted((shared_data / "portraits").glob("*.jpg"))[:12]]
    gaps, bare = [], []
    with MESH.lease("facemesh") as mesh, MAKEUP.lease("paint") as engine:
        faces = [mesh.find(image, most=1)[0] for image in targets]
        for number, path in enumerate(paths):
            try:
                worn = _read(engine, load_image(path))
                image, face = targets[number % len(targets)], faces[number % len(targets)]
                made = _read(engine, engine.paint(image, face, worn, Shares()).image)
                own = _read(engine, image)
            except NotPaintable:
                continue
            if len(worn.lips) and len(made.lips) and len(own.lips):
                wanted = worn.lips[16, 1:] - worn.near_lips[1:]
                gaps.append(np.linalg.norm(made.lips[16, 1:] - made.near_lips[1:] - wanted))
                bare.append(np.linalg.norm(own.lips[16, 1:] - own.near_lips[1:] - wanted))
    print(
        f"\nlips made up after {len(gaps)} pictures: a*b* beside the skin {np.median(gaps):.1f} from the picture's "
        f"(90 %: {np.quantile(gaps, 0.9):.1f}); before {np.median(bare):.1f}"
    )
    assert len(gaps) > 10


def test_little_changes_where_no_make_up_goes(shared_data: Path) -> None:
    changes = []
    with MESH.lease("facemesh") as mesh, MAKEUP.lease("paint") as engine:
        for folder in ("glasses", "accessories", "lighting"):
            for path in sorted((shared_data / "tiles" / folder).iterdir()):
                image = load_image(path)
                for face in mesh.find(image, most=1):
                    try:
                        made = engine.paint(image, face, find_preset("autumn"), Shares()).image
                    except NotPaintable:
                        continue
                    lab = [to_lab(one.astype(np.float32) / 255) for one in (image, made)]
                    for iris in (468, 473):
                        x, y = face.points[iris, :2].round().astype(int)
                        at = np.s_[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2]
                        changes.append(float(np.linalg.norm(lab[1][at] - lab[0][at], axis=2).mean()))
    print(f"\nirises of {len(changes)} eyes: changed by {np.median(changes):.2f} CIELAB, at most {max(changes):.1f}")
    assert len(changes) > 40


def _read(engine: MakeupEngine, picture: RGB) -> Coloured:
    worn = engine.read(picture)
    assert isinstance(worn, Coloured)
    return worn
