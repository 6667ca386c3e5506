"""Pictures for training: collaborators bring them, the data line makes a dataset of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from visavis.accounts.membership import find_by_login
from visavis.accounts.tables import Account
from visavis.api.identity import Admin, LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.jobs import JobView, present_job
from visavis.api.media import send_blob
from visavis.api.uploads import too_large
from visavis.datasets import ingesting, pictures, results
from visavis.datasets.consent import STATEMENTS, TrainingConsent
from visavis.datasets.results import FileName, SourceName
from visavis.datasets.tables import BroughtPicture
from visavis.kit.errors import Refused
from visavis.kit.text import Language, Text
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited

router = APIRouter(prefix="/datasets", tags=["datasets"])
PICTURE_BYTES = 30 * 2**20
PICTURE_LIMITS = Limits(memory_mb=2048, cpu_s=20, wall_s=30.0)
SHOWN_PICTURES = 200
SHOWN_REJECTIONS = 500
_TYPES: dict[FileName, str] = {
    "manifest.json": "application/json",
    "manifest.jsonl": "application/jsonl",
    "rejected.csv": "text/csv; charset=utf-8",
}


class CollaboratorsOnly(Refused):
    """Only administrators and invited collaborators may do this."""


class PictureView(BaseModel):
    """A picture that somebody brought."""

    id: str
    file_name: str
    width_px: int
    height_px: int
    size_bytes: int
    licence: str
    origin: str
    consent: TrainingConsent
    created_at: datetime


class PicturesView(BaseModel):
    """The newest pictures: one's own, or everybody's for an administrator."""

    total: int
    newest: list[PictureView]


class TrainingConsentView(BaseModel):
    consent: TrainingConsent
    statement: str = Field(description="what the bringer attests, word for word")


class RejectionView(BaseModel):
    file: str = Field(description="the name that the file came with")
    code: str
    reason: str


class ResultView(BaseModel):
    """What became of a source: its last run, and the dataset there is."""

    source: SourceName
    job: JobView | None = Field(description="the last run")
    own_job: bool = Field(description="whether its progress may be followed under /jobs")
    version: int | None
    counts: dict[str, Any] = Field(description="see docs/datasets.md")
    rejected: list[RejectionView]


class CollaboratorView(BaseModel):
    id: str
    login: str
    display_name: str


class Admitted(BaseModel):
    login: str = Field(max_length=64)


def get_contributor(me: Me, services: ServicesDep) -> Account:
    """Checked in a transaction of its own: a picture is decoded before the route's begins."""
    with services.database.reading() as session:
        if not (me.is_admin or pictures.is_collaborator(session, me.id)):
            raise CollaboratorsOnly(
                Text(
                    ko="관리자와 초대받은 협력자만 쓸 수 있습니다. 관리자에게 요청해 주세요.",
                    en="This is for administrators and invited collaborators. Please ask your administrator.",
                )
            )
    return me


Contributor = Annotated[Account, Depends(get_contributor)]


def _whose(me: Account) -> str | None:
    """Whose pictures the account may handle: its own, or anybody's (None)."""
    return None if me.is_admin else me.id


@router.get("/consent-statements")
def list_training_statements(_me: Contributor, language: LanguageDep) -> list[TrainingConsentView]:
    """What has to be attested before a picture is taken."""
    return [
        TrainingConsentView(consent=kind, statement=text.in_language(language)) for kind, text in STATEMENTS.items()
    ]


@router.get("/pictures")
def list_brought(me: Contributor, session: SessionDep) -> PicturesView:
    """The newest pictures."""
    newest, total = pictures.list_pictures(session, _whose(me), SHOWN_PICTURES)
    return PicturesView(total=total, newest=[_present(row) for row in newest])


