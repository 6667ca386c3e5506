from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from visavis.face.mesh import FaceMesh
from visavis.media.values import RGB, Frame
from visavis.observe.framing import ADVICE, FramingReader, check_frame
from visavis.observe.framing.check import judge_frame
from visavis.observe.values import Observation

FaceMaker = Callable[..., FaceMesh]

GREY = np.full((720, 1280, 3), 128, np.uint8)


def values_of(found: Observation) -> dict[str, float | None]:
    return {measure.key: measure.value for measure in found.measures}


def lit(face: FaceMesh, face_luma: int, background_luma: int) -> RGB:
    """A picture in which the face's box has one brightness and all else another."""
    image = np.full((720, 1280, 3), background_luma, np.uint8)
    (left, top), (right, bottom) = face.points[:, :2].min(0).astype(int), face.points[:, :2].max(0).astype(int)
    image[max(0, top) : bottom, max(0, left) : right] = face_luma
    return image


def test_a_face_in_the_middle_is_fine(make_face: FaceMaker) -> None:
    check = judge_frame(GREY, [make_face(size=0.8)])
    assert check.advice == ("ok",)
    assert check.faces == 1
    assert check.box is not None
    assert check.box[0] < 0.5 < check.box[2]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("too_far", {"size": 0.3}),
        ("too_near", {"size": 2.0}),
        ("off_centre", {"place": (250, 360)}),
        ("off_centre", {"place": (640, 100)}),
        ("turned_away", {"yaw_deg": 40}),
    ],
)
def test_a_badly_placed_face_is_told_how(make_face: FaceMaker, code: str, change: dict[str, object]) -> None:
    assert judge_frame(GREY, [make_face(**{"size": 0.8, **change})]).advice == (code,)


def test_a_window_behind_is_backlight_and_a_dim_room_is_dark(make_face: FaceMaker) -> None:
    face = make_face(size=0.8)
    assert judge_frame(lit(face, 70, 220), [face]).advice == ("backlight",)
    assert judge_frame(lit(face, 40, 40), [face]).advice == ("too_dark",)


def test_dark_skin_in_good_light_is_not_taken_for_bad_light(make_face: FaceMaker) -> None:
    face = make_face(size=0.8)
    image = lit(face, 75, 170)
    left, right = face.points[:, 0].min(), face.points[:, 0].max()
    image[330:350, int(left) : int(right)] = 150  # the light on forehead, nose and cheekbones
    assert judge_frame(image, [face]).advice == ("ok",)


def test_a_second_person_counts_and_a_small_face_behind_does_not(make_face: FaceMaker) -> None:
    face = make_face(size=0.8)
    assert "two_faces" in judge_frame(GREY, [face, make_face(size=0.6, place=(1100, 360))]).advice
    assert judge_frame(GREY, [face, make_face(size=0.2, place=(1100, 360))]).faces == 1


def test_an_empty_picture_has_no_face_and_a_black_one_is_dark_too() -> None:
    assert check_frame(GREY).advice == ("no_face",)
    assert check_frame(np.zeros((360, 640, 3), np.uint8)).advice == ("too_dark", "no_face")


def test_every_advice_is_worded_in_both_languages(make_face: FaceMaker) -> None:
    assert all(text.ko and text.en and text.ko != text.en for text in ADVICE.values())
    assert {"no_face", "too_dark"} <= ADVICE.keys()


def test_leaving_the_picture_is_an_event_and_a_share(make_face: FaceMaker) -> None:
    reader = FramingReader()
    for i in range(250):
        reader.see(Frame(GREY, i / 25), [] if 100 <= i < 150 else [make_face(size=0.8)])
    found = reader.finish()
    (out,) = found.events
    assert out.key == "framing.out_of_view"
    assert (out.start_s, out.end_s) == pytest.approx((4, 6), abs=0.25)
    values = values_of(found)
    assert values["framing.face_in_view"] == pytest.approx(0.8, abs=0.03)
    assert values["framing.out_of_view"] == 1


def test_dark_and_backlit_shares_follow_the_light(make_face: FaceMaker) -> None:
    face = make_face(size=0.8)
    dark, bright = lit(face, 40, 40), lit(face, 128, 128)
    reader = FramingReader()
    for i in range(250):
        reader.see(Frame(dark if i < 125 else bright, i / 25), [face])
    values = values_of(reader.finish())
    assert values["framing.too_dark"] == pytest.approx(0.5, abs=0.05)
    assert values["framing.backlight"] == 0


def test_no_frames_measure_nothing() -> None:
    assert all(measure.value is None for measure in FramingReader().finish().measures)
