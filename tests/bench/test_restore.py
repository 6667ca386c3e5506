"""Restored faces against the sharp ones and against cubic interpolation: PSNR, features, likeness, time.

Faces are those that the network never learned from; the judge of likeness (MobileFaceNet, foamliu) had no part in it.
"""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.lab.cast.likeness import Judge
from visavis.lab.restore.data import Worn, read_faces, split
from visavis.lab.restore.model import Restorer
from visavis.lab.translate.measure import feature_gap
from visavis.media.values import RGB
from visavis.studio.restore import RESTORE, RestoreWishes
from visavis.studio.restore.detail import DetailRestore
from visavis.studio.restore.frame import FRAME_PX, places

WEAR = {
    "2×, clean": Worn(0.0, 2.0, 0.0, 96),
    "2×, noise and JPEG": Worn(0.6, 2.0, 4.0, 80),
    "4×, clean": Worn(0.0, 4.0, 0.0, 96),
    "4×, noise and JPEG": Worn(1.0, 4.0, 3.0, 85),
    "blurred": Worn(2.0, 1.0, 1.0, 92),
    "grainy": Worn(0.0, 1.0, 6.0, 90),
}
pytestmark = [pytest.mark.bench, pytest.mark.shared, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def held(shared_data: Path) -> NDArray[np.uint8]:
    return split(np.stack([frame for _, frame in read_faces(shared_data)]))[1][::3]


def test_nearer_to_the_sharp_face(held: NDArray[np.uint8], shared_data: Path) -> None:
    judge = Judge(shared_data / "weights" / "foamliu_MobileFaceNet.onnx")
    for name, wear in WEAR.items():
        worn = np.stack([wear.on(frame, np.random.default_rng(row)) for row, frame in enumerate(held)])
        made = np.stack([restored(one) for one in worn])
        rows = zip(held, worn, made, strict=True)
        alike = np.nanmean([[likeness(judge, one, w), likeness(judge, one, m)] for one, w, m in rows], 0)
        print(
            f"\n{name}: PSNR {psnr(made, held):.2f} dB (cubic {psnr(worn, held):.2f}), feature gap "
            f"{1000 * feature_gap(made, held):.2f} e-3 (cubic {1000 * feature_gap(worn, held):.2f}), likeness to the "
            f"sharp face {alike[1]:.3f} (cubic {alike[0]:.3f}), {len(held)} faces"
        )


def test_time(held: NDArray[np.uint8]) -> None:
    frame, net = held[0], Restorer().eval()
    given = torch.rand(1, 3, FRAME_PX, FRAME_PX), torch.from_numpy(places(FRAME_PX))[None]
    with torch.inference_mode():
        theirs = median_ms(lambda: net(*given))
    with MESH.lease() as mesh, RESTORE.lease() as engine:
        faces = mesh.find(frame, most=1)
        ours = median_ms(lambda: engine.restore(frame, faces, RestoreWishes()))
    print(f"\na face in a frame of {FRAME_PX} px: {ours:.0f} ms, cut and pasted; the network in torch {theirs:.0f} ms")


def restored(frame: RGB) -> RGB:
    """The whole frame as the engine restores it, without the fading edge."""
    with RESTORE.lease() as engine:
        assert isinstance(engine, DetailRestore)
        return np.asarray(np.rint((frame + engine.added(frame)).clip(0, 255)), np.uint8)


def psnr(made: NDArray[np.uint8], sharp: NDArray[np.uint8]) -> float:
    gaps = ((made.astype(float) - sharp) ** 2).mean((1, 2, 3))
    return float(np.mean(10 * np.log10(255**2 / gaps)))


def likeness(judge: Judge, one: RGB, other: RGB) -> float:
    with MESH.lease("facemesh") as mesh:
        points = [mesh.find(picture, most=1) for picture in (one, other)]
    if not all(points):
        return float("nan")
    a, b = (judge.embed(p, f[0].points[:, :2].astype(np.float64)) for p, f in zip((one, other), points, strict=True))
    return float(a @ b)


def median_ms(work: object, times: int = 7) -> float:
    assert callable(work)
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    return float(np.median(taken))
