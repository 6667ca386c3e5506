"""Two ways to see a smile on one clip, side by side: mouth corners measured on the mesh, and the class of a model.

They measure different things: the corners against the person's own usual, the model against other people's faces. Where
they disagree, this says when, what each saw, and what was in the way. A clip in which the model sees a smile most of
the time, or a very short one, shows no usual: its corners would be compared with the smile itself; so nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from visavis.interview.review import smile_words as words
from visavis.kit.text import LANGUAGES, Language, Text
from visavis.observe.expression_classes import wording
from visavis.observe.expression_classes.looks import Looks
from visavis.observe.series import Flags, Floats
from visavis.observe.values import Observation, Track

RAISED_PERCENT = 10.0
"""From here the corners count as raised (observe.expression)."""
CLEARLY_PERCENT = 3.0
"""A disagreement must be this far from that edge: on the edge itself, both may be right."""
SHORTEST_S = 0.6
HAPPY = "happy"
_CORNERS = "expression.mouth_corner_raise"
_TURNED_DEG = 15.0
_LIPS_APART = 0.12
_FAR_S = 0.3
_NEED_S = 2.0
"""Seen for less than this, nobody shows a usual (as in observe.expression)."""
_MOST_HAPPY = 0.5
"""The corners' usual is the 35th percentile of a clip: with more smiles than this it comes near them, or is one."""

Whose = Literal["own", "other"]
"""Who reads it: the person in the clip, or somebody else."""


@dataclass(frozen=True)
class Disagreement:
    """A stretch in which they differ. ``corners_percent`` and ``happy_percent`` are means over it."""

    kind: Literal["corners_only", "model_only"]
    start_s: float
    end_s: float
    corners_percent: float
    happy_percent: float
    text: Text


@dataclass(frozen=True)
class Comparison:
    """``compared`` looks had both; in ``agreed`` of them (0–1) both said the same. ``why_not``: why that wasn't
    measured, although there are both; ``agreed`` is None then."""

    compared: int
    agreed: float | None
    disagreements: tuple[Disagreement, ...]
    why_not: Text | None = None


def compare_smiles(looks: Looks, seen: Observation, whose: Whose = "own") -> Comparison | None:
    """None where either is missing: no face, or a label set without "happy"."""
    track = next((one for one in seen.tracks if one.key == _CORNERS), None)
    if track is None or HAPPY not in looks.classes or not len(looks.times_s):
        return None
    corners = _at(track, looks.times_s)
    happy = looks.labels == looks.classes.index(HAPPY)
    both = np.isfinite(corners) & (looks.labels >= 0)
    if not both.any():
        return None
    why_not = _why_no_usual(looks, happy, both, whose)
    if why_not is not None:
        return Comparison(int(both.sum()), None, (), why_not)
    agreed = float(((corners > RAISED_PERCENT) == happy)[both].mean())
    return Comparison(int(both.sum()), agreed, tuple(_disagreements(looks, corners, happy, both, whose)))


def _why_no_usual(looks: Looks, happy: Flags, both: Flags, whose: Whose) -> Text | None:
    """Why the clip doesn't show what is usual for the mouth corners; None when it does."""
    if both.sum() * _step_s(looks) < _NEED_S:
        return words.TOO_SHORT.fill(n=f"{_NEED_S:g}")
    share = float(happy[both].mean())
    if share <= _MOST_HAPPY:
        return None
    told, more = words.MOSTLY_HAPPY.fill(p=wording.percent(share)), words.FIGURE_TOO[whose]
    return Text(ko=told.ko + more.ko, en=told.en + more.en)


def _step_s(looks: Looks) -> float:
    return float(np.median(np.diff(looks.times_s))) if len(looks.times_s) > 1 else 0.0


