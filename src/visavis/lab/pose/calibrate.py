"""From read angles to true ones, fitted on pictures whose true pan and tilt are known (Pointing'04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visavis.face.mesh import MESH
from visavis.face.pose import TILT_KNOTS, Floats, fit_pose, read_angles
from visavis.media.image import load_image

_NAME = re.compile(r"person(\d\d)\d{3}([+-]\d+)([+-]\d+)")


@dataclass(frozen=True)
class Truth:
    """Pictures with known angles: the person, true pan and tilt, read yaw and pitch in degrees, each (n,).

    Pan + and yaw + are towards the person's own right.
    """

    person: Floats
    pan: Floats
    tilt: Floats
    read_yaw: Floats
    read_pitch: Floats
    missed: int
    """Pictures in which no face was found; they are in none of the arrays."""


def read_truth(folder: Path) -> Truth:
    """Read every picture of a Pointing'04 folder with the embedded mesh."""
    rows, missed = [], 0
    with MESH.lease("facemesh") as mesh:
        for path, *named in named_pictures(folder):
            faces = mesh.find(load_image(path), most=1)
            missed += not faces
            rows += [(*named, *read_angles(fit_pose(face).rotation)[:2]) for face in faces]
    person, pan, tilt, yaw, pitch = np.array(rows, np.float64).T
    return Truth(person, pan, tilt, yaw, pitch, missed)


def named_pictures(folder: Path) -> Iterator[tuple[Path, int, int, int]]:
    """Path, person, pan and tilt in degrees of every picture of a Pointing'04 folder, in the order of names."""
    for path in sorted(folder.glob("person*.jpg")):
        found = _NAME.match(path.name)
        if found is not None:
            person, tilt, pan = (int(part) for part in found.groups())
            yield path, person, pan, tilt


def fit_yaw_gain(read: Floats, true: Floats) -> float:
    """Degrees of truth per degree read: least squares through zero, because a frontal face must read 0."""
    return float(read @ true / (read @ read))


def fit_tilt_knots(read: Floats, true: Floats) -> Floats:
    """The true tilt at the read pitches of TILT_KNOTS, least squares over two straight pieces, (3,)."""
    weights = hat_weights(read)
    return np.asarray(np.linalg.lstsq(weights, true, rcond=None)[0], np.float64)


def hat_weights(read: Floats) -> Floats:
    """How much each knot counts for each read pitch, (n, 3)."""
    knots = TILT_KNOTS[0]
    return np.stack([np.interp(read, knots, row) for row in np.eye(len(knots))], axis=1)


def left_out_errors(truth: Truth) -> tuple[Floats, Floats]:
    """Errors of yaw and tilt in degrees, (n,) each, of every person under the calibration by the others."""
    yaw, tilt = np.empty(len(truth.pan)), np.empty(len(truth.pan))
    for person in np.unique(truth.person):
        test = truth.person == person
        gain = fit_yaw_gain(truth.read_yaw[~test], truth.pan[~test])
        knots = fit_tilt_knots(truth.read_pitch[~test], truth.tilt[~test])
        yaw[test] = gain * truth.read_yaw[test] - truth.pan[test]
        tilt[test] = hat_weights(truth.read_pitch[test]) @ knots - truth.tilt[test]
    return yaw, tilt
