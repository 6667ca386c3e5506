"""Catalogues of product photos with a virtual model: begun, estimated, run, changed, deleted, withdrawn."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from visavis.api.codes import Codes, CodesDep
from visavis.api.engines import MadeByView
from visavis.api.gallery import HEAVY, Code
from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.jobs import JobView, present_job
from visavis.api.services import Services
from visavis.api.shop_consent import withdraw
from visavis.api.shop_wishes import MakeupShares, WishedOfAll, WishedOtherwise
from visavis.jobs.reasons import offered_engines
from visavis.kit.errors import Invalid, Refused
from visavis.kit.text import Language, Text
from visavis.people import persons
from visavis.people.consent import Consent
from visavis.people.naming import suggest_name
from visavis.shop import keeping, places, queueing
from visavis.shop.consent import WITHDRAWN
from visavis.shop.consistency import Compared, compare
from visavis.shop.replacing import read_model
from visavis.shop.report import makers_of
from visavis.shop.rights import model_of_code
from visavis.shop.tables import Catalogue, Glasses, Photo, PhotoState
from visavis.shop.wishing import Terms, ready_here, require_engines

router = APIRouter(prefix="/shop", tags=["shop"])
Name = Annotated[str, Field(max_length=200)]
Step = Literal["face", "detail", "makeup"]


class ProductPhotoView(BaseModel):
    """A product photo and what became of it. Pictures have addresses once there is something to show."""

    id: str
    number: int
    name: str
    state: PhotoState
    why: str | None = Field(description="why it was left as it is, in the user's language")
    why_code: str | None
    width_px: int | None
    height_px: int | None
    faces: int | None = Field(description="how many were found")
    face: int | None = Field(description="which was replaced, 1 = leftmost")
    yaw_deg: float | None
    glasses_kept: bool | None
    hidden_share: float | None
    worn: str | None = Field(description="the make-up of the result")
    made_by: dict[Step, MadeByView] = Field(description="who made the face, the detail and the make-up of the result")
    like_model: float | None = Field(description="how alike the new face is to the model's portrait, at most 1")
    like_others: float | None = Field(description="the same, on average, to those of the set's other photos")
    outlier: bool | None = Field(description="whether it stands out in the set; null: nobody can say")
    seconds: float | None
    strength: float | None = Field(description="wished of this photo alone; null: as of the catalogue")
    glasses: Glasses | None
    makeup: str | None
    shares: MakeupShares | None
    detail: float | None
    engine: str | None
    detail_engine: str | None
    wanted_face: int | None
    accepted: bool
    has_result: bool
    small_url: str | None
    before_url: str | None
    after_url: str | None
    area_url: str | None = Field(description="a tint where the photo is new")
    painted_url: str | None = Field(description="what was painted: green to add, red to remove")


class CatalogueView(BaseModel):
    """Product photos that are to show one model."""

    id: str
    name: str
    person_id: str | None
    person_name: str
    model_url: str | None = Field(description="null once the model's person has withdrawn")
    consent: str = Field(description="own_face | permission | not_needed | withdrawn")
    consent_text: str
    declaration: str = Field(description="what was declared of the photos, word for word")
    attested_at: datetime
    strength: float
    glasses: Glasses
    makeup: str
    shares: MakeupShares
    detail: float
    engine: str | None = Field(description="which replaces the faces; null: the one that serves")
    detail_engine: str | None
    counts: dict[PhotoState, int]
    accepted: int
    seconds_each: float | None = Field(description="what the last photos took on this machine; null before the first")
    estimate_s: float | None = Field(description="for what still waits")
    cover_url: str | None
    job: JobView | None = Field(description="the last run")
    created_at: datetime
    changed_at: datetime


class OpenCatalogue(CatalogueView):
    consistency: float | None = Field(
        description="how alike the faces of the results are on average: 1 the very same, about .8 one model in many "
        "photos, 0 different people; null with fewer than two"
    )
    photos: list[ProductPhotoView]


class NewCatalogue(WishedOfAll):
    """``person_id``: one of the cast or an own person; else ``code``: a face of the gallery."""

    name: Name = ""
    person_id: Annotated[str | None, Field(max_length=40)] = None
    code: Code | None = None
    consent: Consent | None = Field(default=None, description="for a real person, as is the attestation")
    attestation: bool = False
    declared: bool = Field(default=False, description="what GET /shop/declaration says of the photos to come")


class CatalogueChange(WishedOtherwise):
    name: Name | None = None


class ModelMissing(Invalid):
    """No model was chosen."""


class MakeThemFirst(Refused):
    """A face that was found from a photo serves only as a person who was made of it."""


def catalogue_of(catalogue_id: str, me: Me, session: SessionDep) -> Catalogue:
    return keeping.find_catalogue(session, me.id, catalogue_id)


ACatalogue = Annotated[Catalogue, Depends(catalogue_of, scope="function")]


@router.get("/catalogues")
def list_catalogues(me: Me, session: SessionDep, services: ServicesDep, language: LanguageDep) -> list[CatalogueView]:
    """One's catalogues, the one changed last first."""
    return [present(session, services, row, language) for row in keeping.list_catalogues(session, me.id)]


