"""Mouth corners and the model's class side by side: where they differ, it says when and what was in the way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from visavis.interview.review.smiles import compare_smiles
from visavis.kit.text import Text
from visavis.observe.expression_classes.looks import Looks
from visavis.observe.values import Observation, Track

TIMES_S = np.arange(50) / 5


def looks(happy: slice, yaw: float = 0.0, lips: float = 0.02, mixer_agrees: bool = True) -> Looks:
    """Ten seconds, five looks each, in which the model says happy where wanted and neutral elsewhere."""
    labels = np.ones(50, np.int16)
    labels[happy] = 0
    shares = np.where(labels[:, None] == np.arange(3), 0.8, 0.1)
    mixer = labels if mixer_agrees else np.int16(1) - labels.clip(0, 1)
    nets = {"vit": labels, "mixer": np.asarray(mixer, np.int16)}
    return Looks(
        ("happy", "neutral", "other"), TIMES_S, shares, labels, nets, np.full(50, yaw), np.full(50, lips)
    )  # fmt: skip


def corners(raised: slice, percent: float = 20.0) -> Observation:
    values = np.zeros(250)
    values[raised] = percent
    title = Text(ko="입꼬리", en="Corners")
    return Observation((Track("expression.mouth_corner_raise", "expression", title, "%", np.arange(250) / 25, values),))


def test_where_both_say_the_same_there_is_nothing_to_tell() -> None:
    found = compare_smiles(looks(slice(10, 20)), corners(slice(50, 100)))
    assert found is not None
    assert found.disagreements == ()
    assert found.agreed == pytest.approx(1, abs=0.03)
    assert found.compared == 50


def test_corners_without_the_class_are_told_with_both_figures() -> None:
    found = compare_smiles(looks(slice(0, 0)), corners(slice(50, 100)))
    assert found is not None
    [one] = found.disagreements
    assert one.kind == "corners_only"
    assert one.start_s == pytest.approx(2, abs=0.25)
    assert one.end_s == pytest.approx(4, abs=0.25)
    assert "20 % above your usual" in one.text.en
    assert "looks neutral to the model (happy 10 %)" in one.text.en
    assert "corners alone" in one.text.en
    assert "20 %" in one.text.ko


def test_the_class_without_corners_points_at_the_different_yardsticks() -> None:
    found = compare_smiles(looks(slice(10, 30)), corners(slice(0, 0)))
    assert found is not None
    [one] = found.disagreements
    assert one.kind == "model_only"
    assert "your own usual in this clip" in one.text.en


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ({"yaw": 25.0}, "turned by 25°"),
        ({"lips": 0.3}, "speaking moves the corners"),
        ({"mixer_agrees": False}, "ViT: neutral, MLP-Mixer: happy"),
    ],
)
def test_what_was_in_the_way_is_said(seen: dict[str, float], words: str) -> None:
    found = compare_smiles(looks(slice(0, 0), **seen), corners(slice(50, 100)))  # type: ignore[arg-type]
    assert found is not None
    assert words in found.disagreements[0].text.en


@pytest.mark.parametrize("percent", [9.0, 12.0])
def test_the_edge_itself_is_no_disagreement(percent: float) -> None:
    found = compare_smiles(looks(slice(10, 20)), corners(slice(50, 100), percent))
    assert found is not None
    assert found.disagreements == ()


def test_a_blink_of_a_difference_is_no_disagreement() -> None:
    found = compare_smiles(looks(slice(0, 0)), corners(slice(50, 60)))
    assert found is not None
    assert found.disagreements == ()


def test_without_either_there_is_no_comparison() -> None:
    assert compare_smiles(looks(slice(0, 0)), Observation()) is None
    unseen = looks(slice(0, 0))
    assert compare_smiles(unseen, corners(slice(0, 250), np.nan)) is None


@pytest.mark.parametrize("lips", [0.02, 0.4])
def test_a_clip_that_smiles_most_of_the_time_shows_no_usual_and_nobody_is_blamed(lips: float) -> None:
    found = compare_smiles(looks(slice(10, 48), lips=lips), corners(slice(0, 0), 3.0))
    assert found is not None
    assert (found.compared, found.agreed, found.disagreements) == (50, None, ())
    assert found.why_not is not None
    assert "not measured" in found.why_not.en
    assert "In 76 % of the looks that have both, the face looks happy" in found.why_not.en
    assert "76 %" in found.why_not.ko


def test_a_moment_shows_no_usual() -> None:
    whole = looks(slice(0, 0))
    moment = replace(whole, times_s=whole.times_s[:4], shares=whole.shares[:4], labels=whole.labels[:4])
    moment = replace(moment, by_net={}, yaw_deg=whole.yaw_deg[:4], lips_apart=whole.lips_apart[:4])
    found = compare_smiles(moment, corners(slice(0, 250)))
    assert found is not None
    assert (found.agreed, found.disagreements) == (None, ())
    assert found.why_not is not None
    assert "too short" in found.why_not.en


@pytest.mark.parametrize(
    ("percent", "words"), [(-0.3, "were at your usual"), (-8.0, "8 % below your usual"), (4.0, "4 % above your usual")]
)
def test_corners_below_the_usual_are_told_without_a_minus(percent: float, words: str) -> None:
    found = compare_smiles(looks(slice(10, 30)), corners(slice(0, 250), percent))
    assert found is not None
    assert words in found.disagreements[0].text.en
    assert "-" not in found.disagreements[0].text.en + found.disagreements[0].text.ko


def test_of_somebody_elses_clip_it_says_the_persons_usual() -> None:
    for happy, raised in ((slice(10, 30), slice(0, 0)), (slice(0, 0), slice(50, 100))):
        found = compare_smiles(looks(happy), corners(raised), "other")
        assert found is not None
        told = found.disagreements[0].text
        assert "the person's usual" in told.en
        assert "your" not in told.en
        assert "내 " not in told.ko


def test_open_lips_dont_hide_that_the_usual_is_another_yardstick() -> None:
    found = compare_smiles(looks(slice(10, 30), lips=0.4), corners(slice(0, 0)))
    assert found is not None
    assert "if that was speech" in found.disagreements[0].text.en
    assert "your own usual in this clip" in found.disagreements[0].text.en
