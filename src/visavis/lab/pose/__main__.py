"""Make the reference face and print its calibration: ``python -m visavis.lab.pose FACES… --truth POINTING04``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from visavis.face.landmarks import FACE_POINTS
from visavis.face.mesh import MESH
from visavis.lab.pose.calibrate import fit_tilt_knots, fit_yaw_gain, left_out_errors, read_truth
from visavis.lab.pose.mean_face import mean_face
from visavis.media.image import load_image


def main() -> None:
    """Build from folders of pictures with one face each; with ``--out``, write the reference face there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("faces", nargs="*", type=Path)
    options.add_argument("--out", type=Path)
    options.add_argument("--truth", type=Path)
    chosen = options.parse_args()
    if chosen.faces and chosen.out:
        _build(chosen.faces, chosen.out)
    if chosen.truth:
        _calibrate(chosen.truth)


def _build(folders: list[Path], out: Path) -> None:
    meshes = []
    with MESH.lease("facemesh") as mesh:
        for path in sorted(path for folder in folders for path in folder.glob("*.[jp][pn]g")):
            meshes += [face.points[:FACE_POINTS] * [1, -1, -1] for face in mesh.find(load_image(path), most=1)]
    points, mirror = mean_face(np.array(meshes, np.float64))
    np.savez_compressed(out, points=points.astype(np.float32), mirror=mirror)
    sys.stdout.write(f"{len(meshes)} faces -> {out}\n")


def _calibrate(folder: Path) -> None:
    truth = read_truth(folder)
    yaw, tilt = left_out_errors(truth)
    sys.stdout.write(f"YAW_GAIN {fit_yaw_gain(truth.read_yaw, truth.pan):.3f}\n")
    sys.stdout.write(f"TILT_KNOTS {fit_tilt_knots(truth.read_pitch, truth.tilt).round(1).tolist()}\n")
    sys.stdout.write(f"left-out mean absolute error: yaw {np.abs(yaw).mean():.2f}, tilt {np.abs(tilt).mean():.2f}\n")


if __name__ == "__main__":
    main()
