"""How classes of expression look on the wire."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal

import cv2
import numpy as np
from pydantic import BaseModel, Field

from visavis.interview.report.schema import ReliabilityPart
from visavis.interview.review.clip import MOST_PEOPLE, ClipReading, Seen
from visavis.interview.review.smiles import Comparison
from visavis.kit.text import Language, Text
from visavis.media.image import encode_png
from visavis.media.values import RGB
from visavis.observe.expression_classes import MOST_FACES, ExpressionEngine, SeenFace, Shares, look_map, paint_map
from visavis.observe.expression_classes import wording as words
from visavis.observe.expression_classes.engine import Reason
from visavis.observe.expression_classes.terms import name_of
from visavis.people.consent import READING_STATEMENTS, ReadingConsent

MOST_MAPS = 4
"""Faces whose map is made: the largest that were answered or nearly; each asks the model 81 times."""

PRIVACY = Text(
    ko="올린 사진과 영상, 카메라 장면은 저장하지 않습니다. "
    "요청을 처리하는 동안만 이 서버의 메모리와 임시 파일에 있다가 지워집니다.",
    en="Pictures, clips and camera frames aren't kept. They are in this server's memory and temporary files while your "
    "request is handled, and are then gone.",
)


class ExpressionClassView(BaseModel):
    id: str
    title: str
    says: str = Field(description='what may be said of a face, e.g. "looks happy to the model"')


class ReadingConsentView(BaseModel):
    consent: ReadingConsent
    statement: str = Field(description="what is attested, word for word")


class ExpressionAboutView(BaseModel):
    engine: str
    classes: list[ExpressionClassView]
    reliability: ReliabilityPart
    how_often_wrong: str
    how_often_found: str
    what_it_is: str
    measured_on: str
    privacy: str
    others_know: str
    consents: list[ReadingConsentView]
    longest_clip_s: float


class FacePlaceView(BaseModel):
    """In pixels of the picture as it was decoded, upright."""

    left: float
    top: float
    width: float
    height: float


class CantTellView(BaseModel):
    reason: Reason
    why: str


class LookMapView(BaseModel):
    """What the model looked at: orange where hiding took from the answer, blue where it gave to it."""

    picture: str = Field(description="a data address: PNG with transparency")
    matrix: list[float] = Field(description="a b c d e f: from the map's pixels to those of the picture, as in SVG")
    steps: list[list[float]] = Field(description="by how much the probability fell with the patch there, row by row")
    of: str = Field(description="the class whose probability it is")
    most_fall: float = Field(description="the largest change of that probability, wherever the patch lay")


class ReadFaceView(BaseModel):
    place: FacePlaceView
    label: str | None = Field(description="a class; null: the model can't tell")
    says: str
    cant_tell: CantTellView | None
    probabilities: dict[str, float] | None = Field(
        description="calibrated, by class, they sum to 1; null where the picture allows no answer"
    )
    by_net: dict[str, dict[str, float]] | None = Field(description="what each net says alone; null likewise")
    yaw_deg: float
    pitch_deg: float
    map: LookMapView | None


class ReadSpanView(BaseModel):
    label: str
    says: str
    start_s: float
    end_s: float
    probability: float


class ClipPersonView(BaseModel):
    """Somebody in a clip. ``shares`` are of the looks that were answered."""

    looks: int
    nobody_seen: float = Field(description="share of the looks in which nobody was seen")
    cant_tell: float | None = Field(description="of the looks in which somebody was seen, the share without an answer")
    shares: dict[str, float | None]
    spans: list[ReadSpanView]
    times_s: list[float]
    probabilities: dict[str, list[float | None]] = Field(description="by class, one for each time")


class DisagreementView(BaseModel):
    kind: Literal["corners_only", "model_only"]
    start_s: float
    end_s: float
    corners_percent: float
    happy_percent: float
    why: str


class SmilesView(BaseModel):
    """The mouth corners of the first person, measured on the mesh, beside the model's "happy"."""

    compared: int
    agreed: float
    disagreements: list[DisagreementView]


class ReadClipView(BaseModel):
    duration_s: float
    people: list[ClipPersonView]
    smiles: SmilesView | None
    smiles_not_measured: str | None = Field(description="why the two weren't compared although both are there")


class ExpressionReadingView(BaseModel):
    kind: Literal["picture", "clip"]
    width_px: int | None
    height_px: int | None
    faces: list[ReadFaceView] = Field(description="of a picture, largest first")
    more_faces: int = Field(
        description="faces of a picture that can be seen but weren't read: beyond the most, or hidden"
    )
    more_people: bool = Field(description="of a clip: as many as are followed are seen at once, there may be more")
    not_read: str | None = Field(description="either of these in words")
    clip: ReadClipView | None
    message: str | None = Field(description="why there is nothing: no face")
    how_often_wrong: str


class ExpressionFrameView(BaseModel):
    faces: list[ReadFaceView]
    message: str | None


def present_about(engine: ExpressionEngine, language: Language, longest_clip_s: float) -> ExpressionAboutView:
    known = engine.reliability
    return ExpressionAboutView(
        engine=engine.card.name,
        classes=[
            ExpressionClassView(
                id=name,
                title=words.title_of(name).in_language(language),
                says=words.looks(name).in_language(language),
            )
            for name in engine.classes
        ],
        reliability=ReliabilityPart(**asdict(known)),
        how_often_wrong=words.how_often_wrong(known).in_language(language),
        how_often_found=words.how_often_found(known).in_language(language),
        what_it_is=words.WHAT_IT_IS.in_language(language),
        measured_on=words.MEASURED_ON.in_language(language),
        privacy=PRIVACY.in_language(language),
        others_know=words.OTHERS_KNOW.in_language(language),
        consents=[
            ReadingConsentView(consent=kind, statement=text.in_language(language))
            for kind, text in READING_STATEMENTS.items()
        ],
        longest_clip_s=longest_clip_s,
    )


