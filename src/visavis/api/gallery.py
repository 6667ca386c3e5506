"""The gallery: people that nobody is, to look through, to steer, to mix and to keep as favourites."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from visavis.api.codes import Codes, CodesDep
from visavis.api.identity import LanguageDep, Me, SessionDep
from visavis.api.pace import Pace
from visavis.api.people import PICTURE_LIMITS, read_picture
from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text
from visavis.media.image import decode_image
from visavis.media.sandbox import run_limited
from visavis.people import favourites
from visavis.people.consent import Attested, Consent, require_attestation
from visavis.people.looks import NATURAL, denied_words, find_look, looks, match_looks
from visavis.people.naming import suggest_name, suggest_voice
from visavis.people.recipes import (
    LARGEST_SEED,
    VARIANTS,
    Recipe,
    draw_recipe,
    from_photo,
    latent_of,
    mix,
    spans_of,
    variants,
)
from visavis.people.sealing import LONGEST_SEALED
from visavis.people.thumbnails import SLOTS, face_etag, face_jpeg
from visavis.studio.generate import GENERATE, GenerateEngine

router = APIRouter(prefix="/gallery", tags=["gallery"])
PACE = Pace(calls=40)
HEAVY = Pace(calls=4)
"""For what takes seconds: reading a photo, making a person, writing a file."""
PAGE = 12
_FROM_PHOTO = Text(ko="사진에서 찾은 얼굴", en="From a photo")
LINES: dict[int, deque[object]] = {size_px: deque() for size_px in SLOTS}
"""Who waits for a picture of each size, first come first."""
WAIT_S = 0.02
"""Between two looks whether a picture's turn has come."""

Engine = Annotated[str | None, Query(max_length=40, description="who draws; the first ready engine by default")]
Code = Annotated[
    str, Field(max_length=LONGEST_SEALED, description="a person's recipe, sealed where a photo went into it")
]


class KindView(BaseModel):
    name: str
    title: str


class LookView(BaseModel):
    id: str
    title: str
    mood: str
    makeup: str = Field(description="the make-up that belongs to it, in words")


class SliderView(BaseModel):
    name: str
    title: str
    unit: str
    low: float
    high: float
    step: float


class EngineView(BaseModel):
    """Something that draws faces."""

    name: str
    good_at: str
    why_not: str | None = Field(description="what to do before it can serve; null when it is ready")


class GalleryView(BaseModel):
    """What faces can be drawn from and steered by: of the engine that was asked for, or of the first ready one."""

    engine: str
    engines: list[EngineView]
    kinds: list[KindView]
    looks: list[LookView]
    sliders: list[SliderView]


class FaceCard(BaseModel):
    """A face as it hangs in the gallery."""

    code: Code
    name: str
    look: str
    image_url: str


class PageView(BaseModel):
    faces: list[FaceCard]
    next: int | None = Field(description="where the next page starts; null at the end")
    looks: list[str] = Field(description="the looks that the keyword called for, best first")
    denied: list[str] = Field(description="words of the keyword that were denied (not elegant) and so called for none")


class VariantView(BaseModel):
    name: str
    title: str
    face: FaceCard


class StandView(BaseModel):
    """Where a slider stands for somebody, and between which ends it moves for them."""

    value: float
    low: float
    high: float


class FaceView(BaseModel):
    """One face with everything that can be done to it."""

    face: FaceCard
    kind: str
    kind_title: str = Field(description="of a face from a photo that it is one: who it is like is nobody's kind")
    look: LookView
    sliders: dict[str, StandView] = Field(description="where each slider stands")
    variants: list[VariantView]
    voice: str = Field(description="a voice that suits")
    from_photo: bool = Field(description="whether it goes back to a photo, whose person's consent is needed")
    consent: str | None = Field(description="of a face from a photo: what was attested, word for word")
    favourite: bool


class MixWish(BaseModel):
    one: Code
    other: Code
    share: Annotated[float, Field(ge=0, le=1, description="the second's part")] = 0.5


