"""A résumé photo of people who don't exist: the standard kept, clothes changed, pictures refused with a reason."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from visavis.career.photo.checking import (
    BodyCutOff,
    DarkGlasses,
    FaceTooSmall,
    HeadCutOff,
    NoFaceSeen,
    TurnedAway,
    TwoPeople,
    check_face,
    find_sitter,
)
from visavis.career.photo.choices import NoSuchChoice, Suit, find_size
from visavis.career.photo.framing import roll_of
from visavis.career.photo.making import Made, Order, make_photo
from visavis.face.landmarks import CHIN, LEFT_EYE_RIM, LEFT_IRIS, RIGHT_EYE_RIM, RIGHT_IRIS
from visavis.face.mesh import MESH, FaceMesh
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe

CAST = Path(__file__).parents[4] / "src" / "visavis" / "people" / "cast"


@pytest.fixture(scope="module")
def man() -> RGB:
    return portray(Recipe.parse("eigen:2:male-east-asian"))


@pytest.fixture(scope="module")
def long_haired() -> RGB:
    """With hair to below her shoulders, and shoulders of her own."""
    return load_image(CAST / "clara.jpg")


@pytest.fixture(scope="module")
def suited(man: RGB) -> Made:
    return make_photo(man, Order("3x4", "white", Suit("navy", "classic", tie="burgundy")))


def face_of(picture: RGB) -> FaceMesh:
    with MESH.lease() as mesh:
        return mesh.find(picture, most=1)[0]


def millimetres_up(picture: RGB, y: float, height_mm: float) -> float:
    return (len(picture) - y) * height_mm / len(picture)


def test_photo_has_the_pixels_and_the_head_of_its_size(suited: Made) -> None:
    assert suited.image.shape == (472, 354, 3)
    assert suited.image.dtype == np.uint8
    least, _, most = find_size("3x4").head
    assert least <= suited.measures.head_mm <= most
    assert suited.measures.top_mm == pytest.approx(3.6, abs=0.2)


def test_photo_keeps_what_its_measures_say(suited: Made) -> None:
    face = face_of(suited.image)  # read anew in the finished picture
    chin = millimetres_up(suited.image, float(face.points[CHIN, 1]), 40)
    eyes = millimetres_up(suited.image, float(face.points[[RIGHT_IRIS, LEFT_IRIS], 1].mean()), 40)
    assert chin == pytest.approx(40 - suited.measures.top_mm - suited.measures.head_mm, abs=0.8)
    assert eyes == pytest.approx(suited.measures.eyes_mm, abs=0.5)


@pytest.mark.parametrize("size", ["3.5x4.5", "2x2in"])
def test_official_sizes_keep_their_standard_and_say_what_offices_refuse(long_haired: RGB, size: str) -> None:
    made = make_photo(long_haired, Order(size, suit=Suit("black", "blouse")))
    least, _, most = made.size.head
    assert least <= made.measures.head_mm <= most
    if made.size.eyes is not None:
        assert made.size.eyes[0] <= made.measures.eyes_mm <= made.size.eyes[1]
    assert any("offices" in notice.en for notice in made.notices)


def test_ground_is_plain_and_the_suit_is_drawn(suited: Made) -> None:
    assert (suited.image[:60, :40] > 250).all()
    assert (suited.image[:60, -40:] > 250).all()
    cloth = suited.image[-30:, 20:60].reshape(-1, 3).mean(0)
    assert cloth[2] > cloth[0]
    assert cloth.max() < 130


def test_own_clothes_stay_without_a_suit(long_haired: RGB) -> None:
    made = make_photo(long_haired, Order("3x4", "light-blue", light=0, smooth=0))
    collar = made.image[-20:, 60:100].astype(int), made.before[-20:, 60:100].astype(int)
    assert np.abs(collar[0] - collar[1]).mean() < 6


def test_long_hair_lies_over_the_new_collar(long_haired: RGB) -> None:
    dressed = make_photo(long_haired, Order("3x4", "white", Suit("beige", "blouse")))
    # beside the chin her hair is dark; what is drawn there, ground or jacket, is light
    row = dressed.image[int(0.68 * 472)].mean(1)
    assert (row[:150] < 90).sum() > 15
    assert (row[-150:] < 90).sum() > 15


def test_photo_is_level_although_the_picture_was_not(man: RGB) -> None:
    turned = cv2.warpAffine(
        man,
        cv2.getRotationMatrix2D((256, 256), 12, 0.8),
        (512, 512),
        borderMode=cv2.BORDER_REPLICATE,
    )
    made = make_photo(turned, Order(suit=Suit("grey")))
    assert abs(roll_of(face_of(turned))) > 9
    assert abs(roll_of(face_of(made.image))) < 2


def test_retouching_can_be_left_out_and_is_gentle(man: RGB) -> None:
    suit = Suit("navy")
    plain = make_photo(man, Order(suit=suit, light=0, smooth=0))
    gentle = make_photo(man, Order(suit=suit))
    gap = np.abs(plain.image.astype(int) - gentle.image.astype(int))
    assert 0 < gap.mean() < 12
    again = make_photo(man, Order(suit=suit, light=0, smooth=0))
    assert (plain.image == again.image).all()


def test_two_photos_of_one_order_are_the_same(man: RGB, suited: Made) -> None:
    again = make_photo(man, Order("3x4", "white", Suit("navy", "classic", tie="burgundy")))
    assert (again.image == suited.image).all()


def test_picture_without_shoulders_needs_a_suit(man: RGB) -> None:
    with pytest.raises(BodyCutOff, match="Choose a suit"):
        make_photo(man[:430], Order("3x4"))


def test_no_face_is_told() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8)
    with pytest.raises(NoFaceSeen, match="No face"):
        find_sitter(noise)


def test_two_people_are_told(man: RGB, long_haired: RGB) -> None:
    both = np.hstack([man, cv2.resize(long_haired, (512, 512))])
    with pytest.raises(TwoPeople, match="2 faces"):
        find_sitter(both)


def test_small_face_is_told(man: RGB) -> None:
    wall = np.full((400, 400, 3), 200, np.uint8)
    wall[100:180, 100:180] = cv2.resize(man, (80, 80), interpolation=cv2.INTER_AREA)
    with pytest.raises(FaceTooSmall, match="48 px"):
        find_sitter(wall)


def test_cropped_chin_is_told(man: RGB) -> None:
    chin = float(face_of(man).points[CHIN, 1])
    with pytest.raises(HeadCutOff, match="chin"):
        find_sitter(man[: round(chin) - 8])


def test_cropped_crown_is_told(man: RGB) -> None:
    with pytest.raises(HeadCutOff, match="top of the head"):
        make_photo(man[60:], Order(suit=Suit("navy")))


def test_profile_is_told_with_its_degrees(man: RGB) -> None:
    face = face_of(man)
    angle = np.radians(50)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    middle = face.points.mean(0)
    turned = FaceMesh(((face.points - middle) @ turn.T + middle).astype(np.float32), 1.0)
    with pytest.raises(TurnedAway, match=r"turned by (4[1-9]|5\d|6\d)°"):
        check_face(man, turned)


def with_sunglasses(picture: RGB) -> RGB:
    out = picture.copy()
    face = face_of(picture)
    middles = [face.points[list(rim), :2].mean(0) for rim in (RIGHT_EYE_RIM, LEFT_EYE_RIM)]
    wide = float(np.hypot(*(middles[1] - middles[0])))
    for middle in middles:
        centre = (round(float(middle[0])), round(float(middle[1]) + 0.06 * wide))
        cv2.ellipse(out, centre, (round(0.40 * wide), round(0.30 * wide)), 0, 0, 360, (22, 22, 30), -1, cv2.LINE_AA)
    left, right = (tuple(np.round(middle).astype(int).tolist()) for middle in middles)
    cv2.line(out, left, right, (15, 15, 15), round(0.06 * wide), cv2.LINE_AA)
    return out


def test_sunglasses_are_told_and_can_be_overruled(man: RGB) -> None:
    dark = with_sunglasses(man)
    with pytest.raises(DarkGlasses, match="Sunglasses"):
        find_sitter(dark)
    assert find_sitter(dark, clear_glasses=True).face.side_px > 48


def test_unknown_names_are_told_with_what_there_is(man: RGB) -> None:
    with pytest.raises(NoSuchChoice, match="3x4"):
        make_photo(man, Order("9x9"))
    with pytest.raises(NoSuchChoice, match="navy"):
        make_photo(man, Order(suit=Suit("plaid")))


@pytest.mark.shared
def test_profiles_of_the_shared_pictures_are_refused(shared_data: Path) -> None:
    refused = 0
    for path in sorted((shared_data / "truth" / "pointing04").glob("*+0-60.jpg")):
        with pytest.raises((TurnedAway, NoFaceSeen)):
            find_sitter(load_image(path))
        refused += 1
    assert refused or not list((shared_data / "truth" / "pointing04").glob("*+0-60.jpg"))
