"""The embedded body engine: MediaPipe Hands (lite) and Pose (full), whose networks are inside its wheel."""

from __future__ import annotations

from typing import Any

import numpy as np

from visavis.engines import Card
from visavis.face.solutions import Solution
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.observe.gesture.engine import Body, BodyTracker, HandPoints, Shoulders

CARD = Card(
    name="hands-and-pose",
    kind="embedded",
    good_at=Text(
        ko="카메라 앞에 앉은 사람의 두 손과 어깨를 찾습니다.",
        en="Both hands and the shoulders of a person sitting before the camera.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="MediaPipe 0.10.21, hand_landmark_lite.tflite and pose_landmark_full.tflite (inside the wheel)",
    inputs="RGB uint8 (H, W, 3), any size",
    outputs="at most two hands float32 (21, 2) pixels, two shoulders in pixels",
)

_RIGHT_SHOULDER, _LEFT_SHOULDER = 12, 11
_SURE = 0.5


class HandsAndPose:
    """MediaPipe Hands and BlazePose behind our own seam (Zhang et al. 2020; Bazarevsky et al. 2020)."""

    card = CARD

    def __init__(self) -> None:
        self._still: HandsAndPoseTracker | None = None

    def find(self, image: RGB) -> Body:
        if self._still is None:
            self._still = HandsAndPoseTracker(video=False)
        return Body(self._still.hands(image), self._still.shoulders(image))

    def track(self) -> BodyTracker:
        return HandsAndPoseTracker(video=True)


class HandsAndPoseTracker:
    """One pair of networks, in video or in still mode."""

    def __init__(self, video: bool) -> None:
        still = not video
        self._hands: Solution[Any] = Solution(lambda s: s.hands.Hands(still, 2, 0, _SURE, _SURE))
        # complexity 1 is the only pose network inside the wheel; the others would be downloaded
        self._pose: Solution[Any] = Solution(lambda s: s.pose.Pose(still, model_complexity=1))

    def hands(self, image: RGB) -> tuple[HandPoints, ...]:
        found = self._hands.process(image).multi_hand_landmarks or ()
        size = np.array([image.shape[1], image.shape[0]], np.float32)
        return tuple(np.array([(p.x, p.y) for p in hand.landmark], np.float32) * size for hand in found)

    def shoulders(self, image: RGB) -> Shoulders | None:
        found = self._pose.process(image).pose_landmarks
        if found is None:
            return None
        points = [found.landmark[index] for index in (_RIGHT_SHOULDER, _LEFT_SHOULDER)]
        if min(point.visibility for point in points) < _SURE:
            return None
        height, width = image.shape[:2]
        right, left = ((point.x * width, point.y * height) for point in points)
        return Shoulders(right, left)

    def close(self) -> None:
        self._hands.close()
        self._pose.close()
