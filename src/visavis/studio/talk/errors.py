"""Why a portrait can't be animated.

Invalid
└── Unsuitable
    ├── NoFaceFound     no face in the picture
    ├── TwoFaces        more than one face of like size
    ├── FaceTooSmall    too few pixels on the face
    ├── NotUpright      on its side or upside down
    ├── TurnedAway      turned more than 25°
    └── MouthOpen       mouth open wider than can be closed cleanly
"""

from __future__ import annotations

from visavis.kit.errors import Invalid
from visavis.kit.text import Text


class Unsuitable(Invalid):
    """The portrait is a picture, but it can't be made to talk."""


class NoFaceFound(Unsuitable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진에서 얼굴을 찾지 못했습니다. 얼굴이 가려지지 않은 정면 사진을 사용해 주세요.",
                en="No face was found in the picture. Use a frontal photo with nothing in front of the face.",
            )
        )


class TwoFaces(Unsuitable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진에 얼굴이 둘 이상 있습니다. 한 사람만 나오도록 잘라서 다시 올려 주세요.",
                en="There is more than one face in the picture. Crop it to one person and try again.",
            )
        )


class FaceTooSmall(Unsuitable):
    def __init__(self, width_px: float) -> None:
        super().__init__(
            Text(
                ko="얼굴이 너무 작습니다(두 눈 사이 {w}픽셀). 얼굴이 더 크게 나온 사진을 사용해 주세요.",
                en="The face is too small ({w} pixels across the eyes). Use a photo that shows the face larger.",
            ).fill(w=round(width_px))
        )


class TurnedAway(Unsuitable):
    def __init__(self, angle_deg: float) -> None:
        super().__init__(
            Text(
                ko="얼굴이 약 {a}° 돌아가 있습니다(25°까지 가능). 카메라를 바라보는 사진을 사용해 주세요.",
                en="The face is turned about {a}° (25° at most). Use a photo that looks at the camera.",
            ).fill(a=round(abs(angle_deg)))
        )


class MouthOpen(Unsuitable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="입이 크게 벌어져 있습니다. 입을 다물거나 살짝 미소 지은 사진을 사용해 주세요.",
                en="The mouth is wide open. Use a photo with the mouth closed or only slightly smiling.",
            )
        )


class NotUpright(Unsuitable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="얼굴이 옆으로 누워 있거나 거꾸로 되어 있습니다. 사진을 똑바로 돌린 뒤 다시 시도해 주세요.",
                en="The face lies on its side or upside down. Turn the photo upright and try again.",
            )
        )
