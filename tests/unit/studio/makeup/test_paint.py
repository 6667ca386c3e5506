"""The make-up engine: colour where it belongs, on every skin, and not a bit elsewhere."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.face.mesh import MESH, FaceMesh
from visavis.face.parts import INNER_LIPS, OUTER_LIPS
from visavis.face.tone import to_lab
from visavis.kit.errors import Invalid
from visavis.media.values import RGB
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.makeup import (
    MAKEUP,
    REGIONS,
    Look,
    NoSuchMakeup,
    NotPaintable,
    Painted,
    Shares,
    Worn,
    find_preset,
    presets,
)

LIGHT, DARK, SMILING = "eigen:8:female-white", "eigen:23:female-black", "eigen:40:female-east-asian:natural:smile=1"
BARE = Shares(**dict.fromkeys(REGIONS, 0.0))
CHEEK, LID, FOREHEAD = 50, 159, 151


@pytest.fixture(scope="module")
def people() -> dict[str, tuple[RGB, FaceMesh]]:
    made = {}
    for code in (LIGHT, DARK, SMILING):
        image = portray(Recipe.parse(code))
        made[code] = image, found(image)
    return made


People = dict[str, tuple[RGB, FaceMesh]]


def found(image: RGB) -> FaceMesh:
    with MESH.lease("facemesh") as mesh:
        return mesh.find(image, most=1)[0]


def paint(image: RGB, face: FaceMesh, look: Look | Worn, shares: Shares = Shares()) -> Painted:  # noqa: B008
    with MAKEUP.lease("paint") as engine:
        return engine.paint(image, face, look, shares)


def only(region: str, strength: float = 1.0) -> Shares:
    return Shares(**(dict.fromkeys(REGIONS, 0.0) | {region: strength}))


def inside(image: RGB, face: FaceMesh, part: tuple[int, ...], shrunk: float = 0.8) -> NDArray[np.bool_]:
    points = face.points[list(part), :2]
    plane = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(plane, [np.round(points.mean(0) + shrunk * (points - points.mean(0))).astype(np.int32)], 1)
    return plane > 0


def lips_of(image: RGB, face: FaceMesh) -> NDArray[np.float32]:
    """Mean CIELAB of the lower lip's middle."""
    return around(image, face.points[[14, 17], :2].mean(0), 3)


def patch(image: RGB, face: FaceMesh, point: int) -> NDArray[np.float32]:
    """Mean CIELAB around a mesh point."""
    return around(image, face.points[point, :2], 5)


