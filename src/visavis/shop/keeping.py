"""Catalogues and their photos: begun, filled, asked for anew, deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.kit.clock import now
from visavis.kit.errors import Conflict, NotFound, VisavisError
from visavis.kit.ids import new_id
from visavis.kit.text import Language, Text
from visavis.media.image import encode_png
from visavis.media.values import RGB
from visavis.people.consent import NOT_NEEDED, Consent
from visavis.people.persons import Making, Origin
from visavis.shop.consent import WITHDRAWN, consent_of
from visavis.shop.places import (
    FOLDER,
    free_name,
    made_folder,
    model_key,
    original_key,
    painted_key,
    photo_folder,
)
from visavis.shop.refusing import require_declaration
from visavis.shop.tables import CATALOGUE_PREFIX, Catalogue, Photo
from visavis.shop.wishing import Change, Terms, Wish
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import blob_prefix, count_owned, find_owned

MOST_CATALOGUES = 100
MOST_PHOTOS = 1000
_MEASURED = ("faces", "face", "yaw_deg", "glasses_kept", "hidden_share", "skin_gap")
FIGURES = (*_MEASURED, "worn", "made_by", "face_code", "like_model")
"""Columns that tell of a result."""
_MADE = ("shown_revision", "patch_x", "patch_y", "seconds", "finished_at", "why_code", "why_ko", "why_en")
_OF_RESULT = (*FIGURES, *_MADE)


class CatalogueNotFound(NotFound):
    """There is no such catalogue, or it isn't yours."""


class PhotoNotFound(NotFound):
    """There is no such photo in this catalogue."""


class TooManyCatalogues(Conflict):
    """The account holds as many catalogues as it may."""


class TooManyPhotos(Conflict):
    """The catalogue holds as many photos as it may."""


class ConsentWithdrawn(Conflict):
    """The model's person has withdrawn consent."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="이 모델의 동의가 철회되었습니다. 다른 모델로 새 작업을 시작해 주세요.",
                en="The consent of this model was withdrawn. Start anew with another model.",
            )
        )


@dataclass(frozen=True)
class Model:
    """Whose face is to be put in: a kept person's id or a recipe, a name to show, the portrait (H, W, 3), and where it
    comes from."""

    portrait: RGB
    name: str
    origin: Origin
    making: Making | None = None
    person_id: str | None = None
    code: str | None = None
    is_real: bool = False


@dataclass(frozen=True)
class Attestation:
    """What was attested for a real model, and whether it was ``declared`` that the photos show dressed adults, in the
    language in which both were read."""

    consent: Consent | None
    attested: bool
    declared: bool
    language: Language


def begin(
    session: Session, blobs: Blobs, owner_id: str, name: str, model: Model, terms: Terms, attestation: Attestation
) -> Catalogue:
    """A new catalogue without photos. Raises ConsentMissing, DeclarationMissing and TooManyCatalogues."""
    kind, statement = consent_of(model.is_real, attestation.consent, attestation.attested)
    if count_owned(session, Catalogue, owner_id) >= MOST_CATALOGUES:
        raise TooManyCatalogues(
            Text(
                ko="상품 사진 작업은 {n}개까지 둘 수 있습니다. 끝난 작업을 지워 주세요.",
                en="You can keep {n} catalogues. Delete one that is finished.",
            ).fill(n=MOST_CATALOGUES)
        )
    catalogue_id, at = new_id(CATALOGUE_PREFIX), now()
    declared = require_declaration(attestation.declared, at, attestation.language, catalogue_id)
    row = Catalogue(
        id=catalogue_id,
        owner_id=owner_id,
        name=cleaned_title(name),
        folder=f"{blob_prefix(owner_id)}/{FOLDER}/{catalogue_id}",
        person_id=model.person_id,
        code=model.code,
        person_name=model.name[:60],
        origin=model.origin,
        making=None if model.making is None else asdict(model.making),
        consent=kind,
        consent_text=statement.in_language(attestation.language),
        attested_at=at,
        declaration=declared.statement,
        strength=terms.strength,
        glasses=terms.glasses,
        makeup=terms.finish.makeup,
        shares=asdict(terms.finish.shares),
        detail=terms.finish.detail,
        engine=terms.engine,
        detail_engine=terms.finish.detail_engine,
    )
    portrait = encode_png(model.portrait)
    blobs.put(model_key(row), portrait)
    row.made_bytes = len(portrait)
    session.add(row)
    session.flush()
    return row


def list_catalogues(session: Session, owner_id: str) -> list[Catalogue]:
    """The account's catalogues, the one changed last first."""
    mine = select(Catalogue).where(Catalogue.owner_id == owner_id)
    return list(session.scalars(mine.order_by(Catalogue.changed_at.desc(), Catalogue.id)))


