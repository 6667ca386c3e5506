"""A recorded answer to review: a cast member's picture that sways, with a spoken sentence under it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

import visavis.people
from visavis.interview.review import Review, Said
from visavis.interview.review.answer import review_here
from visavis.media.encode import write_clip
from visavis.media.image import load_image
from visavis.media.values import RGB, Audio
from visavis.voice.speak import SPEAKERS

WORDS = "Hello. I studied computer science, and last year I built a small weather station with two friends."
FPS = 20


@pytest.fixture(scope="session")
def spoken() -> Audio:
    with SPEAKERS.lease() as speaker:
        return speaker.speak(WORDS, "en").audio


@pytest.fixture(scope="session")
def answer_clip(tmp_path_factory: pytest.TempPathFactory, spoken: Audio) -> Path:
    """About seven seconds, 640 × 480: the head sways sideways, the voice speaks ``WORDS``."""
    path = tmp_path_factory.mktemp("clips") / "answer.mp4"
    write_clip(path, _swaying(spoken.duration_s), spoken, FPS)
    return path


@pytest.fixture(scope="session")
def answer_review(answer_clip: Path) -> Review:
    return review_here(answer_clip, "en", said=Said(WORDS, "pasted"))


def _swaying(duration_s: float) -> Iterator[RGB]:
    portrait = load_image(Path(visavis.people.__file__).parent / "cast" / "seoyeon.jpg")
    scale = 480 / portrait.shape[0]
    for index in range(round(duration_s * FPS)):
        sway = 80 + 12 * np.sin(2 * np.pi * 0.5 * index / FPS)
        onto = np.array([[scale, 0, sway], [0, scale, 0]])
        yield cv2.warpAffine(portrait, onto, (640, 480), borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)
