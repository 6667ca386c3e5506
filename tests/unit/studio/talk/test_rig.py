"""The rig file."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from visavis.studio.talk import StaleRig, load_rig
from visavis.studio.talk.rig import VERSION, MeshRig


def test_rig_is_the_same_after_saving(rig: MeshRig, tmp_path: Path) -> None:
    rig.save(tmp_path / "person.rig")
    again = load_rig(tmp_path / "person.rig")
    for field in fields(MeshRig):
        before, after = getattr(rig, field.name), getattr(again, field.name)
        if isinstance(before, np.ndarray):
            assert after.dtype == before.dtype
            assert np.allclose(after.astype(float), before.astype(float), rtol=2e-3, atol=2e-3), field.name
    assert (again.u_px, again.origin, again.slit_rows, again.name) == (rig.u_px, rig.origin, rig.slit_rows, rig.name)
    assert again.left_eye.box == rig.left_eye.box
    assert np.array_equal(again.mouth.upper, rig.mouth.upper)


def test_rig_file_is_a_few_megabytes_and_leaves_nothing_beside_it(rig: MeshRig, tmp_path: Path) -> None:
    rig.save(tmp_path / "person.rig")
    assert [path.name for path in tmp_path.iterdir()] == ["person.rig"]
    assert (tmp_path / "person.rig").stat().st_size < 4_000_000


@pytest.mark.parametrize("content", [b"", b"not a rig", b"PK\x03\x04 cut off"])
def test_file_that_is_no_rig_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.rig").write_bytes(content)
    with pytest.raises(StaleRig):
        load_rig(tmp_path / "x.rig")


def test_rig_of_another_version_is_refused(tmp_path: Path) -> None:
    meta = np.frombuffer(json.dumps({"version": VERSION + 1}).encode(), np.uint8)
    with (tmp_path / "x.rig").open("wb") as file:
        np.savez(file, meta=meta)
    with pytest.raises(StaleRig, match="another version"):
        load_rig(tmp_path / "x.rig")


def test_missing_rig_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StaleRig):
        load_rig(tmp_path / "nothing.rig")


def test_lip_masks_share_the_closed_mouth_without_a_gap(rig: MeshRig) -> None:
    both = rig.upper_mask.astype(int) + rig.lower_mask
    assert both.min() >= 250
    assert rig.upper_mask[0].min() == 255
    assert rig.lower_mask[-1].min() == 255


def test_plate_is_the_picture_wherever_nobody_is(rig: MeshRig) -> None:
    background = rig.alpha == 0
    assert background.mean() > 0.1
    assert np.array_equal(rig.plate[background], rig.picture[background])