class FavouriteWish(BaseModel):
    code: Code


class LookAndKeyword(Invalid):
    """A look and a keyword were both given."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="룩과 키워드는 함께 쓸 수 없습니다. 둘 중 하나만 지정해 주세요.",
                en="A look and a keyword can't be used together. Give one of them.",
            )
        )


@router.get("")
def read_gallery(me: Me, language: LanguageDep, engine: Engine = None) -> GalleryView:
    """The kinds of people, the looks and the sliders."""
    with GENERATE.lease(engine) as drawing:
        return GalleryView(
            engine=drawing.card.name,
            engines=present_engines(language),
            kinds=[KindView(name=one.name, title=one.title.in_language(language)) for one in drawing.kinds],
            looks=[present_look(look.id, language) for look in looks()],
            sliders=[
                SliderView(
                    name=s.name, title=s.title.in_language(language), unit=s.unit, low=s.low, high=s.high, step=s.step
                )
                for s in drawing.sliders
            ],
        )


@router.get("/faces")
def list_faces(
    codes: CodesDep,
    language: LanguageDep,
    kind: Annotated[str | None, Query(max_length=40)] = None,
    look: Annotated[str | None, Query(max_length=20)] = None,
    keyword: Annotated[str | None, Query(max_length=100)] = None,
    start: Annotated[int, Query(ge=0, le=LARGEST_SEED)] = 0,
    engine: Engine = None,
) -> PageView:
    """Twelve faces from a seed on. A keyword calls for looks; nothing fits, 404 with words that do.

    A look and a keyword together are refused with 422 (look_and_keyword): each says which looks to show.
    """
    words = (keyword or "").strip()
    if look and words:
        raise LookAndKeyword
    called = [one.id for one in match_looks(words)] if words else []
    shown = [find_look(look).id] if look else called or [NATURAL]
    with GENERATE.lease(engine) as drawing:
        seeds = range(start, min(start + PAGE, LARGEST_SEED + 1))
        drawn = [draw_recipe(drawing, seed, kind or None, shown[seed % len(shown)]) for seed in seeds]
    following = start + PAGE
    return PageView(
        faces=[present_card(recipe, codes, language) for recipe in drawn],
        next=following if following <= LARGEST_SEED else None,
        looks=called,
        denied=denied_words(words),
    )


@router.get("/faces/{code}.jpg", response_class=Response)
async def read_face_picture(
    code: str, me: Me, codes: CodesDep, request: Request, size: Literal["256", "512"] = "256"
) -> Response:
    """The face as a JPEG, made when it is asked for; the same code gives the same picture."""
    recipe, size_px = codes.read(code), int(size)
    etag = await run_in_threadpool(face_etag, recipe, size_px)
    # what goes back to a photo stays in nobody's cache when it is deleted here
    cache = "no-store" if recipe.is_from_photo else "private, max-age=86400"
    headers = {"ETag": f'"{etag}"', "Cache-Control": cache}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    PACE.take(me.id)
    slot, line, turn = SLOTS[size_px], LINES[size_px], object()
    line.append(turn)
    try:
        while not (line[0] is turn and slot.acquire(blocking=False)):
            if await request.is_disconnected():  # somebody scrolled on: the next in the line comes sooner
                return Response(status_code=204)
            await asyncio.sleep(WAIT_S)
    finally:
        line.remove(turn)
    try:
        jpeg = await run_in_threadpool(face_jpeg, recipe, size_px)
    finally:
        slot.release()
    return Response(jpeg, media_type="image/jpeg", headers=headers)


@router.get("/faces/{code}")
def read_face(code: str, me: Me, codes: CodesDep, session: SessionDep, language: LanguageDep) -> FaceView:
    """Where the sliders stand, the looks, and the same person with other expressions."""
    recipe = codes.read(code)
    with GENERATE.lease(recipe.engine) as engine:
        return present_face(recipe, engine, codes, language, favourites.is_favourite(session, me.id, recipe))


@router.post("/mix")
def mix_faces(wish: MixWish, me: Me, codes: CodesDep, language: LanguageDep) -> FaceCard:
    """Somebody between two people."""
    PACE.take(me.id)
    one, other = codes.read(wish.one), codes.read(wish.other)
    with GENERATE.lease(one.engine) as engine:
        return present_card(mix(one, other, wish.share, engine), codes, language)


@router.post("/invert")
def invert_photo(
    photo: Annotated[UploadFile, File()],
    consent: Annotated[Consent, Form()],
    attestation: Annotated[bool, Form()],
    me: Me,
    codes: CodesDep,
    language: LanguageDep,
) -> FaceCard:
    """The face that comes nearest to a photo. Needs the consent of the person in it; the photo isn't kept."""
    HEAVY.take(me.id)
    require_attestation(consent, attestation)
    image = run_limited(decode_image, read_picture(photo), limits=PICTURE_LIMITS)
    with GENERATE.lease() as engine:
        return present_card(from_photo(engine.invert(image), engine, Attested(consent, language)), codes, language)