def find_catalogue(session: Session, owner_id: str, catalogue_id: str) -> Catalogue:
    """Raises CatalogueNotFound unless it is the account's."""
    row = find_owned(session, Catalogue, owner_id, catalogue_id)
    if row is None:
        raise CatalogueNotFound(
            Text(
                ko="상품 사진 작업을 찾을 수 없습니다. 이미 지워졌을 수 있어요. 목록에서 다시 골라 주세요.",
                en="There is no such catalogue; it may have been deleted. Choose one from the list.",
            )
        )
    return row


def find_photo(session: Session, catalogue: Catalogue, photo_id: str) -> Photo:
    """Raises PhotoNotFound."""
    row = session.get(Photo, photo_id)
    if row is None or row.catalogue_id != catalogue.id:
        raise PhotoNotFound(
            Text(
                ko="사진을 찾을 수 없습니다. 이미 지워졌을 수 있어요.",
                en="There is no such photo; it may have been deleted.",
            )
        )
    return row


def change(session: Session, row: Catalogue, name: str | None, wished: Change) -> None:
    """Rename it, or wish otherwise of the photos that are still to be done; None leaves a thing as it is."""
    row.name = row.name if name is None else cleaned_title(name)
    for wish, value in asdict(wished).items():
        if value is not None:
            setattr(row, wish, value)
    touch(row)
    session.flush()


def remove(session: Session, blobs: Blobs, row: Catalogue) -> None:
    """Delete a catalogue with every photo and everything made of them, for good."""
    folder = row.folder
    session.delete(row)
    session.flush()  # before the blobs, so that a job that is writing one finds out (see jobs.keeping)
    blobs.delete_all(folder)


def add_photo(session: Session, blobs: Blobs, catalogue: Catalogue, name: str, data: bytes) -> Photo:
    """Keep a photo as it came, under its name or, where that is taken, one with a number. Raises TooManyPhotos."""
    row = _new_photo(session, catalogue, name, len(data))
    blobs.put(original_key(catalogue, row.id), data)
    catalogue.made_bytes += len(data)
    session.flush()
    return row


def note_refused(session: Session, catalogue: Catalogue, name: str, error: VisavisError) -> Photo:
    """Tell of a file that wasn't taken, so that the report speaks of each. Raises TooManyPhotos."""
    row = _new_photo(session, catalogue, name, 0)
    row.state, row.finished_at = "refused", now()
    row.why_code, row.why_ko, row.why_en = error.code, error.message.ko[:500], error.message.en[:500]
    session.flush()
    return row


def remove_photo(session: Session, blobs: Blobs, catalogue: Catalogue, row: Photo) -> None:
    """Delete a photo and everything made of it, for good."""
    catalogue.made_bytes -= row.held_bytes
    photo_id = row.id
    session.delete(row)
    touch(catalogue)
    session.flush()
    blobs.delete_all(photo_folder(catalogue, photo_id))


