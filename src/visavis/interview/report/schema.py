"""The report as it leaves the house: report.json, the HTTP API and the page all carry exactly this.

Documented for readers in docs/report.md. Everything that a person reads is bilingual (``{"ko": …, "en": …}``), times
are seconds from the start of the answer's replay, and a value of null always means "not measured" with a reason beside
it. Fields are only ever added within one ``schema_version``; a change of meaning raises it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from visavis.observe.values import Family

SCHEMA_VERSION: Literal[1] = 1


class Part(BaseModel):
    """What all parts of a report share: unknown fields are refused, and nothing changes after it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Part):
    """The same text in Korean and English."""

    ko: str
    en: str


class NormPart(Part):
    """What is usual, with its source. ``convention`` means that only vendors or habit say so."""

    low: float | None = Field(description="lower end; null when open")
    high: float | None = Field(description="upper end; null when open")
    source: Bilingual
    kind: Literal["research", "convention", "information"]


class Comparison(Part):
    """This answer beside the same person's earlier answers. Present only when there are any."""

    earlier_count: int = Field(ge=1, description="how many earlier answers had this measure")
    earlier_median: float
    earlier_low: float
    earlier_high: float
    change: float = Field(description="this value minus the earlier median, in the measure's unit")


class MeasurePart(Part):
    """One figure with everything needed to understand it."""

    key: str = Field(description="stable name for programs, e.g. voice.pitch_variation")
    family: Family
    title: Bilingual
    definition: Bilingual = Field(description="what is counted and how, and the rule behind the confidence")
    unit: str
    value: float | None = Field(description="null: not measured, see why_not")
    confidence: float = Field(ge=0, le=1, description="share of the needed evidence that was there")
    norm: NormPart | None
    why_not: Bilingual | None = Field(description="why there is no value; null when there is one")
    compared_with_own_earlier: Comparison | None = None


class TrackPart(Part):
    """A quantity over time, at most 10 values a second; ``values`` holds null where it wasn't measured."""

    key: str
    family: Family
    title: Bilingual
    unit: str
    times_s: list[float]
    values: list[float | None]


class EventPart(Part):
    """Something that happened between two times: a nod, a long pause, a look away, a hand at the face."""

    key: str
    family: Family
    title: Bilingual
    start_s: float
    end_s: float
    size: float | None


class GapPart(Part):
    """A place in the replay where recording was interrupted and resumed."""

    at_s: float = Field(description="where in the replay the two takes meet")
    lost_s: float | None = Field(description="how long nothing was recorded, where known")


class Replay(Part):
    """The recording that the times of an answer refer to."""

    duration_s: float
    has_video: bool
    has_audio: bool
    gaps: list[GapPart]


class QuestionPart(Part):
    text: str = Field(description="as it was asked, in the interview's language; empty for a bare video")
    kind: str | None
    kind_title: Bilingual | None
    competence: str | None
    limit_s: float | None = Field(default=None, description="how long one was allowed to speak, where it is known")
    follows_index: int | None = Field(default=None, description="the answer that this follow-up question goes on from")
    why: Bilingual | None = Field(default=None, description="why it was asked, where there is more to say")


class TranscriptPart(Part):
    text: str
    source: Literal["typed", "pasted", "browser", "recogniser", "verbatim"]


class CoachingPart(Part):
    """What the live coach counted in the candidate's own browser while they answered (docs/coaching.md)."""

    watched_s: float = Field(description="how long pictures were looked at")
    face_s: float = Field(description="of that, how long a face was found")
    away_times: int
    away_s: float = Field(description="head or eyes turned away for 3 s or longer")
    touching_times: int
    touching_s: float = Field(description="a hand at the face for 1 s or longer")
    swaying_times: int
    swaying_s: float = Field(description="the head going to and fro at least three times in 6 s")
    corners_raised_s: float = Field(description="the mouth's corners higher than in the answer's first 4 s")
    cues: int = Field(description="how many cues were shown")


