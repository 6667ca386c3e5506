"""Head pose against Pointing'04, every person judged by a calibration made without them, beside FSA-Net.

Run: ``pytest tests/bench/test_observe_head.py -m bench -s``.
"""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from visavis.engines.accepting import Acceptance
from visavis.engines.imported import Library, library, use_library
from visavis.engines.importing_onnx import import_onnx
from visavis.face.heading.fsanet import KIND, WEIGHTS, FsaNet
from visavis.face.mesh import MESH
from visavis.face.pose import Floats
from visavis.lab.pose.calibrate import left_out_errors, named_pictures, read_truth
from visavis.media.image import load_image

pytestmark = [pytest.mark.bench, pytest.mark.shared]


@pytest.fixture
def judge(shared_data: Path, tmp_path: Path) -> Iterator[FsaNet]:
    """FSA-Net as a user has it: its file brought in through the door."""
    name = next(iter(WEIGHTS.hashes))
    import_onnx(shared_data / "weights" / name, tmp_path / KIND / "official", Acceptance("MIT", "a bench"))
    before = library()
    use_library(Library(tmp_path))
    yield FsaNet()
    use_library(before)


def fsanet_reads(folder: Path, judge: FsaNet) -> Floats:
    """Person, pan, tilt, FSA-Net's yaw and pitch, a row for each picture with a face, (n, 5)."""
    rows = []
    with MESH.lease() as mesh:
        for path, *named in named_pictures(folder):
            image = load_image(path)
            for face in mesh.find(image, most=1):
                told = judge.read(image, face)
                rows.append((*named, told.yaw_deg, told.pitch_deg))
    return np.array(rows, np.float64)


def line_left_out(person: Floats, read: Floats, true: Floats) -> Floats:
    """Errors of every person after a straight line fitted on the others."""
    errors = np.empty(len(true))
    for who in np.unique(person):
        test = person == who
        line = np.polyfit(read[~test], true[~test], 1)
        errors[test] = np.polyval(line, read[test]) - true[test]
    return errors


def test_head_pose_of_persons_never_seen_beside_fsanet(shared_data: Path, judge: FsaNet) -> None:
    folder = shared_data / "truth" / "pointing04"
    truth = read_truth(folder)
    yaw, tilt = left_out_errors(truth)
    person, pan, true_tilt, peer_yaw, peer_tilt = fsanet_reads(folder, judge).T
    peer = [line_left_out(person, read, true) for read, true in ((peer_yaw, pan), (peer_tilt, true_tilt))]
    ours_r = [np.corrcoef(truth.read_yaw, truth.pan)[0, 1], np.corrcoef(truth.read_pitch, truth.tilt)[0, 1]]
    peer_r = [np.corrcoef(peer_yaw, pan)[0, 1], np.corrcoef(peer_tilt, true_tilt)[0, 1]]
    print(
        f"\nPointing'04, leave one person out, {len(pan)} faces, {truth.missed} missed (mean absolute error in degrees)"
    )
    for name, ours, theirs, r, their_r, aim in zip(
        ("yaw", "tilt"), (yaw, tilt), peer, ours_r, peer_r, (6.0, 9.0), strict=True
    ):
        mine, other = np.abs(ours).mean(), np.abs(theirs).mean()
        print(f"  {name:4}: {mine:.2f} (r {abs(r):.3f})   FSA-Net {other:.2f} (r {abs(their_r):.3f})   aim ≤ {aim:g}")
        assert mine <= aim
    assert truth.missed <= 2
