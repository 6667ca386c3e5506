"""The embedded mesh engine: MediaPipe FaceMesh with iris refinement, whose networks are inside its wheel."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from visavis.engines import Card
from visavis.face.mesh.detect import Detector, Spot
from visavis.face.mesh.engine import FaceMesh, MeshTracker, PixelPoints, largest_first
from visavis.face.solutions import Solution, bounded
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
    measured={
        "head pose on Pointing'04": "yaw 4.4°, tilt 6.7° mean absolute error, leave one person out (make bench)",
        "speed": "2 ms for a tracked frame, 12 ms for a still picture, on one core (make bench)",
    },
)

_CROP_PX = 512
"""Crops around small faces are enlarged to this: the mesh network reads a face at 192 px."""
_CLOSE_PX = 2048
"""Longest side of a picture that gets a border: the border makes two times of it, each way, and a face that
fills the picture is large enough in so few pixels."""
_LARGE_FACE = 0.45
"""Share of the picture's longer side from which the first look is as good as a second one."""
_MANY = 7
"""Who asks for so many faces wants every one: the picture is combed for those that a glance misses."""
_LOOK_ROUND_EVERY = 12
"""Frames between two looks for further faces, or for a small one: twice a second of a 25 Hz video."""


class FaceMeshEngine:
    """MediaPipe FaceMesh behind our own seam (Grishchenko et al. 2020, "Attention Mesh")."""

    card = CARD

    def __init__(self) -> None:
        self._meshes: dict[int, Solution[Any]] = {}
        self._detector: Detector | None = None

    def find(self, image: RGB, most: int = 2) -> list[FaceMesh]:
        """As MeshEngine.find. Small faces are cropped and enlarged first, a face that fills the picture is padded."""
        faces = [self._refine(image, face) for face in self._read(image, most)]
        if len(faces) < most:
            faces = _merge(faces, self._find_small(image, most, faces))
        if not faces:
            faces = self._find_close(image, most)
        return largest_first(faces)[:most]

    def track(self, most: int = 2) -> MeshTracker:
        return FaceMeshTracker(most)

    def _read(self, image: RGB, most: int) -> list[FaceMesh]:
        if most not in self._meshes:
            self._meshes[most] = _network(most, video=False)
        return _faces(self._meshes[most].process(image), image)

    def _find_small(self, image: RGB, most: int, known: list[FaceMesh]) -> list[FaceMesh]:
        if self._detector is None:
            self._detector = Detector()
        found: list[FaceMesh] = []
        spots = self._detector.comb(image) if most >= _MANY else self._detector.search(image)
        for spot in [one for one in spots if not any(_at(one, face) for face in known)][:most]:
            found = _merge(found, self._read_around(image, spot))
        return found

    def _refine(self, image: RGB, face: FaceMesh) -> FaceMesh:
        """Read a middling face again from a crop: the first look places the network's window only roughly."""
        if face.side_px > _LARGE_FACE * max(image.shape[:2]):
            return face
        again = self._read_around(image, _spot(face))
        return again[0] if again and _same(again[0], face) else face

    def _read_around(self, image: RGB, spot: Spot) -> list[FaceMesh]:
        left, top, right, bottom = spot.window(image, times=2)
        crop = image[top:bottom, left:right]
        if min(crop.shape[:2]) < 8:
            return []
        scale = max(1.0, _CROP_PX / max(crop.shape[:2]))
        if scale > 1:
            crop = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        return [_moved(face, 1 / scale, left, top) for face in self._read(crop, 1)]

    def _find_close(self, image: RGB, most: int) -> list[FaceMesh]:
        small = bounded(image, _CLOSE_PX)
        edge = max(small.shape[:2]) // 2
        padded = cv2.copyMakeBorder(small, edge, edge, edge, edge, cv2.BORDER_REPLICATE)
        grow = max(image.shape[:2]) / max(small.shape[:2])
        return [_moved(face, grow, -edge * grow, -edge * grow) for face in self._read(padded, most)]


