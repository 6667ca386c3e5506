"""One picture through the line: what passes comes out upright with eyes and mouth in place, the rest with a reason."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from tests.lab.datasets.pictures import NAMES, blurred, noise, on_its_side, portrait, scaled, turned

from visavis.face import landmarks as at
from visavis.face.mesh import MESH, FaceMesh, MeshEngine
from visavis.face.pose import fit_pose
from visavis.lab.datasets.align import cut_square, ffhq_square
from visavis.lab.datasets.line import FaceFinder, read_face
from visavis.lab.datasets.reasons import Rejected, sentence
from visavis.lab.datasets.rules import Rules
from visavis.lab.datasets.sketch import draw_sketch
from visavis.media.image import decode_image, encode_jpeg, encode_png
from visavis.media.values import RGB


@pytest.fixture(scope="module")
def mesh() -> Iterator[MeshEngine]:
    with MESH.lease("facemesh") as engine:
        yield engine


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder()


def _places(crop: RGB, mesh: MeshEngine) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Both eyes' and the mouth's centres in shares of the crop's side, (3, 2)."""
    points = mesh.find(crop, most=1)[0].points[:, :2] / len(crop)
    pairs = [(at.RIGHT_EYE_OUTER, at.RIGHT_EYE_INNER), (at.LEFT_EYE_OUTER, at.LEFT_EYE_INNER)]
    return np.array([points[list(pair)].mean(0) for pair in [*pairs, (at.MOUTH_LEFT, at.MOUTH_RIGHT)]])


def test_eyes_and_mouth_lie_in_the_same_place_in_every_crop(finder: FaceFinder, mesh: MeshEngine) -> None:
    places = []
    for name in NAMES:
        for image in (portrait(name), scaled(turned(portrait(name), 17), 0.8)):
            face = read_face(encode_jpeg(image, 95), finder, mesh, Rules())
            crop = decode_image(face.crop_png)
            assert crop.shape == (256, 256, 3)
            places.append(_places(crop, mesh))
    right, left, mouth = np.mean(places, axis=0)
    assert np.abs(np.subtract(places, [right, left, mouth])).max() < 0.045
    assert abs(right[1] - left[1]) < 0.01  # the eyes are level
    assert abs((right + left)[0] / 2 - 0.5) < 0.015  # and the face in the middle
    assert mouth[1] - right[1] > 0.2


def test_the_square_is_that_of_ffhqs_own_script() -> None:
    points = np.zeros((478, 3), np.float32)
    points[[33, 160, 158, 133, 153, 144], :2] = (90, 100)  # the right eye, seen on the left
    points[[362, 385, 387, 263, 373, 380], :2] = (110, 100)
    points[[61, 291], :2] = [(90, 120), (110, 120)]
    # there: x = (20, 0) − (−20, 0), scaled to max(2·20, 1.8·20) = 40; c = (100, 100) + 0.1·(0, 20)
    corners = ffhq_square(FaceMesh(points, 1.0))
    assert corners.tolist() == [[60, 62], [60, 142], [140, 142], [140, 62]]
    assert ffhq_square(FaceMesh(points, 1.0), 0.5).tolist() == [[80, 82], [80, 122], [120, 122], [120, 82]]


def test_a_square_along_the_grid_is_cut_exactly() -> None:
    image = np.zeros((200, 200, 3), np.uint8)
    image[50:150, 50:150] = 255
    square = np.array([[49.5, 49.5], [49.5, 149.5], [149.5, 149.5], [149.5, 49.5]])
    assert cut_square(image, square, 50).min() > 250
    wider = cut_square(image, square + np.array([[-50, -50], [-50, 50], [50, 50], [50, -50]]), 100)
    assert (wider[24, 50].max(), wider[26, 50].min()) < (30, 255)
    assert 0.24 < (wider > 127).mean() < 0.26


def test_beyond_the_edge_the_picture_is_continued_softly() -> None:
    image = np.full((100, 100, 3), (200, 100, 50), np.uint8)
    square = np.array([[-40.0, -40], [-40, 60], [60, 60], [60, -40]])
    assert np.abs(cut_square(image, square, 64).astype(int) - (200, 100, 50)).max() <= 2


