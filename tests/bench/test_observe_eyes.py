"""Blinks, gaze and smiles against hand-checked truth: ``pytest tests/bench/test_observe_eyes.py -m bench -s``."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
import pytest

from visavis.face.mesh import MESH
from visavis.media.decode import read_frames
from visavis.media.image import load_image
from visavis.observe.engine import Reader
from visavis.observe.expression import ExpressionReader
from visavis.observe.expression.shape import read_shape
from visavis.observe.gaze import GazeReader
from visavis.observe.values import Event, Observation

pytestmark = [pytest.mark.bench, pytest.mark.shared]

_LEFT_S = (5.62, 10.26)
"""When the man of center_left_center.mp4 looks to the left of the picture, by eye, frame by frame (24 a second)."""
_PICTURES_A_PERSON = 2


def watch(path: Path, reader: Reader) -> Observation:
    with MESH.lease() as mesh:
        tracker = mesh.track()
        for frame in read_frames(path, 1280):
            reader.see(frame, tracker.read(frame.image))
        tracker.close()
    return reader.finish()


def covers(event: Event, time_s: float) -> bool:
    return event.start_s - 0.12 <= time_s <= event.end_s + 0.12


def test_blinks_against_the_hand_checked_list(shared_data: Path) -> None:
    with (shared_data / "truth" / "blinks_hand_checked.csv").open() as file:
        rows = list(csv.DictReader(file))
    closures = [float(row["time_s"]) for row in rows if not row["kind"].startswith("NOT")]
    squints = [float(row["time_s"]) for row in rows if row["kind"].startswith("NOT")]
    found = watch(shared_data / "clips" / "latentsync_demo2.mp4", ExpressionReader())
    events = [event for event in found.events if event.key in ("expression.blink", "expression.eyes_closed")]
    hit = sum(any(covers(event, time_s) for event in events) for time_s in closures)
    right = sum(any(covers(event, time_s) for time_s in closures) for event in events)
    fooled = sum(any(covers(event, time_s) for event in events) for time_s in squints)
    print(f"\nclosures found {hit}/{len(closures)} (recall {hit / len(closures):.2f}), ", end="")
    print(f"{right}/{len(events)} right (precision {right / len(events):.2f}), laughing squints taken for one {fooled}")
    assert hit == len(closures)
    assert right == len(events)
    assert fooled == 0


def test_gaze_sign_and_timing_without_calibration(shared_data: Path) -> None:
    folder = shared_data / "truth" / "proctoring_gaze"
    aside = watch(folder / "center_left_center.mp4", GazeReader())
    (look,) = aside.events
    ahead = watch(folder / "center_focus.mp4", GazeReader())
    print(f"\nlook to the picture's left: {look.key}, {look.start_s:.2f}–{look.end_s:.2f} s", end="")
    print(f" (by eye {_LEFT_S[0]}–{_LEFT_S[1]} s); looks away in the other clip: {len(ahead.events)}")
    assert look.key == "gaze.look_right"  # the picture isn't mirrored: its left is the person's own right
    assert (look.start_s, look.end_s) == pytest.approx(_LEFT_S, abs=0.2)
    assert ahead.events == ()


def test_smiles_tell_happy_from_neutral_faces_of_one_person(shared_data: Path) -> None:
    folder = shared_data / "expressions"
    pairs = people_with_both(folder)
    with MESH.lease() as mesh:

        def smile(name: str) -> float | None:
            image = cv2.resize(load_image(folder / "faces" / name), (256, 256), interpolation=cv2.INTER_CUBIC)
            faces = mesh.find(cv2.copyMakeBorder(image, 64, 64, 64, 64, cv2.BORDER_REPLICATE), most=1)
            shape = read_shape(faces[0]) if faces else None
            return shape.corner_height + shape.mouth_width if shape else None

        scores = [(smile(happy), smile(neutral)) for happy, neutral in pairs]
    raises = np.array([happy - neutral for happy, neutral in scores if happy is not None and neutral is not None])
    share = float((raises > 0).mean())
    print(f"\n{len(raises)} pairs of one person: happy above neutral {share:.3f}, median raise {np.median(raises):.3f}")
    print(f"  above the threshold of 0.10: {float((raises > 0.10).mean()):.3f} (labels are weak)")
    assert share > 0.85


def people_with_both(folder: Path, most: int = 150) -> list[tuple[str, str]]:
    """A happy and a neutral picture of the same person."""
    by_person: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with (folder / "labels.csv").open() as file:
        for row in csv.DictReader(file):
            by_person[row["person"]][row["label"]].append(row["file"])
    both = [pictures for pictures in by_person.values() if pictures["happiness"] and pictures["neutral"]]
    return [
        pair
        for pictures in both[:most]
        for pair in list(zip(pictures["happiness"], pictures["neutral"], strict=False))[:_PICTURES_A_PERSON]
    ]