class FaceMeshTracker:
    """Follows faces through one video: detects when a face is missing, else continues from the last mesh.

    The network for several faces searches every frame for those still missing, which costs half as much again; so it
    runs only while a detector, asked twice a second, sees several. The mesh's own detector misses faces smaller than
    about a seventh of the picture's longer side: those are followed inside a window around them.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._one = _network(1, video=True)
        self._several: Solution[Any] | None = None
        self._detector = Detector()
        self._frame = -1
        self._crowd = False
        self._window: tuple[int, int, int, int] | None = None

    def read(self, image: RGB) -> list[FaceMesh]:
        self._frame += 1
        look_round = self._frame % _LOOK_ROUND_EVERY == 0
        if look_round and self._most > 1:
            self._crowd = self._detector.count(image) > 1
        if self._crowd:
            return largest_first(_faces(self._crowd_network().process(image), image))
        faces = self._read_window(image)
        if not faces and look_round:
            faces = self._move_window(image)
        return faces

    def close(self) -> None:
        self._one.close()
        self._detector.close()
        if self._several is not None:
            self._several.close()

    def _crowd_network(self) -> Solution[Any]:
        if self._several is None:
            self._several = _network(self._most, video=True)
        return self._several

    def _read_window(self, image: RGB) -> list[FaceMesh]:
        faces = self._read_part(image)
        if self._window is not None and not faces:
            faces = self._read_part(image)  # the window has moved under the tracked place: now it detects afresh
        if self._window is not None and faces and not _fits(faces[0], self._window):
            self._window = _spot(faces[0]).window(image, times=4)
        return faces

    def _read_part(self, image: RGB) -> list[FaceMesh]:
        left, top, right, bottom = self._window or (0, 0, image.shape[1], image.shape[0])
        part = image[top:bottom, left:right]
        return [_moved(face, 1.0, left, top) for face in _faces(self._one.process(part), part)]

    def _move_window(self, image: RGB) -> list[FaceMesh]:
        """Search for a small face; without any, go back to the whole picture."""
        spots = self._detector.search(image)
        self._window = spots[0].window(image, times=4) if spots else None
        return self._read_window(image) if spots else []


def _fits(face: FaceMesh, window: tuple[int, int, int, int]) -> bool:
    """Whether the face lies well inside the window and is neither too large nor too small for it."""
    left, top, right, bottom = window
    spot, side = _spot(face), max(right - left, bottom - top)
    inside = abs(spot.x - (left + right) / 2) < 0.2 * side and abs(spot.y - (top + bottom) / 2) < 0.2 * side
    return inside and 0.15 < spot.side_px / side < 0.45


def _spot(face: FaceMesh) -> Spot:
    x, y = face.points[:, :2].mean(0)
    return Spot(float(x), float(y), face.side_px)


def _network(most: int, video: bool) -> Solution[Any]:
    def build(solutions: Any) -> Any:
        return solutions.face_mesh.FaceMesh(
            static_image_mode=not video, max_num_faces=most, refine_landmarks=True, min_detection_confidence=0.5
        )

    return Solution(build)


def _faces(result: Any, image: RGB) -> list[FaceMesh]:
    height, width = image.shape[:2]
    scale = np.array([width, height, width], np.float32)
    return [FaceMesh(_points(face.landmark) * scale, score=1.0) for face in result.multi_face_landmarks or ()]


def _points(landmarks: Any) -> PixelPoints:
    return np.array([(p.x, p.y, p.z) for p in landmarks], np.float32)


def _moved(face: FaceMesh, scale: float, dx: float, dy: float) -> FaceMesh:
    return FaceMesh(face.points * np.float32(scale) + np.array([dx, dy, 0], np.float32), face.score)


def _merge(known: list[FaceMesh], more: list[FaceMesh]) -> list[FaceMesh]:
    """The known faces and those of ``more`` whose centre isn't inside one of them."""
    return known + [face for face in more if not any(_same(face, other) for other in known)]


def _at(spot: Spot, face: FaceMesh) -> bool:
    x, y = face.points[:, :2].mean(0)
    return spot.covers(float(x), float(y), face.side_px)


def _same(a: FaceMesh, b: FaceMesh) -> bool:
    apart = float(np.hypot(*(a.points[:, :2].mean(0) - b.points[:, :2].mean(0))))
    return apart < 0.5 * max(a.side_px, b.side_px)
