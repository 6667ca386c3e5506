"""The neural mesh engine: MediaPipe's newer FaceLandmarker, when the user has put its ``.task`` file in place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from visavis.engines import Card, Entry
from visavis.face.mesh.engine import FaceMesh, MeshEngine, MeshTracker, largest_first
from visavis.face.solutions import load_library, without_chatter
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text
from visavis.media.values import RGB

CARD = Card(
    name="facelandmarker",
    kind="neural",
    good_at=Text(
        ko="표정 변화가 큰 얼굴에서 조금 더 촘촘한 점을 찾습니다.",
        en="Somewhat closer points on faces with strong expressions.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="google-ai-edge, face_landmarker.task (float16)",
    inputs="RGB uint8 (H, W, 3), any size",
    outputs="per face float32 (478, 3) pixels",
    size_bytes=3_758_596,
)


def task_file() -> Path:
    """Where the weights are looked for: ``$XDG_DATA_HOME/visavis/models/face_landmarker.task``."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "visavis" / "models" / "face_landmarker.task"


def entry(path: Path | None = None) -> Entry[MeshEngine]:
    """A row of the shelf for the weights at ``path`` (default: task_file(), looked up when asked)."""
    return Entry(CARD, lambda: TasksMesh(path or task_file()), lambda: _why_not(path or task_file()))


def _why_not(path: Path) -> Text | None:
    if path.is_file():
        return None
    return Text(
        ko="가중치 파일 'face_landmarker.task'가 없습니다. 파일을 {p}에 넣어 주세요.",
        en="The weights 'face_landmarker.task' are missing. Put the file at {p}.",
    ).fill(p=path)


class TasksMesh:
    """MediaPipe FaceLandmarker (Tasks API)."""

    card = CARD

    def __init__(self, path: Path) -> None:
        reason = _why_not(path)
        if reason is not None:
            raise Unavailable(reason)
        self._path = path
        self._stills: dict[int, TasksTracker] = {}

    def find(self, image: RGB, most: int = 2) -> list[FaceMesh]:
        if most not in self._stills:
            self._stills[most] = TasksTracker(self._path, most, video=False)
        return self._stills[most].read(image)

    def track(self, most: int = 2) -> MeshTracker:
        return TasksTracker(self._path, most, video=True)


class TasksTracker:
    """One FaceLandmarker in still or video mode; a video's frames are numbered instead of timed."""

    def __init__(self, path: Path, most: int, video: bool) -> None:
        self._library = load_library()
        vision = self._library.tasks.vision
        mode = vision.RunningMode.VIDEO if video else vision.RunningMode.IMAGE
        options = vision.FaceLandmarkerOptions(
            base_options=self._library.tasks.BaseOptions(model_asset_buffer=path.read_bytes()),
            running_mode=mode,
            num_faces=most,
        )
        self._frame = 0
        self._video = video
        with without_chatter():
            self._inner = vision.FaceLandmarker.create_from_options(options)
            self._detect(np.zeros((64, 64, 3), np.uint8))

    def read(self, image: RGB) -> list[FaceMesh]:
        height, width = image.shape[:2]
        scale = np.array([width, height, width], np.float32)
        faces = self._detect(image).face_landmarks
        return largest_first(
            [FaceMesh(np.array([(p.x, p.y, p.z) for p in face], np.float32) * scale, 1.0) for face in faces]
        )

    def close(self) -> None:
        self._inner.close()

    def _detect(self, image: RGB) -> Any:
        picture = self._library.Image(image_format=self._library.ImageFormat.SRGB, data=np.ascontiguousarray(image))
        if not self._video:
            return self._inner.detect(picture)
        self._frame += 1
        return self._inner.detect_for_video(picture, self._frame * 33)