@router.post("/catalogues", status_code=201)
def begin(
    asked: NewCatalogue, me: Me, codes: CodesDep, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> OpenCatalogue:
    """Choose a model. A real person's face needs the consent to this use, every set the declaration of its photos."""
    HEAVY.take(me.id)
    require_engines(asked.engine, asked.detail_engine, offered_engines(session))
    if asked.person_id is not None:
        model = _of_person(asked.person_id, me.id, services, language)
    elif asked.code is not None:
        model = _of_code(asked.code, codes, language)
    else:
        raise ModelMissing(Text(ko="모델을 골라 주세요.", en="Choose a model."))
    read_model(model.portrait, ready_here(asked.engine))  # says what is wrong with the portrait before any photo comes
    terms = Terms(asked.strength, asked.glasses, asked.finish(), asked.engine)
    attestation = keeping.Attestation(asked.consent, asked.attestation, asked.declared, language)
    row = keeping.begin(session, services.blobs, me.id, asked.name, model, terms, attestation)
    return present_open(session, services, row, language)


@router.get("/catalogues/{catalogue_id}")
def read(row: ACatalogue, session: SessionDep, services: ServicesDep, language: LanguageDep) -> OpenCatalogue:
    """The catalogue with its photos."""
    return present_open(session, services, row, language)


@router.patch("/catalogues/{catalogue_id}")
def change(
    asked: CatalogueChange, row: ACatalogue, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> OpenCatalogue:
    """Rename it, or wish otherwise of the photos that are still to be done."""
    require_engines(asked.engine, asked.detail_engine, offered_engines(session))
    keeping.change(session, row, asked.name, asked.change())
    return present_open(session, services, row, language)


@router.delete("/catalogues/{catalogue_id}", status_code=204)
def delete(row: ACatalogue, session: SessionDep, services: ServicesDep) -> None:
    """Delete it with every photo and result, for good."""
    queueing.cancel(session, services.jobs, row.id)
    keeping.remove(session, services.blobs, row)


@router.post("/catalogues/{catalogue_id}/start", status_code=202)
def start(row: ACatalogue, session: SessionDep, services: ServicesDep, language: LanguageDep) -> JobView:
    """Do every photo that waits; while a run is under way, that one is handed back. Stop it under /jobs."""
    return present_job(services, queueing.enqueue(session, services.jobs, row), language)


@router.post("/catalogues/{catalogue_id}/withdraw", status_code=204)
def withdraw_consent(row: ACatalogue, me: Me, session: SessionDep, services: ServicesDep) -> None:
    """The model's person withdraws consent: everything with that face goes, in all of one's catalogues."""
    if row.person_id is not None:
        withdraw(session, services, me.id, row.person_id)


@router.get("/catalogues/{catalogue_id}/model.png", response_class=Response)
def read_model_picture(row: ACatalogue, services: ServicesDep) -> Response:
    """The model's portrait; 404 once consent is withdrawn."""
    return Response(services.blobs.get(places.model_key(row)), media_type="image/png", headers=_CACHED)


_CACHED = {"Cache-Control": "private, max-age=3600"}


def present(session: Session, services: Services, row: Catalogue, language: Language) -> CatalogueView:
    counts = Counter(photo.state for photo in row.photos)
    each = queueing.seconds_each(session)
    job = queueing.last_run(session, row.id)
    waiting = counts["waiting"] + counts["working"]
    withdrawn = row.consent == WITHDRAWN
    states: tuple[PhotoState, ...] = ("waiting", "working", "done", "refused")
    return CatalogueView(
        id=row.id,
        name=row.name,
        person_id=row.person_id,
        person_name=row.person_name,
        model_url=None if withdrawn else f"/api/shop/catalogues/{row.id}/model.png",
        consent=row.consent,
        consent_text=row.consent_text,
        declaration=row.declaration,
        attested_at=row.attested_at,
        strength=row.strength,
        glasses=cast(Glasses, row.glasses),
        makeup=row.makeup,
        shares=MakeupShares(**row.shares),
        detail=row.detail,
        engine=row.engine,
        detail_engine=row.detail_engine,
        counts={state: counts[state] for state in states},
        accepted=sum(photo.accepted for photo in row.photos),
        seconds_each=each,
        estimate_s=None if each is None else each * waiting,
        cover_url=next((url for photo in row.photos if (url := _shown(photo, "small.jpg"))), None),
        job=present_job(services, job, language) if job else None,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def present_open(session: Session, services: Services, row: Catalogue, language: Language) -> OpenCatalogue:
    compared = compare(row.photos)
    photos = [present_photo(photo, compared, language) for photo in row.photos]
    told = present(session, services, row, language).model_dump()
    return OpenCatalogue(**told, consistency=compared.figure, photos=photos)


def present_photo(row: Photo, compared: Compared, language: Language) -> ProductPhotoView:
    has_result, standing = row.patch_x is not None, compared.of(row)
    told = ("id", "number", "name", "state", "why_code", "width_px", "height_px", "faces", "face", "yaw_deg")
    more = ("glasses_kept", "hidden_share", "worn", "like_model", "seconds", "strength", "glasses", "makeup", "detail")
    rest = ("engine", "detail_engine", "wanted_face", "accepted")
    return ProductPhotoView(
        **{name: getattr(row, name) for name in (*told, *more, *rest)},
        made_by={cast(Step, step): MadeByView.of(maker) for step, maker in makers_of(row).items()},
        shares=None if row.shares is None else MakeupShares(**row.shares),
        like_others=standing.like_others,
        outlier=standing.outlier,
        why=row.why_ko if language == "ko" else row.why_en,
        has_result=has_result,
        small_url=_shown(row, "small.jpg"),
        before_url=_shown(row, "before.jpg"),
        after_url=_shown(row, "after.jpg") if has_result else None,
        area_url=_shown(row, "area.png") if has_result else None,
        painted_url=_address(row, "painted.png", row.revision) if row.painted else None,
    )


def _shown(row: Photo, name: str) -> str | None:
    return None if row.shown_revision is None else _address(row, name, row.shown_revision)


def _address(row: Photo, name: str, revision: int) -> str:
    return f"/api/shop/catalogues/{row.catalogue_id}/photos/{row.id}/{name}?revision={revision}"


def _of_person(person_id: str, owner_id: str, services: Services, language: Language) -> keeping.Model:
    # in a transaction of its own: the portrait is looked at before the route's begins
    with services.database.reading() as session:
        person = persons.find_person(session, owner_id, person_id)
    portrait = persons.portrait_of(person, services.blobs)
    is_real = person.origin in ("portrait", "photo") or person.attested is not None
    name, made = person.name.in_language(language), person.making
    return keeping.Model(portrait, name, person.origin, made, person_id=person.id, is_real=is_real)


def _of_code(code: str, codes: Codes, language: Language) -> keeping.Model:
    recipe = codes.read(code)
    if recipe.is_from_photo:
        raise MakeThemFirst(
            Text(
                ko="사진에서 찾은 얼굴은 갤러리에서 인물로 만든 뒤 모델로 쓸 수 있습니다.",
                en="A face found from a photo can be a model once you have made it a person in the gallery.",
            )
        )
    model = model_of_code(recipe)
    name = suggest_name(recipe).in_language(language)
    return keeping.Model(model.portrait, name, model.origin, model.making, code=str(recipe))