def ask_anew(
    session: Session,
    blobs: Blobs,
    catalogue: Catalogue,
    row: Photo,
    wish: Wish,
    painted: bytes | None,
) -> None:
    """Let a photo be done again with other wishes and painted areas (PNG).

    The present result stays until the new one is there. Raises ConsentWithdrawn.
    """
    require_model(catalogue)
    row.strength, row.glasses, row.wanted_face = wish.strength, wish.glasses, wish.face
    row.makeup, row.detail = wish.makeup, wish.detail
    row.engine, row.detail_engine = wish.engine, wish.detail_engine
    row.shares = None if wish.shares is None else asdict(wish.shares)
    key = painted_key(catalogue, row.id)
    row.painted = painted is not None
    if painted is None:
        blobs.delete(key)
    else:
        blobs.put(key, painted)
    row.state, row.tries, row.revision, row.accepted = "waiting", 0, row.revision + 1, False
    weigh_photo(blobs, catalogue, row)
    touch(catalogue)
    session.flush()


def withdraw_consent(session: Session, blobs: Blobs, owner_id: str, person_id: str) -> list[str]:
    """A real person withdraws: the model's picture and every result with that face go, in all of the account's
    catalogues. The photos as they came stay. Returns the ids of those catalogues."""
    theirs = (Catalogue.owner_id == owner_id, Catalogue.person_id == person_id, Catalogue.consent != NOT_NEEDED)
    found = list(session.scalars(select(Catalogue).where(*theirs)))
    for catalogue in found:
        catalogue.consent, catalogue.making = WITHDRAWN, None
        for photo in catalogue.photos:
            _forget_made(photo)
    session.flush()
    for catalogue in found:
        if blobs.exists(model_key(catalogue)):
            catalogue.made_bytes -= blobs.info(model_key(catalogue)).size_bytes
        blobs.delete(model_key(catalogue))
        for photo in catalogue.photos:
            blobs.delete_all(made_folder(catalogue, photo.id))
            weigh_photo(blobs, catalogue, photo)
    session.flush()
    return [catalogue.id for catalogue in found]


def require_model(catalogue: Catalogue) -> None:
    """Raises ConsentWithdrawn."""
    if catalogue.consent == WITHDRAWN:
        raise ConsentWithdrawn


def weigh_photo(blobs: Blobs, catalogue: Catalogue, row: Photo) -> None:
    """Note what the photo takes."""
    held = blobs.size_of(photo_folder(catalogue, row.id))
    catalogue.made_bytes += held - row.held_bytes
    row.held_bytes = held


def touch(catalogue: Catalogue) -> None:
    catalogue.changed_at = now()


def cleaned_title(name: str) -> str:
    """One line that fits its column; one without a name is shown by its date."""
    return "".join(c for c in " ".join(name.split()) if c.isprintable())[:60]


def _new_photo(session: Session, catalogue: Catalogue, name: str, size_bytes: int) -> Photo:
    names = set(session.scalars(select(Photo.name).where(Photo.catalogue_id == catalogue.id)))
    if len(names) >= MOST_PHOTOS:
        raise TooManyPhotos(
            Text(
                ko="한 작업에는 사진을 {n}장까지 넣을 수 있습니다. 나머지는 새 작업에 넣어 주세요.",
                en="One catalogue takes {n} photos. Put the others into a new one.",
            ).fill(n=MOST_PHOTOS)
        )
    last = session.scalar(select(func.max(Photo.number)).where(Photo.catalogue_id == catalogue.id)) or 0
    row = Photo(
        id=new_id("pho"),
        catalogue_id=catalogue.id,
        number=last + 1,
        name=free_name(name, names),
        size_bytes=size_bytes,
        held_bytes=size_bytes,
    )
    session.add(row)
    touch(catalogue)
    return row


def _forget_made(photo: Photo) -> None:
    for name in _OF_RESULT:
        setattr(photo, name, None)
    photo.state, photo.accepted, photo.tries = "waiting", False, 0
