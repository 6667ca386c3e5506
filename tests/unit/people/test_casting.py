"""The cast is complete, and every portrait is one that the talking engine can use."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.face.mesh import MESH, FaceMesh
from visavis.people.casting import CastMember, NoSuchMember, cast, find_member
from visavis.voice.speak.espeak import Espeak

members = pytest.mark.parametrize("member", cast(), ids=lambda m: m.id)


def _only_face(member: CastMember) -> FaceMesh:
    with MESH.lease() as mesh:
        faces = mesh.find(member.portrait())
    assert len(faces) == 1
    return faces[0]


def test_cast_has_two_women_and_two_men_at_least() -> None:
    genders = [member.gender for member in cast()]
    assert genders.count("female") >= 2
    assert genders.count("male") >= 2
    assert len({member.id for member in cast()}) == len(cast())


@members
def test_member_speaks_with_a_voice_on_offer(member: CastMember) -> None:
    assert member.voice in {voice.name for voice in Espeak().voices()}


@members
def test_portrait_is_square_and_large_enough(member: CastMember) -> None:
    picture = member.portrait()
    assert picture.shape == (768, 768, 3)


@members
def test_face_is_upright_frontal_and_large(member: CastMember) -> None:
    face = _only_face(member)
    left, right, nose = face.points[33], face.points[263], face.points[4]
    roll_deg = np.degrees(np.arctan2(right[1] - left[1], right[0] - left[0]))
    off_centre = (nose[0] - (left[0] + right[0]) / 2) / face.eye_distance_px
    assert abs(roll_deg) < 3
    assert abs(off_centre) < 0.06
    assert face.eye_distance_px > 120


@members
def test_mouth_is_closed_and_eyes_are_open(member: CastMember) -> None:
    points, unit = _only_face(member).points, _only_face(member).eye_distance_px
    assert np.hypot(*(points[13] - points[14])[:2]) < 0.06 * unit
    for upper, lower in ((159, 145), (386, 374)):
        assert np.hypot(*(points[upper] - points[lower])[:2]) > 0.05 * unit


def test_find_member_of_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(NoSuchMember) as caught:
        find_member("nobody")
    assert cast()[0].id in caught.value.message.ko


def test_find_member_returns_the_member() -> None:
    assert find_member(cast()[-1].id) is cast()[-1]