@router.get("/favourites")
def list_favourites(me: Me, codes: CodesDep, session: SessionDep, language: LanguageDep) -> list[FaceCard]:
    """One's favourite faces, the newest first."""
    return [present_card(recipe, codes, language) for recipe in favourites.list_favourites(session, me.id)]


@router.put("/favourites", status_code=204)
def favour(wish: FavouriteWish, me: Me, codes: CodesDep, session: SessionDep) -> None:
    """Keep a face among one's favourites."""
    favourites.favour(session, me.id, codes.read(wish.code))


@router.delete("/favourites", status_code=204)
def forget(
    code: Annotated[str, Query(max_length=LONGEST_SEALED)], me: Me, codes: CodesDep, session: SessionDep
) -> None:
    """Take a face from one's favourites."""
    favourites.forget(session, me.id, codes.read(code))


def present_card(recipe: Recipe, codes: Codes, language: Language) -> FaceCard:
    name, code = suggest_name(recipe).in_language(language), codes.write(recipe)
    return FaceCard(code=code, name=name, look=recipe.look, image_url=f"/api/gallery/faces/{code}.jpg")


def present_engines(language: Language) -> list[EngineView]:
    reasons = {name: GENERATE.why_not(name) for name in GENERATE.entries}
    return [
        EngineView(
            name=name,
            good_at=GENERATE.entries[name].card.good_at.in_language(language),
            why_not=reason.in_language(language) if reason else None,
        )
        for name, reason in reasons.items()
    ]


def present_stands(recipe: Recipe, engine: GenerateEngine) -> dict[str, StandView]:
    stands = engine.read(latent_of(recipe, engine))
    return {
        name: StandView(value=round(min(max(stands[name], low), high), 2), low=low, high=high)
        for name, (low, high) in spans_of(recipe, engine).items()
    }


def present_look(look_id: str, language: Language) -> LookView:
    look = find_look(look_id)
    words = (text.in_language(language) for text in (look.title, look.mood, look.makeup))
    title, mood, makeup = words
    return LookView(id=look.id, title=title, mood=mood, makeup=makeup)


def present_face(recipe: Recipe, engine: GenerateEngine, codes: Codes, language: Language, favourite: bool) -> FaceView:
    stands = present_stands(recipe, engine)  # refuses what can't be drawn
    titles = {one.name: one.title for one in engine.kinds}
    return FaceView(
        face=present_card(recipe, codes, language),
        kind=recipe.kind,
        kind_title=(_FROM_PHOTO if recipe.is_from_photo else titles[recipe.kind]).in_language(language),
        look=present_look(recipe.look, language),
        sliders=stands,
        variants=[
            VariantView(
                name=name, title=VARIANTS[name][0].in_language(language), face=present_card(one, codes, language)
            )
            for name, one in variants(recipe, engine).items()
        ],
        voice=suggest_voice(recipe),
        from_photo=recipe.is_from_photo,
        consent=recipe.attested.statement if recipe.attested else None,
        favourite=favourite,
    )
