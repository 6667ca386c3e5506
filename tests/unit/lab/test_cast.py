"""How the interviewers are made: averaging, shapes, cutting out, drawing, and the recipe that ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from visavis.face.mesh import MESH
from visavis.lab.cast.bands import blend, join, sharp_average, split
from visavis.lab.cast.build import build
from visavis.lab.cast.matte import cut_out, largest_piece
from visavis.lab.cast.recipe import read_recipe
from visavis.lab.cast.shape import Warped, find_twins, mean_shape, similarity, smiling, warp
from visavis.lab.cast.sources import Library, Source
from visavis.lab.cast.tone import match_skin, skin_likeness, skin_tone
from visavis.people.casting import cast, find_member
from visavis.studio.dress.canvas import FACE_PX, SIZE_PX, Points
from visavis.studio.dress.drawing import curve, grid, polygon
from visavis.studio.dress.garment import backdrop, dress


@pytest.fixture(scope="module")
def shapes() -> list[Points]:
    """The 478 points of two interviewers, one woman and one man."""
    with MESH.lease("facemesh") as mesh:
        found = [mesh.find(find_member(name).portrait())[0] for name in ("clara", "taesik")]
    return [face.points[:, :2].astype(np.float64) for face in found]


def _texture(seed: int, size: int = 128) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.random.default_rng(seed).uniform(60, 200, (size, size, 3)).astype(np.float32)


def test_pyramid_joins_to_what_was_split() -> None:
    picture = _texture(1)
    assert np.abs(join(split(picture)) - picture).max() < 1e-3


def test_sharp_average_of_unlike_textures_is_sharper_than_their_mean() -> None:
    pictures = [_texture(seed) for seed in range(9)]
    even = [np.ones((128, 128), np.float32)] * 9
    mean, sharp = np.mean(pictures, axis=0), sharp_average(pictures, even)
    assert sharp.std() > 1.5 * mean.std()
    assert abs(float(sharp.mean() - mean.mean())) < 3


def test_sharp_average_where_one_source_has_no_weight_ignores_it() -> None:
    grey, white = np.full((64, 64, 3), 90, np.float32), np.full((64, 64, 3), 255, np.float32)
    one, none = np.ones((64, 64), np.float32), np.zeros((64, 64), np.float32)
    assert np.abs(sharp_average([grey, grey, white], [one, one, none]) - 90).max() < 1


def test_blend_keeps_both_pictures_away_from_the_seam() -> None:
    dark, light = np.full((256, 256, 3), 20, np.float32), np.full((256, 256, 3), 220, np.float32)
    mask = np.zeros((256, 256), np.float32)
    mask[:, 128:] = 1
    mixed = blend(dark, light, mask, levels=3)
    assert np.abs(mixed[:, :96] - 20).max() < 2
    assert np.abs(mixed[:, 160:] - 220).max() < 2


def test_similarity_recovers_turn_scale_and_shift() -> None:
    points = np.random.default_rng(2).uniform(0, 100, (20, 2))
    turn = 1.7 * np.array([[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]])
    matrix, shift = similarity(points, points @ turn.T + np.array([5.0, -8.0]))
    assert np.allclose(matrix, turn)
    assert np.allclose(shift, [5, -8])


def test_twins_are_each_others_twins(shapes: list[Points]) -> None:
    twins = find_twins(shapes)
    assert np.mean(twins[twins] == np.arange(478)) > 0.97
    assert twins[33] == 263
    assert twins[61] == 291


def test_mean_shape_is_level_symmetric_and_as_tall_as_promised(shapes: list[Points]) -> None:
    shape = mean_shape(shapes, find_twins(shapes), symmetry=1.0)
    assert shape[152, 1] - shape[10, 1] == pytest.approx(FACE_PX)
    assert shape[33, 1] == pytest.approx(shape[263, 1], abs=0.5)
    assert shape[4, 0] - shape[33, 0] == pytest.approx(shape[263, 0] - shape[4, 0], abs=1.5)


def test_smiling_lifts_the_corners_and_leaves_the_eyes(shapes: list[Points]) -> None:
    shape = mean_shape(shapes, find_twins(shapes), symmetry=1.0)
    lifted = smiling(shape, 1.0)
    assert lifted[61, 1] < shape[61, 1] - 3
    assert np.abs(lifted[[33, 133, 159, 362]] - shape[[33, 133, 159, 362]]).max() < 0.1


def test_warp_puts_the_points_of_a_source_onto_the_shape(shapes: list[Points]) -> None:
    shape = mean_shape(shapes, find_twins(shapes), symmetry=1.0)
    picture = find_member("clara").portrait()
    moved = warp(Source("clara", picture.astype(np.float32), shapes[0], np.ones(picture.shape[:2], np.float32)), shape)
    with MESH.lease("facemesh") as mesh:
        found = mesh.find(np.round(moved.picture).astype(np.uint8))[0].points[:, :2]
    assert np.median(np.hypot(*(found - shape).T)) < 0.012 * FACE_PX


def test_match_skin_gives_the_wanted_tone(shapes: list[Points]) -> None:
    picture = find_member("clara").portrait().astype(np.float32)
    wanted = skin_tone(picture, shapes[0]) + np.array([-6, 2, 3], np.float32)
    assert np.abs(skin_tone(match_skin(picture, shapes[0], wanted), shapes[0]) - wanted).max() < 1.0


def test_skin_likeness_tells_skin_from_hair_and_cloth() -> None:
    skin = np.array([70, 14, 18], np.float32)
    lab = np.array([[[70, 14, 18], [50, 13, 17], [14, 3, 4], [60, -5, -20]]], np.float32)
    alike = skin_likeness(lab, skin)[0]
    assert alike[0] > 0.95
    assert alike[1] > 0.8
    assert alike[2:].max() < 0.05


def test_cut_out_finds_a_disc_before_a_plain_ground() -> None:
    x, y = grid()
    disc = (np.hypot(x - 384, y - 384) < 200).astype(np.float32)
    picture = disc[..., None] * np.array([40, 30, 25], np.float32) + (1 - disc[..., None]) * np.float32(200)
    alpha, clean = cut_out(picture, Warped(picture, disc, np.ones_like(disc)))
    assert np.abs(alpha - disc)[np.abs(np.hypot(x - 384, y - 384) - 200) > 12].max() < 0.02
    assert clean[384, 384, 0] == pytest.approx(40)


def test_largest_piece_drops_the_others() -> None:
    alpha = np.maximum(polygon([(100, 100), (400, 100), (400, 400)]), polygon([(600, 600), (620, 600), (620, 620)]))
    kept = largest_piece(alpha)
    assert kept[150, 350] == pytest.approx(1)
    assert kept[590:640, 590:640].max() < 0.01


def test_polygon_covers_its_area() -> None:
    assert polygon([(100.5, 100.5), (300.5, 100.5), (300.5, 200.5), (100.5, 200.5)]).sum() == pytest.approx(
        20000, rel=0.02
    )


def test_curve_passes_through_its_points() -> None:
    points = np.array([(0, 0), (10, 5), (20, 0), (30, 8)], float)
    drawn = curve(points)
    assert all(np.hypot(*(drawn - point).T).min() < 1e-9 for point in points)


@pytest.mark.parametrize("name", ["seoyeon", "daniel"])
def test_clothes_cover_the_shoulders_and_leave_the_face(name: str, shapes: list[Points]) -> None:
    member = next(member for member in read_recipe() if member.id == name)
    shape = mean_shape(shapes, find_twins(shapes), symmetry=1.0)
    ground = backdrop(member.backdrop, 1)
    nobody, chin = np.zeros((SIZE_PX, SIZE_PX), np.float32), (float(shape[152, 0]), float(shape[152, 1]))
    once, again = (dress(ground, nobody, chin, member.clothes, 3) for _ in range(2))
    assert np.array_equal(once, again)
    assert np.array_equal(once[:400], np.clip(ground, 0, 255)[:400])
    assert np.abs(once[700, 120] - np.array(member.clothes.jacket)).max() < 40


def test_recipe_and_cast_name_the_same_people() -> None:
    assert {member.id for member in read_recipe()} == {member.id for member in cast()}


def test_recipe_averages_many_and_shares_no_face_between_members() -> None:
    members = read_recipe()
    names = [name for member in members for name in member.sources]
    assert all(len(set(member.sources)) >= 8 for member in members)
    assert all(member.hair.source not in member.sources for member in members)
    assert len(names) - len(set(names)) <= 1


@pytest.mark.shared
def test_portrait_is_made_again_from_its_sources(shared_data: Path) -> None:
    members = [member for member in read_recipe() if member.id == "taesik"]
    library = Library(shared_data.parent)
    _, portrait, head = next(build(members, library))
    shipped = find_member("taesik").portrait()
    inside = polygon(head.shape[[10, 338, 297, 332, 389, 454, 361, 397, 152, 172, 132, 234, 162, 103]]) > 0.9
    assert np.abs(portrait.astype(float) - shipped)[inside].mean() < 4
