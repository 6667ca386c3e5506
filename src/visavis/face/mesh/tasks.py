"""The neural mesh engine: MediaPipe's newer FaceLandmarker, when the user has put its ``.task`` file in place."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from visavis.engines import Card, Entry
from visavis.engines.catalogue import Published
from visavis.engines.checking import check_unaltered
from visavis.engines.choosing import chosen
from visavis.face.mesh.engine import FaceMesh, MeshEngine, MeshTracker, largest_first
from visavis.face.solutions import bounded, load_library, without_chatter
from visavis.kit.errors import Invalid, Unavailable
from visavis.kit.text import Text
from visavis.media.archives import BROKEN_ZIP
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

KIND = "face-landmarker"
BUNDLE = "face_landmarker.task"
_MEMBERS = {"face_detector.tflite", "face_landmarks_detector.tflite"}
_MOST_BYTES = 100_000_000

WEIGHTS = Published(
    kind=KIND,
    form="task",
    purpose=Text(
        ko="얼굴의 478개 점을 찾는 MediaPipe의 새 추적기입니다. 내장 추적기 대신 쓸 수 있습니다.",
        en="MediaPipe's newer tracker of 478 points on a face, which can serve instead of the embedded one.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    non_commercial=False,
    origin="github.com/google-ai-edge/mediapipe: face_landmarker.task (float16)",
    inputs="RGB uint8 (H, W, 3), any size",
    outputs="478 points for each face",
    megabytes=4,
    hashes={BUNDLE: "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"},
    address="https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1",
)


class NotABundle(Invalid):
    """The file isn't a bundle of MediaPipe's face landmarker."""

    def __init__(self, called: str) -> None:
        super().__init__(
            Text(
                ko="{n}은(는) MediaPipe의 face_landmarker.task 파일이 아닙니다. 공식 배포처에서 다시 받아 주세요.",
                en="{n} is no face_landmarker.task of MediaPipe. Fetch it again from its official place.",
            ).fill(n=called)
        )


def task_file() -> Path:
    """The imported bundle that serves, or one that was put at ``$XDG_DATA_HOME/visavis/models/face_landmarker.task``.

    Raises Unavailable with what to do.
    """
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    by_hand = Path(home) / "visavis" / "models" / BUNDLE
    try:
        model = chosen(KIND)
    except Unavailable:
        if by_hand.is_file():
            return by_hand
        raise
    check_unaltered(model, BUNDLE)
    return model.folder / BUNDLE


def entry(path: Path | None = None) -> Entry[MeshEngine]:
    """A row of the shelf for the bundle at ``path`` (default: task_file(), looked up when asked)."""
    return Entry(CARD, lambda: TasksMesh(path or task_file()), lambda: _why_not(path), KIND)


def try_bundle(path: Path, kind: str, called: str) -> dict[str, Any]:
    """Whether the file is a bundle that finds faces, for the door of foreign weights; in a limited child.

    Raises NotABundle.
    """
    try:
        with zipfile.ZipFile(path) as bundle:
            names = {one.filename for one in bundle.infolist()}
            if not names >= _MEMBERS or sum(one.file_size for one in bundle.infolist()) > _MOST_BYTES:
                raise NotABundle(called)
        TasksMesh(path).find(np.zeros((64, 64, 3), np.uint8))
    except (*BROKEN_ZIP, RuntimeError) as error:
        raise NotABundle(called) from error
    return {"members": sorted(names)}


def _why_not(path: Path | None) -> Text | None:
    try:
        file = path or task_file()
    except Unavailable as reason:
        return reason.message
    if file.is_file():
        return None
    return Text(
        ko="가중치 파일 'face_landmarker.task'가 없습니다. 파일을 {p}에 넣어 주세요.",
        en="The weights 'face_landmarker.task' are missing. Put the file at {p}.",
    ).fill(p=file)


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
        picture = self._library.Image(image_format=self._library.ImageFormat.SRGB, data=bounded(image))
        if not self._video:
            return self._inner.detect(picture)
        self._frame += 1
        return self._inner.detect_for_video(picture, self._frame * 33)
