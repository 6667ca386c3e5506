"""Turns what the review found into the report's parts: rounded, thinned to 10 values a second, null for NaN."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.interview.questions import COMPETENCE_TITLES, KIND_TITLES
from visavis.interview.report.schema import (
    AnswerPart,
    Bilingual,
    DisagreementPart,
    EnginePart,
    EventPart,
    ExpressionClassesPart,
    GapPart,
    MeasurePart,
    NormPart,
    QuestionPart,
    ReliabilityPart,
    Replay,
    TrackPart,
    TranscriptPart,
)
from visavis.interview.review.smiles import Disagreement
from visavis.interview.review.values import Asked, ClassesFound, Review, Said
from visavis.kit.text import Text
from visavis.observe.expression_classes import wording
from visavis.observe.values import Event, Measure, Norm, Track

TRACK_HZ = 10.0
MOST_POINTS = 6000
"""Ten minutes at 10 Hz; longer answers are thinned further in the report, while tracks.csv keeps every frame."""


State: TypeAlias = Literal["measured", "partly_measured", "not_measured"]


def bilingual(text: Text) -> Bilingual:
    return Bilingual(ko=text.ko, en=text.en)


def answer_part(index: int, review: Review) -> AnswerPart:
    """One reviewed answer as the report carries it."""
    measures = [measure_part(measure) for measure in review.observation.measures]
    replay = Replay(
        duration_s=round(review.duration_s, 3),
        has_video=review.has_video,
        has_audio=review.has_audio,
        gaps=[GapPart(at_s=round(at_s, 3), lost_s=None) for at_s in review.gaps_s],
    )
    return AnswerPart(
        index=index,
        question=question_part(review.asked),
        state=state_of(replay, measures),
        replay=replay,
        transcript=transcript_part(review.said),
        measures=measures,
        tracks=[track_part(track) for track in review.observation.tracks],
        events=[event_part(event) for event in review.observation.events],
        notes=[bilingual(note) for note in review.notes],
        engines=[
            EnginePart(capability=capability, engine=maker.engine, weights_sha256=maker.weights_sha256)
            for capability, maker in review.makers
        ],
        expression_classes=classes_part(review.classes) if review.classes else None,
    )


def unrecorded_part(index: int, asked: Asked, said: Said | None, measures: tuple[Measure, ...] = ()) -> AnswerPart:
    """An answer without a recording: skipped, or typed."""
    return AnswerPart(
        index=index,
        question=question_part(asked),
        state="partly_measured" if said and said.text.strip() else "no_answer",
        replay=None,
        transcript=transcript_part(said),
        measures=[measure_part(measure) for measure in measures],
        tracks=[],
        events=[],
        notes=[],
    )


def question_part(asked: Asked) -> QuestionPart:
    kind = next((title for key, title in KIND_TITLES.items() if key == asked.kind), None)
    known = asked.competence if asked.competence in COMPETENCE_TITLES else None
    return QuestionPart(
        text=asked.text, kind=asked.kind, kind_title=bilingual(kind) if kind else None, competence=known
    )


def transcript_part(said: Said | None) -> TranscriptPart | None:
    return TranscriptPart(text=said.text, source=said.source) if said and said.text.strip() else None


def measure_part(measure: Measure) -> MeasurePart:
    value = _number(measure.value)
    return MeasurePart(
        key=measure.key,
        family=measure.family,
        title=bilingual(measure.title),
        definition=bilingual(measure.definition),
        unit=measure.unit,
        value=value,
        confidence=round(min(1.0, max(0.0, measure.confidence)), 3) if value is not None else 0.0,
        norm=norm_part(measure.norm) if measure.norm else None,
        why_not=bilingual(measure.why_not or _UNKNOWN) if value is None else None,
    )


def norm_part(norm: Norm) -> NormPart:
    return NormPart(low=norm.low, high=norm.high, source=bilingual(norm.source), kind=norm.kind)


def event_part(event: Event) -> EventPart:
    return EventPart(
        key=event.key,
        family=event.family,
        title=bilingual(event.title),
        start_s=round(event.start_s, 3),
        end_s=round(event.end_s, 3),
        size=_number(event.size),
    )


def classes_part(found: ClassesFound) -> ExpressionClassesPart:
    """How often the model is wrong, and where it and the mouth corners differ."""
    smiles = found.smiles
    return ExpressionClassesPart(
        engine=found.engine,
        what_it_is=bilingual(wording.WHAT_IT_IS),
        how_often_wrong=bilingual(wording.how_often_wrong(found.reliability)),
        how_often_found=bilingual(wording.how_often_found(found.reliability)),
        reliability=ReliabilityPart(**asdict(found.reliability)),
        compared=smiles.compared if smiles else 0,
        agreed=round(smiles.agreed, 3) if smiles and smiles.agreed is not None else None,
        why_not_compared=bilingual(smiles.why_not) if smiles and smiles.why_not else None,
        disagreements=[_disagreement_part(one) for one in smiles.disagreements] if smiles else [],
    )


def _disagreement_part(one: Disagreement) -> DisagreementPart:
    return DisagreementPart(
        kind=one.kind,
        start_s=round(one.start_s, 3),
        end_s=round(one.end_s, 3),
        corners_percent=round(one.corners_percent, 1),
        happy_percent=round(one.happy_percent, 1),
        text=bilingual(one.text),
    )


def track_part(track: Track) -> TrackPart:
    """Means over bins of 0.1 s (wider for long answers); a bin in which nothing was measured is null."""
    times_s, values = _thinned(track.times_s, track.values)
    return TrackPart(
        key=track.key,
        family=track.family,
        title=bilingual(track.title),
        unit=track.unit,
        times_s=[round(float(t), 3) for t in times_s],
        values=[_number(float(v)) for v in values],
    )


def _thinned(
    times_s: NDArray[np.float64], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if not len(times_s):
        return times_s, values
    width_s = max(1 / TRACK_HZ, float(times_s[-1]) / MOST_POINTS)
    bins, where = np.unique(np.floor(times_s / width_s + 1e-6).astype(np.int64), return_inverse=True)
    there = np.isfinite(values)
    sums = np.bincount(where, np.where(there, values, 0.0), len(bins))
    counts = np.bincount(where, there, len(bins))
    means = np.divide(sums, counts, out=np.full(len(bins), np.nan), where=counts > 0)
    return (bins + 0.5) * width_s, means


def state_of(replay: Replay | None, measures: list[MeasurePart]) -> State:
    """How much of an answer was measured; one without a recording has at most its words."""
    if replay is None:
        return "partly_measured"
    if not any(measure.value is not None for measure in measures):
        return "not_measured"
    return "measured" if replay.has_video and replay.has_audio and not _blind(measures) else "partly_measured"


def _blind(measures: list[MeasurePart]) -> bool:
    """True when a whole family of measures is empty, as when there is no face or no speech."""
    families = {m.family for m in measures if m.family != "content"}
    return any(all(m.value is None for m in measures if m.family == family) for family in families)


def _number(value: float | None) -> float | None:
    """Four significant digits, null for what isn't finite: more would pretend to a precision that isn't there."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.4g}")


_UNKNOWN = Text(ko="측정할 근거가 부족했습니다.", en="There was not enough evidence to measure this.")
