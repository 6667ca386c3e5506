"""Résumé photos: a picture comes in, a photo of a standard goes out, and nothing of either is kept."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field, Json

from visavis.api.identity import LanguageDep, Me, ServicesDep
from visavis.api.latest import Newest
from visavis.api.pace import Pace
from visavis.api.people import PICTURE_LIMITS, read_picture
from visavis.career.photo import choices, templates
from visavis.career.photo.filing import LEAST_KB, ON_TEMPLATE, OWN_HEAD, Filed, Origin, Suffix, file_photo
from visavis.career.photo.making import Made, Order, make_photo
from visavis.career.photo.printing import copies, print_sheet
from visavis.career.photo.reading import read_photo
from visavis.kit.errors import Refused
from visavis.kit.text import Language, Text
from visavis.media.image import encode_jpeg
from visavis.media.provenance import Identity, signing_identity
from visavis.media.sandbox import run_limited
from visavis.people.exporting import marked

router = APIRouter(prefix="/photo", tags=["photo"])
PACE = Pace(calls=3)
NEWEST = Newest(slots=1)
QUALITY = 90
_MIME: dict[Suffix, str] = {"jpg": "image/jpeg", "png": "image/png"}


class ChoiceView(BaseModel):
    id: str
    title: str


class DyeView(ChoiceView):
    colour: str = Field(description="CSS colour")


class CutView(ChoiceView):
    worn_by: Literal["anyone", "women", "men"]
    takes_tie: bool


class SizeView(ChoiceView):
    width_mm: float
    height_mm: float
    width_px: int
    height_px: int
    head_mm: tuple[float, float]
    sheet_copies: int
    official: bool = Field(description="whether offices may refuse retouched photos of this size")
    source: str


class TemplateView(ChoiceView):
    worn_by: Literal["anyone", "women", "men"]
    picture_url: str


class PhotoOffers(BaseModel):
    """What can be chosen. The first of each list is taken when nothing is."""

    sizes: list[SizeView]
    backgrounds: list[DyeView]
    cuts: list[CutView]
    jackets: list[DyeView]
    shirts: list[DyeView]
    ties: list[DyeView]
    templates: list[TemplateView]
    template_warning: str
    privacy: str


class SuitWish(BaseModel):
    """A suit by ids."""

    model_config = ConfigDict(extra="forbid")

    jacket: str
    cut: str | None = None
    shirt: str | None = None
    tie: str | None = None


class PhotoWishes(BaseModel):
    """How the photo is to be. Without a suit the own clothes stay."""

    model_config = ConfigDict(extra="forbid")

    size: str = "3x4"
    background: str = "white"
    suit: SuitWish | None = None
    light: Annotated[float, Field(ge=0, le=1)] = 1.0
    skin: Annotated[float, Field(ge=0, le=1)] = 0.6
    clear_glasses: bool = False
    template: str | None = Field(default=None, description="a template person takes the face instead of the own head")
    warned: bool = Field(default=False, description="the user has read the warning about template people")
    suffix: Literal["jpg", "png"] = "jpg"
    max_kb: Annotated[int, Field(ge=LEAST_KB, le=20_000)] | None = None


class PhotoView(BaseModel):
    """The finished photo. Both pictures are data addresses."""

    picture: str
    before: str = Field(description="the same view of the picture as it came")
    suffix: Literal["jpg", "png"]
    width_px: int
    height_px: int
    size_bytes: int
    quality: int | None = Field(description="of the JPEG")
    head_mm: float
    top_mm: float
    eyes_mm: float = Field(description="eye line above the lower edge")
    labelled: bool
    notices: list[str]


class NotWarned(Refused):
    """A template person was asked for without the warning having been read."""

    def __init__(self) -> None:
        super().__init__(templates.WARNING)


PRIVACY = Text(
    ko="올린 사진과 결과는 저장하지 않습니다. 요청을 처리하는 동안만 서버의 메모리와 임시 파일에 있다가 지워집니다.",
    en="Neither your picture nor the result is kept. Both are in this server's memory and temporary files while your "
    "request is handled, and are then gone.",
)
Picture = Annotated[UploadFile, File(description="a picture of one person: JPEG, PNG, WebP, HEIC …")]
WishesForm = Annotated[Json[PhotoWishes], Form(description="PhotoWishes as JSON")]


@dataclass(frozen=True)
class _Done:
    made: Made
    filed: Filed
    notices: tuple[Text, ...]
    origin: Origin


@router.get("")
def read_offers(_me: Me, language: LanguageDep) -> PhotoOffers:
    """Sizes, backgrounds, suits and template people."""
    held = choices.wardrobe()
    return PhotoOffers(
        sizes=[_size(one, language) for one in choices.sizes()],
        backgrounds=[DyeView(**_choice(one, language), colour=_css(one.middle)) for one in choices.grounds()],
        cuts=[
            CutView(**_choice(one, language), worn_by=one.worn_by, takes_tie=one.gown.neckline == "tie")
            for one in held.cuts
        ],
        jackets=[_dye(one, language) for one in held.jackets],
        shirts=[_dye(one, language) for one in held.shirts],
        ties=[_dye(one, language) for one in held.ties],
        templates=[
            TemplateView(
                **_choice(one, language), worn_by=one.worn_by, picture_url=f"/api/photo/templates/{one.id}.jpg"
            )
            for one in templates.templates()
        ],
        template_warning=templates.WARNING.in_language(language),
        privacy=PRIVACY.in_language(language),
    )


@router.get("/templates/{template_id}.jpg", response_class=Response)
def read_template(template_id: str, _me: Me) -> Response:
    """A template person, who doesn't exist."""
    data = marked(encode_jpeg(templates.portrait_of(template_id), QUALITY))
    return Response(data, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})