class QuotePart(Part):
    """Words of the answer: ``text`` is ``transcript.text[start:end]``; times where its words have any."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    start_s: float | None = None
    end_s: float | None = None


class ElementPart(Part):
    """Where one part of a told experience stands; no quotes: not found."""

    key: Literal["situation", "task", "action", "result"]
    title: Bilingual
    quotes: list[QuotePart]


class ContentCheckPart(Part):
    """One thing that was looked for; ``met`` null: it doesn't apply or can't be told, see why."""

    key: str
    title: Bilingual
    met: bool | None
    why: Bilingual
    points: int = Field(ge=0)
    of: int = Field(ge=0, description="the most points; 0 where it doesn't count")
    advice: Bilingual | None = Field(default=None, description="what to add where it isn't met")


class OutlinePart(Part):
    """One line of a better answer: own words, a line of own documents, or a blank to fill; never anything else."""

    title: Bilingual
    text: str
    source: Literal["answer", "material", "blank"]
    origin: str = Field(default="", description="which entry of the documents")


class CostPart(Part):
    """What asking a model cost; ``won`` null where no price was stated."""

    input_tokens: int
    output_tokens: int
    won: float | None


class ContentPart(Part):
    """What the words of an answer say, found by rules or by a model that had to quote them (docs/content.md)."""

    engine: str = Field(description="'rules', or the model and its host")
    state: Literal["answer", "empty", "short", "unknown", "nonsense", "copied"]
    headline: Bilingual
    relevance: Literal["on", "partly", "off"] | None = Field(description="null: not measured")
    relevance_confidence: float = Field(ge=0, le=1)
    elements: list[ElementPart]
    numbers: list[QuotePart]
    names: list[QuotePart]
    vague: list[QuotePart]
    fillers: list[QuotePart]
    words: int
    seconds: float
    seconds_estimated: bool = Field(description="estimated at a usual pace, since the words have no times")
    checks: list[ContentCheckPart]
    met: int
    looked_for: int
    next: list[Bilingual] = Field(description="at most three things to add, most useful first")
    outline: list[OutlinePart]
    dropped: int = Field(default=0, description="a model's statements left out for want of a quote")
    cost: CostPart | None = None


class ReliabilityPart(Part):
    """How often the model was right about people whom it had never seen (docs/models/expression.md)."""

    faces: int
    people: int
    accuracy: float
    macro_f1: float
    recall: dict[str, float] = Field(description="by class")
    precision: dict[str, float] = Field(description="by class")
    ece: float = Field(description="expected calibration error")
    answered: float = Field(description="share of faces that get an answer")
    wrong_answered: float = Field(description="share of those answers that are wrong")
    elsewhere_faces: int | None = Field(None, description="pictures of another kind; null in older reports")
    elsewhere_wrong: float | None = Field(None, description="share of the answers on those that are wrong")
    data: str = Field(description="what it was measured on")


class DisagreementPart(Part):
    """A stretch in which the mouth corners and the model differ, with what was in the way."""

    kind: Literal["corners_only", "model_only"]
    start_s: float
    end_s: float
    corners_percent: float = Field(description="above one's own usual, in hundredths of the eye distance")
    happy_percent: float
    text: Bilingual


class ExpressionClassesPart(Part):
    """What stands beside the tracks ``expression_class.*``, which are there only when the candidate wanted them."""

    engine: str
    what_it_is: Bilingual
    how_often_wrong: Bilingual
    how_often_found: Bilingual
    reliability: ReliabilityPart
    compared: int = Field(description="looks with both the class and the mouth corners")
    agreed: float | None = Field(description="share of these in which both said the same")
    why_not_compared: Bilingual | None = Field(
        default=None, description="why that wasn't measured although there are both: the clip shows no usual"
    )
    disagreements: list[DisagreementPart]


class EnginePart(Part):
    """Which engine did a part of the measuring, and whose weights it ran."""

    capability: str = Field(description="as GET /engines calls it, e.g. head pose")
    engine: str
    weights_sha256: str | None = Field(
        description="of the published file whose weights it ran, or of the network that ships; null without either"
    )


class AnswerPart(Part):
    """One answer: what was recorded and all that was measured on it."""

    index: int = Field(ge=0)
    question: QuestionPart
    state: Literal["measured", "partly_measured", "not_measured", "no_answer"]
    replay: Replay | None = Field(description="null when nothing was recorded")
    transcript: TranscriptPart | None
    measures: list[MeasurePart]
    tracks: list[TrackPart]
    events: list[EventPart]
    notes: list[Bilingual] = Field(description="what the reader should know about this recording, e.g. no face found")
    engines: list[EnginePart] = Field(
        default=[], description="who looked and listened; empty without a recording, and in reports of earlier versions"
    )
    expression_classes: ExpressionClassesPart | None = Field(
        default=None, description="null unless the candidate turned it on"
    )
    coaching: CoachingPart | None = Field(default=None, description="null when the live coach was off")
    content: ContentPart | None = Field(default=None, description="null without words to read")
    content_by_model: ContentPart | None = Field(default=None, description="where a connected model was asked")


class Suggestion(Part):
    """One thing to try next: an action, its reason as a figure, and the moment that shows it.

    What the words of answers lack has the ``measure_key`` "content.missing." and the key of the check, the number of
    answers that lack it as its ``value``, and no moment (``start_s`` equals ``end_s``).
    """

    answer_index: int
    family: Family
    text: Bilingual = Field(description="what to try, as an action")
    why: Bilingual = Field(description="the figure behind it, in words")
    measure_key: str
    value: float
    unit: str
    norm: NormPart | None
    earlier_median: float | None = Field(description="own earlier answers' median where that was the yardstick")
    start_s: float
    end_s: float


class Strength(Part):
    """Something that was within its usual range or better than before. Never given for an empty answer."""

    answer_index: int
    family: Family
    text: Bilingual
    measure_key: str
    value: float
    unit: str
    start_s: float
    end_s: float


class NotMeasured(Part):
    """A measure that at least one answer lacks, said once for the whole report."""

    key: str
    family: Family
    title: Bilingual
    why: Bilingual
    answer_indexes: list[int]


class InterviewPart(Part):
    id: str | None = Field(description="null for a video reviewed from the command line")
    title: Bilingual
    track_id: str | None
    language: Literal["ko", "en"] = Field(description="the language that was spoken")
    recorded_at: datetime | None


class Report(Part):
    """The whole report of one interview."""

    schema_version: Literal[1] = SCHEMA_VERSION
    made_at: datetime
    made_by: str = Field(description="program and version, e.g. visavis 0.1.0")
    interview: InterviewPart
    suggestions: list[Suggestion] = Field(
        description="two or three things to try next, most useful first; may be empty"
    )
    strengths: list[Strength]
    answers: list[AnswerPart]
    not_measured: list[NotMeasured]
    notes: list[Bilingual] = Field(description="what this report is and is not")