def present_faces(
    engine: ExpressionEngine, image: RGB, faces: Sequence[SeenFace], unread: int, with_maps: bool, language: Language
) -> ExpressionReadingView:
    mapped = [face for face in faces if with_maps and face.judgement.means_something][:MOST_MAPS]
    more = words.more_faces(unread, len(faces), MOST_FACES).in_language(language) if unread else None
    return ExpressionReadingView(
        kind="picture",
        width_px=image.shape[1],
        height_px=image.shape[0],
        faces=[_face(engine, face, any(face is one for one in mapped), language) for face in faces],
        more_faces=unread,
        more_people=False,
        not_read=more,
        clip=None,
        message=None if faces else words.NO_FACE.in_language(language),
        how_often_wrong=words.how_often_wrong(engine.reliability).in_language(language),
    )


def present_clip(read: ClipReading, language: Language) -> ExpressionReadingView:
    return ExpressionReadingView(
        kind="clip",
        width_px=None,
        height_px=None,
        faces=[],
        more_faces=0,
        more_people=read.crowded,
        not_read=words.CROWDED.fill(m=MOST_PEOPLE).in_language(language) if read.crowded else None,
        clip=ReadClipView(
            duration_s=round(read.duration_s, 3),
            people=[_person(one, read.classes, language) for one in read.people],
            smiles=_smiles(read.smiles, language),
            smiles_not_measured=_why_no_smiles(read.smiles, language),
        ),
        message=None if read.people else words.NO_FACE.in_language(language),
        how_often_wrong=words.how_often_wrong(read.reliability).in_language(language),
    )


def _face(engine: ExpressionEngine, face: SeenFace, with_map: bool, language: Language) -> ReadFaceView:
    told, box = face.judgement, face.cut.box
    why = (
        CantTellView(reason=told.why_not.reason, why=told.why_not.text.in_language(language)) if told.why_not else None
    )
    says = words.CANT_TELL if told.label is None else words.looks(told.label)
    return ReadFaceView(
        place=FacePlaceView(left=box.left, top=box.top, width=box.width, height=box.height),
        label=told.label,
        says=says.in_language(language),
        cant_tell=why,
        probabilities=_named(engine, told.shares) if told.means_something else None,
        by_net={name: _named(engine, shares) for name, shares in told.by_net.items()} if told.means_something else None,
        yaw_deg=round(face.cut.yaw_deg, 1),
        pitch_deg=round(face.cut.pitch_deg, 1),
        map=_map(engine, face) if with_map else None,
    )


def _map(engine: ExpressionEngine, face: SeenFace) -> LookMapView:
    found = look_map(engine, face.cut)
    (a, c, e), (b, d, f) = cv2.invertAffineTransform(face.cut.matrix.astype(np.float64))
    return LookMapView(
        picture=f"data:image/png;base64,{base64.b64encode(encode_png(paint_map(found))).decode()}",
        matrix=[float(value) for value in (a, b, c, d, e, f)],
        steps=[[round(float(fall), 4) for fall in row] for row in found.steps],
        of=engine.classes[found.of],
        most_fall=round(found.most_fall, 4),
    )


def _person(one: Seen, classes: tuple[str, ...], language: Language) -> ClipPersonView:
    looks = one.looks
    shares = {name: looks.share_of(name) for name in classes}
    return ClipPersonView(
        looks=len(looks.times_s),
        nobody_seen=words.rounded(looks.nobody),
        cant_tell=None if looks.cant_tell is None else words.rounded(looks.cant_tell),
        shares={name: None if share is None else words.rounded(share) for name, share in shares.items()},
        spans=[
            ReadSpanView(
                label=name_of(span.key),
                says=words.looks(name_of(span.key)).in_language(language),
                start_s=round(span.start_s, 2),
                end_s=round(span.end_s, 2),
                probability=words.rounded((span.size or 0) / 100),
            )
            for span in one.spans
        ],
        times_s=[round(float(time_s), 2) for time_s in looks.times_s],
        probabilities={
            name: [None if np.isnan(share) else words.rounded(share) for share in looks.shares[:, number]]
            for number, name in enumerate(classes)
        },
    )


def _smiles(found: Comparison | None, language: Language) -> SmilesView | None:
    if found is None or found.agreed is None:
        return None
    return SmilesView(
        compared=found.compared,
        agreed=words.rounded(found.agreed),
        disagreements=[
            DisagreementView(
                kind=one.kind,
                start_s=round(one.start_s, 2),
                end_s=round(one.end_s, 2),
                corners_percent=round(one.corners_percent, 1),
                happy_percent=round(one.happy_percent, 1),
                why=one.text.in_language(language),
            )
            for one in found.disagreements
        ],
    )


def _why_no_smiles(found: Comparison | None, language: Language) -> str | None:
    return found.why_not.in_language(language) if found is not None and found.why_not is not None else None


def _named(engine: ExpressionEngine, shares: Shares) -> dict[str, float]:
    return {name: words.rounded(share) for name, share in zip(engine.classes, shares, strict=True)}