@router.post("")
async def make(
    request: Request, picture: Picture, wishes: WishesForm, me: Me, services: ServicesDep, language: LanguageDep
) -> PhotoView:
    """The résumé photo of a picture. A newer request takes the place of one that waits (409). Nothing is kept."""
    PACE.take(me.id)
    async with NEWEST.turn(me.id, request):
        identity = signing_identity(services.options.identity_dir)
        return _view(await run_in_threadpool(_make, picture, wishes, identity, language), wishes, language)


@router.post("/sheet", response_class=Response)
async def make_sheet(
    request: Request, picture: Picture, wishes: WishesForm, me: Me, services: ServicesDep, language: LanguageDep
) -> Response:
    """A 4 × 6 inch sheet of the same photo, with marks where to cut, for printing at 300 dpi."""
    PACE.take(me.id)
    async with NEWEST.turn(f"{me.id} sheet", request):
        identity = signing_identity(services.options.identity_dir)
        data = await run_in_threadpool(_sheet, picture, wishes, identity, language)
    headers = {"Content-Disposition": f'attachment; filename="sheet.{wishes.suffix}"', "Cache-Control": "no-store"}
    return Response(data, media_type=_MIME[wishes.suffix], headers=headers)


def _make(picture: UploadFile, wishes: PhotoWishes, identity: Identity, language: Language) -> _Done:
    if wishes.template is not None and not wishes.warned:
        raise NotWarned
    brought = run_limited(read_photo, read_picture(picture), limits=PICTURE_LIMITS)
    image, origin = brought.image, OWN_HEAD
    if wishes.template is not None:
        image, origin = templates.put_on_template(image, wishes.template, wishes.clear_glasses), ON_TEMPLATE
    made = make_photo(image, _order(wishes))
    filed = file_photo(made.image, wishes.suffix, origin, identity, language, wishes.max_kb)
    return _Done(made, filed, brought.notices + made.notices, origin)


def _sheet(picture: UploadFile, wishes: PhotoWishes, identity: Identity, language: Language) -> bytes:
    done = _make(picture, wishes.model_copy(update={"max_kb": None}), identity, language)
    paper = print_sheet(done.made.image, done.made.size)
    return file_photo(paper, wishes.suffix, done.origin, identity, language).data


def _order(wishes: PhotoWishes) -> Order:
    suit = choices.Suit(**wishes.suit.model_dump()) if wishes.suit is not None else None
    return Order(wishes.size, wishes.background, suit, wishes.light, wishes.skin, wishes.clear_glasses)


def _view(done: _Done, wishes: PhotoWishes, language: Language) -> PhotoView:
    measures, size = done.made.measures, done.made.size
    return PhotoView(
        picture=_address(_MIME[wishes.suffix], done.filed.data),
        before=_address("image/jpeg", encode_jpeg(done.made.before, QUALITY)),
        suffix=wishes.suffix,
        width_px=size.pixels[0],
        height_px=size.pixels[1],
        size_bytes=len(done.filed.data),
        quality=done.filed.quality,
        head_mm=round(measures.head_mm, 1),
        top_mm=round(measures.top_mm, 1),
        eyes_mm=round(measures.eyes_mm, 1),
        labelled=done.origin.labelled,
        notices=[notice.in_language(language) for notice in done.notices],
    )


def _size(size: choices.Size, language: Language) -> SizeView:
    return SizeView(
        **_choice(size, language),
        width_mm=size.width,
        height_mm=size.height,
        width_px=size.pixels[0],
        height_px=size.pixels[1],
        head_mm=(size.head[0], size.head[2]),
        sheet_copies=copies(size),
        official=size.official,
        source=size.source.in_language(language),
    )


def _dye(dye: choices.Dye, language: Language) -> DyeView:
    return DyeView(**_choice(dye, language), colour=_css(dye.colour))


def _choice(one: choices.Named, language: Language) -> dict[str, str]:
    return {"id": one.id, "title": one.title.in_language(language)}


def _css(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in colour)


def _address(mime: str, data: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"
