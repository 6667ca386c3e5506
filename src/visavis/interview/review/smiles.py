"""Two ways to see a smile on one clip, side by side: mouth corners measured on the mesh, and the class of a model.

They measure different things: the corners against the person's own usual, the model against other people's faces. Where
they disagree, this says when, what each saw, and what was in the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

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
    """``compared`` looks had both; in ``agreed`` of them (0–1) both said the same."""

    compared: int
    agreed: float
    disagreements: tuple[Disagreement, ...]


def compare_smiles(looks: Looks, seen: Observation) -> Comparison | None:
    """None where either is missing: no face, or a label set without "happy"."""
    track = next((one for one in seen.tracks if one.key == _CORNERS), None)
    if track is None or HAPPY not in looks.classes or not len(looks.times_s):
        return None
    corners = _at(track, looks.times_s)
    happy = looks.labels == looks.classes.index(HAPPY)
    both = np.isfinite(corners) & (looks.labels >= 0)
    if not both.any():
        return None
    agreed = float(((corners > RAISED_PERCENT) == happy)[both].mean())
    return Comparison(int(both.sum()), agreed, tuple(_disagreements(looks, corners, happy, both)))


def _disagreements(looks: Looks, corners: Floats, happy: Flags, both: Flags) -> Iterator[Disagreement]:
    flags: dict[Literal["corners_only", "model_only"], Flags] = {
        "corners_only": both & ~happy & (corners > RAISED_PERCENT + CLEARLY_PERCENT),
        "model_only": both & happy & (corners < RAISED_PERCENT - CLEARLY_PERCENT),
    }
    step_s = float(np.median(np.diff(looks.times_s))) if len(looks.times_s) > 1 else 0.0
    found = [(kind, run) for kind, flag in flags.items() for run in _runs(flag)]
    for kind, run in sorted(found, key=lambda one: one[1].start):
        start_s, end_s = float(looks.times_s[run.start]), float(looks.times_s[run.stop - 1]) + step_s
        if end_s - start_s >= SHORTEST_S:
            raised, share = float(np.nanmean(corners[run])), 100 * float(_happy(looks)[run].mean())
            yield Disagreement(kind, start_s, end_s, raised, share, _text(kind, looks, run, raised, share))


def _text(kind: str, looks: Looks, run: slice, raised: float, share: float) -> Text:
    """What each saw, and what was in the way."""
    first = CORNERS_ONLY if kind == "corners_only" else MODEL_ONLY
    told = int(np.bincount(looks.labels[run][looks.labels[run] >= 0]).argmax())
    why = list(_reasons(kind, looks, run))
    parts = []
    for language in LANGUAGES:
        seen = wording.looks(looks.classes[told]).in_language(language)
        line = first.fill(c=f"{raised:.0f}", l=seen, p=f"{share:.0f}").in_language(language)
        parts.append(" ".join([line, *(one.in_language(language) for one in why)]))
    return Text(ko=parts[0], en=parts[1])


def _reasons(kind: str, looks: Looks, run: slice) -> Iterator[Text]:
    """What could be seen to be in the way; where nothing was, the difference in what they measure."""
    yaw, lips = float(np.nanmean(np.abs(looks.yaw_deg[run]))), float(np.nanmean(looks.lips_apart[run]))
    told = {name: _most(labels[run]) for name, labels in looks.by_net.items()}
    some = list(_split(looks, told))
    if yaw > _TURNED_DEG:
        yield TURNED.fill(n=round(yaw))
    if lips > _LIPS_APART:
        yield SPEAKING
    yield from some
    if yaw <= _TURNED_DEG and lips <= _LIPS_APART and not some:
        yield BASELINE if kind == "model_only" else ONLY_CORNERS


def _split(looks: Looks, told: dict[str, int]) -> Iterator[Text]:
    """The nets among themselves, when not all say the same."""
    if len(set(told.values())) > 1:
        ko, en = (
            ", ".join(f"{_net(name, language)}: {_class(looks, number, language)}" for name, number in told.items())
            for language in LANGUAGES
        )
        yield Text(ko=NETS_DIFFER.fill(l=ko).ko, en=NETS_DIFFER.fill(l=en).en)


def _net(name: str, language: Language) -> str:
    return NETS[name].in_language(language) if name in NETS else name


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


NETS = {
    "vit": Text(ko="ViT", en="ViT"),
    "mixer": Text(ko="MLP-Mixer", en="MLP-Mixer"),
    "landmarks": Text(ko="얼굴 모양", en="shape of the face"),
}
CORNERS_ONLY = Text(
    ko="입꼬리는 평소보다 {c} % 올라가고 벌어졌지만, 얼굴은 {l}(‘웃는 표정’ {p} %).",
    en="The mouth corners were {c} % above your usual, but the face {l} (happy {p} %).",
)
MODEL_ONLY = Text(
    ko="얼굴은 {l}(‘웃는 표정’ {p} %), 입꼬리는 평소와 {c} %만 달랐습니다.",
    en="The face {l} (happy {p} %), but the mouth corners were only {c} % off your usual.",
)
TURNED = Text(
    ko="고개를 {n}° 돌리고 있어 둘 다 덜 믿을 만합니다.", en="The head was turned by {n}°, where both are less sure."
)
SPEAKING = Text(
    ko="입을 벌리고 있었습니다. 말할 때도 입꼬리가 움직입니다.",
    en="The lips were apart: speaking moves the corners, too.",
)
NETS_DIFFER = Text(ko="망끼리도 달랐습니다({l}).", en="The nets differed among themselves ({l}).")
BASELINE = Text(
    ko="입꼬리는 이 영상 속 내 평소 모습과 견주고 모델은 다른 사람들의 얼굴과 견줍니다. "
    "평소 입꼬리가 올라가 있거나 눈가가 웃으면 이렇게 갈립니다.",
    en="The corners are compared with your own usual in this clip, the model compares with other people: a mouth that "
    "is always raised, or eyes that smile, part them.",
)
ONLY_CORNERS = Text(
    ko="고개도 입도 걸리는 것이 없었습니다. 이 측정은 입꼬리만 보고, 모델은 눈가와 볼까지 얼굴 전체를 봅니다.",
    en="Neither head nor lips were in the way: this measure sees the corners alone, the model the whole face.",
)