def test_a_picture_on_its_side_with_exif_comes_out_upright(finder: FaceFinder, mesh: MeshEngine) -> None:
    upright = decode_image(read_face(encode_jpeg(portrait("clara"), 95), finder, mesh, Rules()).crop_png)
    lying = decode_image(read_face(on_its_side(portrait("clara")), finder, mesh, Rules()).crop_png)
    assert np.abs(upright.astype(int) - lying).mean() < 4


def test_a_closer_crop_shows_less_around_the_face(finder: FaceFinder, mesh: MeshEngine) -> None:
    data = encode_png(portrait("junho"))
    wide = decode_image(read_face(data, finder, mesh, Rules()).crop_png)
    close = decode_image(read_face(data, finder, mesh, Rules(crop=0.85)).crop_png)
    eyes = [np.subtract(*_places(crop, mesh)[[1, 0]])[0] for crop in (wide, close)]
    assert eyes[1] / eyes[0] == pytest.approx(1 / 0.85, rel=0.04)


@pytest.mark.parametrize(
    ("data", "rules", "code"),
    [
        (b"", Rules(), "empty_file"),
        (b"\xff\xd8\xff but no JPEG", Rules(), "not_a_picture"),
        (encode_jpeg(portrait("clara"))[:-9000], Rules(), "not_a_picture"),
        (encode_jpeg(noise()), Rules(), "no_face"),
        (encode_jpeg(np.hstack([portrait("clara"), portrait("junho")])), Rules(), "several_faces"),
        (encode_jpeg(scaled(portrait("clara"), 0.2)), Rules(), "face_too_small"),
        (encode_jpeg(portrait("clara")), Rules(size_px=1024), "face_too_small"),
        (encode_jpeg(blurred(portrait("clara"), 8)), Rules(), "blurred"),
        (encode_jpeg(portrait("clara")), Rules(most_yaw_deg=0), "turned_sideways"),
        (encode_jpeg(portrait("clara")), Rules(most_pitch_deg=0), "tilted"),
    ],
)
def test_what_breaks_a_rule_is_rejected_with_its_reason(
    data: bytes, rules: Rules, code: str, finder: FaceFinder, mesh: MeshEngine
) -> None:
    with pytest.raises(Rejected) as rejected:
        read_face(data, finder, mesh, rules)
    assert rejected.value.code == code
    reason = sentence(code, rejected.value.detail)
    assert "{" not in reason.ko + reason.en


def test_a_size_that_just_breaks_its_limit_is_told_as_breaking_it(finder: FaceFinder, mesh: MeshEngine) -> None:
    data = encode_jpeg(portrait("clara"))
    pose = fit_pose(finder.find(decode_image(data), mesh))
    for limits, name in (
        (Rules(most_yaw_deg=abs(pose.yaw_deg) - 0.001), "yaw_deg"),
        (Rules(most_pitch_deg=abs(pose.pitch_deg) - 0.001), "pitch_deg"),
    ):
        with pytest.raises(Rejected) as rejected:
            read_face(data, finder, mesh, limits)
        assert rejected.value.detail[name] > rejected.value.detail["limit"]
        assert rejected.value.detail[name] == round(rejected.value.detail[name], 1)


def test_a_picture_with_more_pixels_than_allowed_is_not_decoded(finder: FaceFinder, mesh: MeshEngine) -> None:
    header = encode_png(noise())
    huge = header[:16] + (60_000).to_bytes(4, "big") * 2 + header[24:]  # the header alone claims 3.6 gigapixels
    with pytest.raises(Rejected) as rejected:
        read_face(huge, finder, mesh, Rules())
    assert rejected.value.code in ("too_heavy", "not_a_picture")


def test_a_sketch_is_lines_on_white(finder: FaceFinder, mesh: MeshEngine) -> None:
    face = read_face(encode_jpeg(portrait("mikyung"), 95), finder, mesh, Rules(sketch=True))
    assert face.sketch_png is not None
    sketch = decode_image(face.sketch_png)
    ink = (sketch[..., 0] < 128).mean()
    assert 0.01 < ink < 0.2
    assert (sketch[..., 0] > 240).mean() > 0.7
    around_eye, cheek = sketch[105:130, 75:115, 0], sketch[150:165, 85:100, 0]
    assert around_eye.min() < 60 < cheek.min()
    assert face.sketch_png == encode_png(draw_sketch(decode_image(face.crop_png)))


def test_a_plain_surface_has_no_lines() -> None:
    assert draw_sketch(np.full((64, 64, 3), 130, np.uint8)).min() > 250
