"""The embedded mesh engine: MediaPipe FaceMesh with iris refinement, whose networks are inside its wheel."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from visavis.engines import Card
from visavis.face.mesh.engine import FaceMesh, MeshTracker, PixelPoints
from visavis.face.solutions import Solution
from visavis.kit.text import Text
from visavis.media.values import RGB

CARD = Card(
    name="facemesh",
    kind="embedded",
    good_at=Text(
        ko="정면부터 약 60° 돌린 얼굴까지 478개 점을 CPU에서 실시간보다 빠르게 찾습니다.",
        en="478 points on faces from frontal to about 60° turned, faster than real time on a CPU.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="MediaPipe 0.10.21, face_landmark_with_attention.tflite (inside the wheel)",
    inputs="RGB uint8 (H, W, 3), any size",
    outputs="per face float32 (478, 3) pixels",
)

_CROP_PX = 512
"""Crops around small faces are enlarged to this: the mesh network reads a face at 192 px."""


class FaceMeshEngine:
    """MediaPipe FaceMesh behind our own seam (Grishchenko et al. 2020, "Attention Mesh")."""

    card = CARD

    def __init__(self) -> None:
        self._meshes: dict[int, Solution[Any]] = {}
        self._detector: Solution[Any] | None = None

    def find(self, image: RGB, most: int = 2) -> list[FaceMesh]:
        """As MeshEngine.find. Small faces are cropped and enlarged first, a face that fills the picture is padded."""
        faces = self._read(image, most)
        if len(faces) < most:
            faces = _merge(faces, self._find_small(image, most))
        if not faces:
            faces = self._find_close(image, most)
        return _largest_first(faces)[:most]

    def track(self, most: int = 2) -> MeshTracker:
        return FaceMeshTracker(most)

    def _read(self, image: RGB, most: int) -> list[FaceMesh]:
        if most not in self._meshes:
            self._meshes[most] = Solution(lambda solutions: _build(solutions, most, video=False))
        return _faces(self._meshes[most].process(image), image)

    def _find_small(self, image: RGB, most: int) -> list[FaceMesh]:
        found: list[FaceMesh] = []
        for box in (self._detect(image) or self._detect_in_tiles(image))[:most]:
            found = _merge(found, self._read_inside(image, box))
        return found

    def _detect(self, image: RGB) -> list[tuple[float, float, float]]:
        """Centre x, centre y and side in pixels of each face, by the full-range detector, largest first."""
        if self._detector is None:
            self._detector = Solution(lambda s: s.face_detection.FaceDetection(0.5, 1))
        height, width = image.shape[:2]
        boxes = []
        for detection in self._detector.process(image).detections or ():
            box = detection.location_data.relative_bounding_box
            side = max(box.width * width, box.height * height)
            boxes.append(((box.xmin + box.width / 2) * width, (box.ymin + box.height / 2) * height, side))
        return sorted(boxes, key=lambda b: -b[2])

    def _detect_in_tiles(self, image: RGB) -> list[tuple[float, float, float]]:
        """As _detect over overlapping tiles of half the picture: the detector itself sees only 192 px of each."""
        side = max(64, max(image.shape[:2]) // 2)
        boxes = []
        for top, left in _tiles(image.shape[0], image.shape[1], side):
            tile = image[top : top + side, left : left + side]
            boxes += [(x + left, y + top, size) for x, y, size in self._detect(tile)]
        return sorted(boxes, key=lambda b: -b[2])

    def _read_inside(self, image: RGB, box: tuple[float, float, float]) -> list[FaceMesh]:
        x, y, side = box
        half = max(16.0, side)  # twice the face: the mesh's own detector wants some surroundings
        left, top = int(max(0, x - half)), int(max(0, y - half))
        crop = image[top : int(y + half) + 1, left : int(x + half) + 1]
        if min(crop.shape[:2]) < 8:
            return []
        scale = max(1.0, _CROP_PX / max(crop.shape[:2]))
        if scale > 1:
            crop = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        return [_moved(face, 1 / scale, left, top) for face in self._read(crop, 1)]

    def _find_close(self, image: RGB, most: int) -> list[FaceMesh]:
        edge = max(image.shape[:2]) // 2
        padded = cv2.copyMakeBorder(image, edge, edge, edge, edge, cv2.BORDER_REPLICATE)
        return [_moved(face, 1.0, -edge, -edge) for face in self._read(padded, most)]


class FaceMeshTracker:
    """Follows faces through one video: detects when a face is missing, else continues from the last mesh."""

    def __init__(self, most: int) -> None:
        self._mesh: Solution[Any] = Solution(lambda solutions: _build(solutions, most, video=True))

    def read(self, image: RGB) -> list[FaceMesh]:
        return _largest_first(_faces(self._mesh.process(image), image))

    def close(self) -> None:
        self._mesh.close()


def _tiles(height: int, width: int, side: int) -> list[tuple[int, int]]:
    tops = range(0, max(1, height - side // 2), side // 2)
    return [(top, left) for top in tops for left in range(0, max(1, width - side // 2), side // 2)]


def _build(solutions: Any, most: int, video: bool) -> Any:
    return solutions.face_mesh.FaceMesh(
        static_image_mode=not video,
        max_num_faces=most,
        refine_landmarks=True,
        min_detection_confidence=0.5,
        min_tracking_confidence=0.5,
    )


def _faces(result: Any, image: RGB) -> list[FaceMesh]:
    height, width = image.shape[:2]
    scale = np.array([width, height, width], np.float32)
    return [FaceMesh(_points(face.landmark) * scale, score=1.0) for face in result.multi_face_landmarks or ()]


def _points(landmarks: Any) -> PixelPoints:
    return np.array([(p.x, p.y, p.z) for p in landmarks], np.float32)


def _moved(face: FaceMesh, scale: float, dx: float, dy: float) -> FaceMesh:
    return FaceMesh(face.points * np.float32(scale) + np.array([dx, dy, 0], np.float32), face.score)


def _largest_first(faces: list[FaceMesh]) -> list[FaceMesh]:
    return sorted(faces, key=_side_px, reverse=True)


def _side_px(face: FaceMesh) -> float:
    return float(np.ptp(face.points[:, :2], axis=0).max())


def _merge(known: list[FaceMesh], more: list[FaceMesh]) -> list[FaceMesh]:
    """The known faces and those of ``more`` whose centre isn't inside one of them."""
    return known + [face for face in more if not any(_same(face, other) for other in known)]


def _same(a: FaceMesh, b: FaceMesh) -> bool:
    apart = float(np.hypot(*(a.points[:, :2].mean(0) - b.points[:, :2].mean(0))))
    return apart < 0.5 * max(_side_px(a), _side_px(b))