def _disagreements(looks: Looks, corners: Floats, happy: Flags, both: Flags, whose: Whose) -> Iterator[Disagreement]:
    flags: dict[Literal["corners_only", "model_only"], Flags] = {
        "corners_only": both & ~happy & (corners > RAISED_PERCENT + CLEARLY_PERCENT),
        "model_only": both & happy & (corners < RAISED_PERCENT - CLEARLY_PERCENT),
    }
    step_s = _step_s(looks)
    found = [(kind, run) for kind, flag in flags.items() for run in _runs(flag)]
    for kind, run in sorted(found, key=lambda one: one[1].start):
        start_s, end_s = float(looks.times_s[run.start]), float(looks.times_s[run.stop - 1]) + step_s
        if end_s - start_s >= SHORTEST_S:
            raised, share = float(np.nanmean(corners[run])), 100 * float(_happy(looks)[run].mean())
            yield Disagreement(kind, start_s, end_s, raised, share, _text(kind, looks, run, (raised, share), whose))


def _text(kind: str, looks: Looks, run: slice, means: tuple[float, float], whose: Whose) -> Text:
    """What each saw, and what was in the way."""
    told = int(np.bincount(looks.labels[run][looks.labels[run] >= 0]).argmax())
    seen = wording.looks(looks.classes[told])
    parts = [
        words.what_each_saw(kind == "model_only", seen, round(means[0]), wording.percent(means[1] / 100), whose),
        *_reasons(kind, looks, run, whose),
    ]
    return Text(ko=" ".join(one.ko for one in parts), en=" ".join(one.en for one in parts))


def _reasons(kind: str, looks: Looks, run: slice, whose: Whose) -> Iterator[Text]:
    """What could be seen to be in the way, and the difference in what they measure: for the class without the corners
    always, because a usual that smiles a little hides a smile; otherwise where nothing was in the way."""
    yaw, lips = float(np.nanmean(np.abs(looks.yaw_deg[run]))), float(np.nanmean(looks.lips_apart[run]))
    told = {name: _most(labels[run]) for name, labels in looks.by_net.items()}
    some = list(_split(looks, told))
    if yaw > _TURNED_DEG:
        yield words.TURNED.fill(n=round(yaw))
    if lips > _LIPS_APART:
        yield words.SPEAKING
    yield from some
    if kind == "model_only":
        yield words.BASELINE[whose]
    elif yaw <= _TURNED_DEG and lips <= _LIPS_APART and not some:
        yield words.ONLY_CORNERS


def _split(looks: Looks, told: dict[str, int]) -> Iterator[Text]:
    """The nets among themselves, when not all say the same."""
    if len(set(told.values())) > 1:
        ko, en = (
            ", ".join(f"{_net(name, language)}: {_class(looks, number, language)}" for name, number in told.items())
            for language in LANGUAGES
        )
        yield Text(ko=words.NETS_DIFFER.fill(l=ko).ko, en=words.NETS_DIFFER.fill(l=en).en)


def _net(name: str, language: Language) -> str:
    return words.NETS[name].in_language(language) if name in words.NETS else name


def _class(looks: Looks, number: int, language: Language) -> str:
    return wording.title_of(looks.classes[number]).in_language(language)


def _most(labels: np.ndarray[tuple[int, ...], np.dtype[np.int16]]) -> int:
    return int(np.bincount(labels[labels >= 0]).argmax())


def _happy(looks: Looks) -> Floats:
    return np.nan_to_num(looks.shares[:, looks.classes.index(HAPPY)])


def _at(track: Track, times_s: Floats) -> Floats:
    """The track's value nearest to each look, NaN where it has none near enough."""
    if not len(track.times_s):
        return np.full(len(times_s), np.nan)
    nearest = _nearest(track.times_s, times_s)
    far = np.abs(track.times_s[nearest] - times_s) > _FAR_S
    return np.where(far, np.nan, track.values[nearest])


def _nearest(known_s: Floats, times_s: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    after = np.searchsorted(known_s, times_s).clip(1, len(known_s) - 1)
    return np.where(times_s - known_s[after - 1] <= known_s[after] - times_s, after - 1, after)


def _runs(flags: Flags) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [slice(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]
