"""The sketch studio: a drawing becomes a face while it grows; the face can be kept as a person and taken along."""

from __future__ import annotations

import base64
from typing import Annotated, Literal, NamedTuple

import cv2
import numpy as np
from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, Json

from visavis.api.gallery import HEAVY
from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.jobs import present_job
from visavis.api.latest import Newest
from visavis.api.pace import Pace
from visavis.api.people import MadeView, present_person
from visavis.api.uploads import too_large
from visavis.drawings import keeping
from visavis.drawings.document import Wishes
from visavis.kit.text import Language, Text
from visavis.media.image import decode_image, encode_jpeg
from visavis.media.provenance import signing_identity
from visavis.people import persons, preparing
from visavis.people.consent import NOBODY, NOT_NEEDED
from visavis.people.drawn import DrawnFace, make_drawn_person
from visavis.people.exporting import exported
from visavis.studio.sketch import HAIR, MAKEUP, SKETCH, SKIN, Drawn, Guidance, Part, Style, read_sketch
from visavis.studio.sketch.engine import UnknownChoice

router = APIRouter(prefix="/sketch", tags=["sketch"])
PACE = Pace(calls=15)
NEWEST = Newest(slots=1)
SHEET_BYTES = 4 * 2**20
SHEET_PIXELS = 2048 * 2048
QUALITY = 92
_NAME = Text(ko="그려서 만든 얼굴", en="Drawn face")
Suffix = Literal["png", "jpg"]


class ChoiceView(BaseModel):
    id: str
    title: str


class StudioView(BaseModel):
    """What can be asked for besides the lines."""

    engine: str
    hair: list[ChoiceView]
    skin: list[ChoiceView]
    makeup: list[ChoiceView]


class DrawnView(BaseModel):
    """What became of a drawing. Both pictures are data addresses."""

    refined: str = Field(description="the lines that were drawn on: PNG, 512 px")
    picture: str = Field(description="the face: JPEG, 256 px")
    notices: list[str]
    stages_ms: dict[str, float]


class Drawer(NamedTuple):
    """An engine and the SHA-256 of its weights."""

    engine: str
    weights_sha256: str


class Sheet:
    """A drawing as it is sent: its picture, and what is asked for besides its lines."""

    def __init__(
        self,
        sketch: Annotated[UploadFile, File(description="the drawing on white: PNG, JPEG or WebP")],
        wishes: Annotated[Json[Wishes], Form(description="a Wishes as JSON")],
    ) -> None:
        self.wishes = wishes
        self._file = sketch.file

    def draw(self) -> tuple[Drawn, Drawer]:
        """The face, and who drew it. Raises what the sketch's reader and the engine raise."""
        data = self._file.read(SHEET_BYTES + 1)
        if len(data) > SHEET_BYTES:
            raise too_large(SHEET_BYTES)
        guidance, style = guidance_of(self.wishes), style_of(self.wishes)
        lines = read_sketch(decode_image(data, SHEET_PIXELS, ("PNG", "JPEG", "WEBP")))
        with SKETCH.lease() as engine:
            return engine.draw(lines, guidance, style), Drawer(engine.card.name, engine.weights_sha256)


ASheet = Annotated[Sheet, Depends()]
DrawingId = Annotated[str, Form(max_length=60)]


@router.get("")
def read_studio(_me: Me, language: LanguageDep) -> StudioView:
    """The engine that draws, and its hair colours, skin tones and make-up. 503 when none is ready."""
    card = SKETCH.choose()
    hair, skin, makeup = (
        [ChoiceView(id=one.id, title=one.title.in_language(language)) for one in offered]
        for offered in (HAIR, SKIN, MAKEUP)
    )
    return StudioView(engine=card.name, hair=hair, skin=skin, makeup=makeup)


@router.post("/faces")
async def draw_face(request: Request, sheet: ASheet, drawing: DrawingId, me: Me, language: LanguageDep) -> DrawnView:
    """The face of a drawing. A newer request of the same drawing takes the place of one that waits (409)."""
    PACE.take(me.id)
    async with NEWEST.turn(f"{me.id} {drawing}", request):
        return await run_in_threadpool(_drawn_view, sheet, language)


@router.post("/people", status_code=201)
def make_drawn(
    sheet: ASheet,
    drawing: DrawingId,
    name: Annotated[str, Form(max_length=200)],
    voice: Annotated[str, Form(max_length=40)],
    me: Me,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
    persona: Annotated[str, Form(max_length=persons.LONGEST_PERSONA)] = "",
    talk_engine: Annotated[str | None, Form(max_length=40, description="of GET /engines")] = None,
) -> MadeView:
    """The face of a saved drawing becomes a person. What was attested of a photo in the drawing stays with it."""
    HEAVY.take(me.id)
    with services.database.reading() as before:
        row = keeping.find_drawing(before, me.id, drawing)
    drawn, drawer = sheet.draw()
    statement = row.consent_text or NOBODY.in_language(language)
    face = DrawnFace(drawn.picture, *drawer, name, voice, persona, statement, row.consent or NOT_NEEDED, talk_engine)
    person = make_drawn_person(session, services.blobs, me.id, face)
    job = preparing.enqueue(session, services.jobs, person.id, me.id)
    return MadeView(interviewer=present_person(services, person, language), job=present_job(services, job, language))


@router.post("/download", response_class=Response)
def export_drawn(
    sheet: ASheet,
    me: Me,
    services: ServicesDep,
    language: LanguageDep,
    title: Annotated[str, Form(max_length=200)] = "",
    suffix: Annotated[Suffix, Form()] = "png",
    label: Annotated[bool, Form()] = True,
) -> Response:
    """The face to take along, with its marks of origin; the visible label can be left out where that is lawful."""
    HEAVY.take(me.id)
    drawn, _ = sheet.draw()
    identity = signing_identity(services.options.identity_dir)
    data = exported(
        drawn.picture,
        keeping.cleaned_name(title) or _NAME.in_language(language),
        f".{suffix}",
        identity,
        language,
        label,
    )
    headers = {"Content-Disposition": f'attachment; filename="face.{suffix}"', "Cache-Control": "no-store"}
    return Response(data, media_type="image/png" if suffix == "png" else "image/jpeg", headers=headers)


def guidance_of(wishes: Wishes) -> Guidance:
    """Raises UnknownChoice for a part that isn't there."""
    known = tuple(part.value for part in Part)
    for name in wishes.parts:
        if name not in known:
            raise UnknownChoice(name, known)
    return Guidance(wishes.t, wishes.k, {Part(name): share for name, share in wishes.parts.items()})


def style_of(wishes: Wishes) -> Style:
    """Raises UnknownChoice."""
    return Style(wishes.gender, wishes.hair, wishes.skin, wishes.makeup, wishes.variation)


def _drawn_view(sheet: Sheet, language: Language) -> DrawnView:
    drawn, _ = sheet.draw()
    _, lines = cv2.imencode(".png", np.asarray(drawn.refined), [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return DrawnView(
        refined=_address("image/png", lines.tobytes()),
        picture=_address("image/jpeg", encode_jpeg(drawn.picture, QUALITY)),
        notices=[notice.in_language(language) for notice in drawn.notices],
        stages_ms={name: round(ms, 1) for name, ms in drawn.stages_ms.items()},
    )


def _address(mime: str, data: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"