@router.post("/pictures", status_code=201)
def bring(
    picture: Annotated[UploadFile, File()],
    consent: Annotated[TrainingConsent, Form()],
    attestation: Annotated[bool, Form()],
    me: Contributor,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
    licence: Annotated[str, Form(max_length=200)] = "",
    origin: Annotated[str, Form(max_length=600)] = "",
) -> PictureView:
    """Take one picture; what isn't a picture by its content is refused with the reason."""
    data = picture.file.read(PICTURE_BYTES + 1)
    if len(data) > PICTURE_BYTES:
        raise too_large(PICTURE_BYTES)
    look = run_limited(pictures.look_at, data, limits=PICTURE_LIMITS)
    terms = pictures.Terms(licence, origin, consent, attestation)
    name = picture.filename or ""
    return _present(pictures.add_picture(session, services.blobs, me.id, name, data, look, terms, language))


@router.get("/pictures/{picture_id}/file", response_class=Response)
def read_brought(
    request: Request, picture_id: str, me: Contributor, session: SessionDep, services: ServicesDep
) -> Response:
    """The picture as it was brought."""
    row = pictures.find_picture(session, picture_id, _whose(me))
    return send_blob(request, services.blobs, pictures.key_of(row), row.mime)


@router.delete("/pictures/{picture_id}", status_code=204)
def take_back(picture_id: str, me: Contributor, session: SessionDep, services: ServicesDep) -> None:
    """Delete a picture; a dataset that may hold it is made anew without it."""
    row = pictures.find_picture(session, picture_id, _whose(me))
    pictures.remove_picture(session, services.blobs, row)
    if ingesting.last_run(session, "uploads") is not None:
        ingesting.enqueue(session, services.jobs, "uploads", me.id)


@router.post("/results/{source}", status_code=202)
def ingest_now(
    source: SourceName, me: Contributor, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> JobView:
    """Bring the dataset up to date now; while a run is under way, that one is handed back."""
    return present_job(services, ingesting.enqueue(session, services.jobs, source, me.id), language)


@router.get("/results/{source}")
def read_result(
    source: SourceName, me: Contributor, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> ResultView:
    """The last run, the dataset's counts, and the rejected files with reasons."""
    found = results.read_result(services.blobs, source, SHOWN_REJECTIONS)
    job = ingesting.last_run(session, source)
    return ResultView(
        source=source,
        job=present_job(services, job, language) if job else None,
        own_job=job is not None and job.owner_id == me.id,
        version=found.version if found else None,
        counts=found.counts if found else {},
        rejected=_present_rejected(session, found, language) if found else [],
    )


@router.get("/results/{source}/{file}", response_class=Response)
def download_result(
    request: Request, source: SourceName, file: FileName, _me: Contributor, services: ServicesDep
) -> Response:
    """manifest.json, manifest.jsonl or rejected.csv."""
    key = results.result_key(source, file)
    return send_blob(request, services.blobs, key, _TYPES[file], download_as=file, cache="no-cache")


@router.get("/collaborators")
def list_collaborators(_admin: Admin, session: SessionDep) -> list[CollaboratorView]:
    """Who may bring pictures besides the administrators."""
    accounts = (session.get(Account, one.owner_id) for one in pictures.list_collaborators(session))
    return [_present_account(account) for account in accounts if account is not None]


@router.post("/collaborators", status_code=201)
def admit(asked: Admitted, _admin: Admin, session: SessionDep) -> CollaboratorView:
    """Let somebody who has joined bring pictures."""
    account = find_by_login(session, asked.login)
    pictures.admit(session, account.id)
    return _present_account(account)


@router.delete("/collaborators/{account_id}", status_code=204)
def dismiss(account_id: str, _admin: Admin, session: SessionDep) -> None:
    """Let somebody bring no more pictures; what was brought stays."""
    pictures.dismiss(session, account_id)


def _present(row: BroughtPicture) -> PictureView:
    return PictureView.model_validate(row, from_attributes=True)


def _present_account(account: Account) -> CollaboratorView:
    return CollaboratorView(id=account.id, login=account.login or "", display_name=account.display_name)


def _present_rejected(session: Session, found: results.Result, language: Language) -> list[RejectionView]:
    views = []
    for one in found.rejected:
        row = session.get(BroughtPicture, one.file.split(".")[0])
        reason = Text(ko=one.reason_ko, en=one.reason_en).in_language(language)
        views.append(RejectionView(file=row.file_name if row else one.file, code=one.code, reason=reason))
    return views
