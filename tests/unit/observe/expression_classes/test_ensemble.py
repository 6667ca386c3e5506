"""The ensemble and the map over networks that one knows, and faces of people who don't exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.unit.observe.expression_classes.tiny_nets import write_tiny

from visavis.face.mesh import MESH, FaceMesh
from visavis.media.values import RGB
from visavis.observe.expression_classes import Cut, cut_out, look_map, paint_map, read_picture, wording
from visavis.observe.expression_classes.crop import FACE_PX
from visavis.observe.expression_classes.drawn import looks_drawn
from visavis.observe.expression_classes.ensemble import Ensemble, why_not
from visavis.observe.expression_classes.occlusion import FULL_COLOUR
from visavis.people.casting import cast

FaceMaker = Callable[..., FaceMesh]


@pytest.fixture
def tiny(tmp_path: Path) -> Ensemble:
    return Ensemble(write_tiny(tmp_path / "data"))


def face(lower: int, upper: int = 128) -> Cut:
    """A noisy face that is as bright as wanted in its lower and its upper third, seen from the front."""
    third = FACE_PX // 3
    pixels = np.random.default_rng(0).integers(-3, 4, (FACE_PX, FACE_PX, 3)) + 128
    pixels[-third:] += lower - 128
    pixels[:third] += upper - 128
    whole = cut_out(cast()[0].portrait(), _mesh())
    return replace(whole, pixels=np.asarray(pixels.clip(0, 255), np.uint8), yaw_deg=0, pitch_deg=0, eyes_px=60)


def _mesh() -> FaceMesh:
    with MESH.lease() as mesh:
        return mesh.find(cast()[0].portrait(), 1)[0]


def test_each_face_of_a_batch_is_judged_as_if_it_were_alone(tiny: Ensemble) -> None:
    faces = [face(lower) for lower in (90, 170, 128, 30, 220)] * 8  # more than one batch
    together = tiny.judge(faces)
    assert [one.label for one in together[:4]] == ["neutral", "happy", None, "neutral"]
    for cut, told in zip(faces[:5], together, strict=False):
        assert np.allclose(tiny.judge([cut])[0].shares, told.shares)
        assert told.shares.sum() == pytest.approx(1)
    assert tiny.judge([]) == []


def test_weights_temperature_and_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    cut = face(lower=144, upper=112)
    settled = {"weights": {"vit": 2.0, "mixer": 1.0, "landmarks": 0.0}, "temperature": 2.0, "offsets": [0.0, 0.3, 0.0]}
    told = Ensemble(write_tiny(tmp_path / "weighed", **settled)).judge([cut])[0]
    vit, mixer = (float(cut.pixels[rows].mean() - 128) / 16 for rows in (slice(-26, None), slice(0, 26)))
    logit = (2 * vit + mixer) / 2
    raised = np.exp([logit, 0.3 - logit, -logit / 2])
    assert told.shares == pytest.approx(raised / raised.sum(), abs=1e-4)
    assert told.by_net["vit"][0] > 0.5 > told.by_net["mixer"][0]


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (lambda cut: replace(cut, yaw_deg=-50.0), "turned by 50°"),
        (lambda cut: replace(cut, pitch_deg=26.0), "raised or lowered"),
        (lambda cut: replace(cut, pitch_deg=-46.0), "raised or lowered"),
        (lambda cut: replace(cut, eyes_px=9.0), "too small"),
    ],
    ids=["profile", "raised", "lowered", "tiny"],
)
def test_what_was_not_measured_is_not_answered(tiny: Ensemble, seen: Callable[[Cut], Cut], reason: str) -> None:
    told = tiny.judge([seen(face(200))])[0]
    assert told.label is None
    assert told.why_not is not None
    assert reason in told.why_not.text.en
    assert told.shares[0] > 0.9


def test_an_unsure_answer_is_none_and_says_how_unsure(tiny: Ensemble) -> None:
    told = tiny.judge([face(128)])[0]
    assert told.label is None
    assert told.why_not is not None
    assert "under the 50 %" in told.why_not.text.en


def test_a_cartoon_is_not_answered(tiny: Ensemble) -> None:
    portrait = cast()[0].portrait()
    drawn = cv2.resize(portrait, (192, 192), interpolation=cv2.INTER_AREA)
    for _ in range(6):
        drawn = cv2.bilateralFilter(drawn, 9, 40, 9)
    drawn = np.asarray(drawn // 48 * 48 + 24, np.uint8)
    seen = read_picture(tiny, drawn)
    assert len(seen) == 1
    assert looks_drawn(seen[0].cut.pixels)
    assert seen[0].judgement.label is None
    assert not any(looks_drawn(one.cut.pixels) for one in read_picture(tiny, portrait))


def test_every_face_of_a_picture_is_answered_and_none_is_none(tiny: Ensemble) -> None:
    portraits = [one.portrait() for one in cast()[:3]]
    seen = read_picture(tiny, np.hstack(portraits))
    assert len(seen) == 3
    assert sorted(int(one.cut.box.left // 768) for one in seen) == [0, 1, 2]
    assert read_picture(tiny, np.full((300, 300, 3), 90, np.uint8)) == []


def test_the_map_shows_where_the_net_looked(tiny: Ensemble) -> None:
    found = look_map(tiny, face(lower=150))
    third = FACE_PX // 3
    assert found.of == 0
    assert found.importance.shape == (FACE_PX, FACE_PX)
    assert found.importance[-third // 2 :].mean() > 0.01
    assert abs(found.importance[: third // 2].mean()) < 0.1 * found.importance[-third // 2 :].mean()
    painted = paint_map(found)
    assert painted.shape == (FACE_PX, FACE_PX, 4)
    assert painted[-5, 40, 3] > 60 > 20 > painted[5, 40, 3]


def test_the_colour_of_the_map_is_tied_to_points_so_that_weak_evidence_looks_weak(tiny: Ensemble) -> None:
    strong, weak = (look_map(tiny, face(lower)) for lower in (150, 250))
    assert strong.most_fall > 0.03 > 0.005 > weak.most_fall
    for found in (strong, weak):
        wanted = 200 * np.sqrt(np.abs(found.importance).clip(0, FULL_COLOUR) / FULL_COLOUR)
        assert np.abs(paint_map(found)[..., 3] - wanted).max() <= 1
    assert paint_map(weak)[..., 3].max() < 0.35 * paint_map(strong)[..., 3].max()


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.5042, "50 %, under the 76 %"), (0.5851, "59 %, under the 76 %"), (0.7596, "76 %, just short of the 76 %")],
)
def test_an_unsure_answer_is_rounded_as_every_other_number(share: float, told: str) -> None:
    assert told in wording.unsure(share, 0.76).en
    assert f"{wording.percent(share)} %" in wording.unsure(share, 0.76).ko


def test_a_dark_face_is_told_from_a_drawing(tiny: Ensemble) -> None:
    dark = np.asarray(cast()[0].portrait() // 16, np.uint8)
    reasons = [one.judgement.why_not.reason for one in read_picture(tiny, dark) if one.judgement.why_not]
    assert reasons == ["dark"]


def test_a_covered_face_is_not_answered_and_its_shares_mean_nothing(tiny: Ensemble) -> None:
    told = tiny.judge([replace(face(200), covered=True)])[0]
    assert told.label is None
    assert told.why_not is not None
    assert told.why_not.reason == "covered"
    assert not told.means_something
    assert tiny.judge([face(200)])[0].means_something
    assert tiny.judge([face(128)])[0].means_something


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "data")
    assert why_not(folder) is None
    (folder / "mixer.onnx").unlink()
    missing = why_not(folder)
    assert missing is not None
    assert "Install" in missing.en


def test_a_grey_picture_is_answered_as_a_coloured_one(tiny: Ensemble) -> None:
    grey: RGB = np.repeat(face(200).pixels.mean(2, keepdims=True).astype(np.uint8), 3, axis=2)
    assert tiny.judge([replace(face(200), pixels=grey)])[0].label == "happy"
