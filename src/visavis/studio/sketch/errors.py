"""What can be wrong with a drawing.

Invalid
└── NoDrawing
    ├── EmptyCanvas      no ink
    ├── TooLittleInk     a dot, a short stroke
    ├── LooksLikePhoto   shades instead of lines: offer photo_to_sketch
    └── TooSmall         too few pixels to hold a face
NoFaceFound (Invalid)    a photo without a face can't become a drawing
"""

from __future__ import annotations

from visavis.kit.errors import Invalid
from visavis.kit.text import Text


class NoDrawing(Invalid):
    """The picture can't be read as a drawing of a face."""


class EmptyCanvas(NoDrawing):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="캔버스가 비어 있습니다. 얼굴 윤곽, 눈, 코, 입 가운데 무엇이든 그려 주세요.",
                en="The canvas is empty. Draw something of a face: its outline, eyes, nose or mouth.",
            )
        )


class TooLittleInk(NoDrawing):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="그린 선이 너무 적습니다. 얼굴 윤곽이나 두 눈을 먼저 그려 보세요.",
                en="There is too little to go on. Draw the outline of the face or both eyes first.",
            )
        )


class LooksLikePhoto(NoDrawing):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="선 그림이 아니라 사진으로 보입니다. '사진을 스케치로'를 사용해 선 그림으로 바꿔 주세요.",
                en="This looks like a photo, not a line drawing. Turn it into one with 'photo to sketch'.",
            )
        )


class TooSmall(NoDrawing):
    def __init__(self, least_px: int) -> None:
        super().__init__(
            Text(
                ko="그림이 너무 작습니다. 가로와 세로가 {n}픽셀 이상인 그림을 사용해 주세요.",
                en="The picture is too small. Use one of at least {n} × {n} pixels.",
            ).fill(n=least_px)
        )


class NoFaceFound(Invalid):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진에서 얼굴을 찾지 못했습니다. 정면을 보는 밝은 얼굴 사진을 사용해 주세요.",
                en="No face was found in the photo. Use a well-lit photo of one face that looks at the camera.",
            )
        )