def around(image: RGB, middle: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    x, y = middle.round().astype(int)
    window = image[y - side : y + side, x - side : x + side].astype(np.float32) / 255
    return np.asarray(to_lab(window).mean((0, 1)), np.float32)


@pytest.mark.parametrize("look", presets(), ids=lambda look: look.id)
def test_outside_the_mask_not_a_bit_changes(people: People, look: Look) -> None:
    image, face = people[LIGHT]
    painted = paint(image, face, look)
    outside = painted.mask == 0
    assert (painted.image[outside] == image[outside]).all()
    assert (look.id == "none") == outside.all()
    assert outside.mean() > 0.7


@pytest.mark.parametrize("code", [LIGHT, DARK])
def test_lips_and_cheeks_take_colour_on_light_and_on_dark_skin(people: People, code: str) -> None:
    image, face = people[code]
    made = paint(image, face, find_preset("autumn")).image
    assert lips_of(made, face)[1] > lips_of(image, face)[1] + 6
    cheek = patch(made, face, CHEEK) - patch(image, face, CHEEK)
    assert cheek[1] > 1.5
    assert abs(cheek[0]) < 8


def test_lids_get_darker_and_the_forehead_doesnt(people: People) -> None:
    image, face = people[LIGHT]
    made = paint(image, face, find_preset("evening")).image
    lid = face.points[[LID, 52], :2].mean(0)
    assert around(made, lid, 3)[0] < around(image, lid, 3)[0] - 8
    assert abs(patch(made, face, FOREHEAD)[0] - patch(image, face, FOREHEAD)[0]) < 2


def test_each_region_has_its_own_strength(people: People) -> None:
    image, face = people[LIGHT]
    look = find_preset("autumn")
    assert (paint(image, face, look, BARE).image == image).all()
    reds = [lips_of(paint(image, face, look, only("lips", share)).image, face)[1] for share in (0, 0.5, 1)]
    assert reds[0] < reds[1] < reds[2]
    mouth = cv2.dilate(inside(image, face, OUTER_LIPS, 1.0).astype(np.uint8), np.ones((25, 25), np.uint8)) > 0
    only_lips = paint(image, face, look, only("lips"))
    assert (only_lips.image[~mouth] == image[~mouth]).all()
    with pytest.raises(Invalid, match="strength of eyes"):
        Shares(eyes=2)


def test_teeth_and_eyes_stay(people: People) -> None:
    image, face = people[SMILING]
    made = paint(image, face, find_preset("evening"), Shares(skin=0)).image
    apart = np.abs(made.astype(int) - image).max(2)
    teeth = inside(image, face, INNER_LIPS, 0.7)
    assert teeth.sum() > 150
    assert np.quantile(apart[teeth], 0.9) <= 2
    for iris in (468, 473):
        x, y = face.points[iris, :2].round().astype(int)
        assert apart[y - 1 : y + 2, x - 2 : x + 3].max() <= 2


def test_what_lies_before_the_face_stays(people: People) -> None:
    image, face = people[LIGHT]
    low, high = face.points[:468, :2].min(0), face.points[:468, :2].max(0)
    bar = np.zeros(image.shape[:2], np.uint8)
    cheek = int(face.points[CHEEK, 1])
    cv2.rectangle(bar, (0, cheek - 15), (int(low[0] + 0.35 * (high[0] - low[0])), cheek + 15), 1, -1)
    covered = np.where(bar[..., None] > 0, np.array([20, 60, 160], np.uint8), image)
    made = paint(covered, face, find_preset("spring")).image
    kept = np.abs(made.astype(int) - covered).max(2) <= 6
    assert kept[bar > 0].mean() > 0.95


def test_a_black_and_white_photo_stays_one(people: People) -> None:
    image, face = people[LIGHT]
    grey = np.repeat(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    made = paint(grey, face, find_preset("evening")).image
    assert np.ptp(made.astype(int), axis=2).max() <= 2
    assert (made != grey).any()


@pytest.mark.parametrize("code", [DARK, SMILING])
def test_make_up_of_a_picture_is_carried_over_to_others(people: People, code: str) -> None:
    model, its_face = people[LIGHT]
    evening = paint(model, its_face, find_preset("evening")).image
    with MAKEUP.lease("paint") as engine:
        worn, bare = engine.read(evening), engine.read(model)
    image, face = people[code]
    red, plain = (lips_of(paint(image, face, one).image, face) for one in (worn, bare))
    assert red[1] > plain[1] + 12
    made = paint(image, face, worn)
    assert (made.image[made.mask == 0] == image[made.mask == 0]).all()


def test_pictures_without_a_face_small_and_turned_ones_are_told(people: People) -> None:
    image, face = people[LIGHT]
    with MAKEUP.lease("paint") as engine, pytest.raises(NotPaintable, match="No face was found"):
        engine.read(np.full((200, 200, 3), 128, np.uint8))
    with pytest.raises(NotPaintable, match="too small"):
        paint(image, FaceMesh(face.points * 0.1, 1.0), find_preset("autumn"))
    turned = face.points.astype(np.float64)
    middle = turned.mean(0)
    angle = np.radians(50)
    spin = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    away = ((turned - middle) @ spin.T + middle).astype(np.float32)
    with pytest.raises(NotPaintable, match="too far for make-up"):
        paint(image, FaceMesh(away, 1.0), find_preset("autumn"))


def test_a_face_at_the_photos_edge_is_made_up_too(people: People) -> None:
    image, face = people[LIGHT]
    cut = int(face.points[:468, 0].min()) + 20
    beside = np.ascontiguousarray(image[:, cut:])
    made = paint(beside, FaceMesh(face.points - np.array([cut, 0, 0], np.float32), 1.0), find_preset("autumn"))
    assert made.image.shape == beside.shape
    assert (made.image != beside).any()


def test_a_look_is_found_by_its_title_too() -> None:
    assert find_preset("가을") is find_preset("Autumn ") is find_preset("autumn")


def test_an_unknown_look_is_told_with_those_that_are_known() -> None:
    with pytest.raises(NoSuchMakeup, match="natural, office, spring"):
        find_preset("clown")
