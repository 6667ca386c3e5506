"""Whether a picture can become a résumé photo, and if not, what to do about it.

Invalid
└── NotAPhoto
    ├── NoFaceSeen      nobody looks ahead in it
    ├── TwoPeople       more than one face
    ├── FaceTooSmall    fewer pixels than a face needs
    ├── TurnedAway      a profile
    ├── HeadCutOff      chin or crown lie outside the picture
    ├── DarkGlasses     sunglasses hide the eyes
    └── BodyCutOff      own clothes end inside the photo
"""

from __future__ import annotations

from dataclasses import dataclass

from visavis.face.glasses import glasses_score, read_lens
from visavis.face.landmarks import CHIN
from visavis.face.mesh import MESH, FaceMesh
from visavis.face.pose import fit_pose
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB

SMALLEST_PX = 48
MOST_TURN_DEG = 40.0
_ANOTHER = 0.4
"""A second face counts from this share of the first one's size on: smaller ones are passers-by, and cut away."""
_WEARS = 0.2
_TURN_SEEN_DEG, _SOFT = 18.0, 0.6
_EDGE = 0.02


class NotAPhoto(Invalid):
    """The picture can't become a résumé photo; the text says why."""


class NoFaceSeen(NotAPhoto):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="얼굴을 찾지 못했습니다. 정면을 보고 얼굴이 가려지지 않은 밝은 사진을 써 주세요.",
                en="No face was found. Use a bright picture in which you look ahead and nothing hides the face.",
            )
        )


class TwoPeople(NotAPhoto):
    def __init__(self, count: int) -> None:
        super().__init__(
            Text(
                ko="사진에 얼굴이 {n}개 있습니다. 한 사람만 나오도록 잘라내거나 다른 사진을 써 주세요.",
                en="There are {n} faces in the picture. Crop it to one person, or use another picture.",
            ).fill(n=count)
        )


class FaceTooSmall(NotAPhoto):
    def __init__(self, found_px: float) -> None:
        super().__init__(
            Text(
                ko="얼굴이 {p}px로 너무 작습니다. {m}px 이상이 되도록 가까이에서 찍은 사진을 써 주세요.",
                en="The face is {p} px, which is too small. Use a picture taken closer, with a face of {m} px or more.",
            ).fill(p=round(found_px), m=SMALLEST_PX)
        )


class TurnedAway(NotAPhoto):
    def __init__(self, yaw_deg: float) -> None:
        super().__init__(
            Text(
                ko="고개가 옆으로 {d}° 돌아가 있습니다. {m}°를 넘으면 쓸 수 없으니 정면을 보고 다시 찍어 주세요.",
                en="The head is turned by {d}°: a profile can't be used ({m}° is the most). Look ahead.",
            ).fill(d=round(abs(yaw_deg)), m=round(MOST_TURN_DEG))
        )


class HeadCutOff(NotAPhoto):
    def __init__(self, what: Text) -> None:
        super().__init__(
            Text(
                ko=f"{what.ko} 사진 밖으로 잘렸습니다. 머리 전체가 나온 사진을 써 주세요.",
                en=f"The {what.en} is cut off. Use a picture that shows the whole head.",
            )
        )


class DarkGlasses(NotAPhoto):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="색안경(선글라스)을 쓴 사진은 이력서에 쓸 수 없습니다. 벗고 다시 찍어 주세요. 투명한 안경이면 "
                "'투명한 안경입니다'를 골라 주세요(명령줄: --clear-glasses).",
                en="Sunglasses can't be worn on a résumé photo: take them off and take the picture again. If these are "
                "clear glasses, choose 'These are clear glasses' (command line: --clear-glasses).",
            )
        )


class BodyCutOff(NotAPhoto):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="어깨가 잘려 이 크기를 채우지 못합니다. 정장을 고르거나, 어깨까지 나온 사진을 써 주세요.",
                en="The shoulders are cut off, so this size can't be filled. Choose a suit, or a picture that shows "
                "the shoulders.",
            )
        )


@dataclass(frozen=True)
class Sitter:
    """The one face of a picture. ``notices`` tell what could be better."""

    face: FaceMesh
    notices: tuple[Text, ...]


def find_sitter(photo: RGB, clear_glasses: bool = False) -> Sitter:
    """The face that the photo (H, W, 3) shows. ``clear_glasses``: the user says that they aren't dark.

    Raises the kinds of NotAPhoto but BodyCutOff.
    """
    with MESH.lease() as mesh:
        faces = mesh.find(photo, most=4)
    if not faces:
        raise NoFaceSeen
    face = faces[0]
    count = sum(other.side_px > _ANOTHER * face.side_px for other in faces)
    if count > 1:
        raise TwoPeople(count)
    return check_face(photo, face, clear_glasses)


def check_face(photo: RGB, face: FaceMesh, clear_glasses: bool = False) -> Sitter:
    """The same for the one face that was found. Raises FaceTooSmall, TurnedAway, HeadCutOff and DarkGlasses."""
    if face.side_px < SMALLEST_PX:
        raise FaceTooSmall(face.side_px)
    pose = fit_pose(face)
    if abs(pose.yaw_deg) > MOST_TURN_DEG:
        raise TurnedAway(pose.yaw_deg)
    _check_edges(photo, face)
    if not clear_glasses and glasses_score(photo, face.points) > _WEARS and read_lens(photo, face.points).is_dark:
        raise DarkGlasses
    return Sitter(face, tuple(_pose_notices(pose.yaw_deg)))


def _check_edges(photo: RGB, face: FaceMesh) -> None:
    slack = _EDGE * face.side_px
    height, width = photo.shape[:2]
    if face.points[CHIN, 1] > height - slack:
        raise HeadCutOff(Text(ko="턱이", en="chin"))
    x, y = face.points[:, 0], face.points[:, 1]
    if x.min() < -slack or x.max() > width - 1 + slack or y.min() < -slack:
        raise HeadCutOff(Text(ko="얼굴이", en="face"))


def _pose_notices(yaw_deg: float) -> list[Text]:
    told = []
    if abs(yaw_deg) > _TURN_SEEN_DEG:
        told.append(
            Text(
                ko="고개가 {d}° 돌아가 있습니다. 정면 사진이 더 좋습니다.",
                en="The head is turned by {d}°. A picture from the front is better.",
            ).fill(d=round(abs(yaw_deg)))
        )
    return told


def softness_notice(face_px: float, needed_px: float) -> list[Text]:
    """Told when a face has far fewer pixels than the photo shows it with."""
    if face_px >= _SOFT * needed_px:
        return []
    return [
        Text(
            ko="얼굴이 작아 확대했습니다. 더 가까이에서 찍으면 더 선명합니다.",
            en="The face is small and was enlarged. A picture taken closer is sharper.",
        )
    ]
