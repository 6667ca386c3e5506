"""Bringing pictures and taking them back."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.datasets.consent import TrainingConsent, require_attestation
from visavis.datasets.tables import BroughtPicture, Collaborator
from visavis.kit.errors import Conflict, Invalid, NotFound, Refused, Unavailable
from visavis.kit.ids import new_id
from visavis.kit.text import Language, Text
from visavis.media.image import FORMATS, decode_image
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.locking import alone
from visavis.storage.ownership import count_owned

ROOT = "shared/datasets/uploads"
MOST_EACH = 20_000
FREE_BYTES = 2**30
_SUFFIXES = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "BMP": "bmp",
    "TIFF": "tif",
    "GIF": "gif",
    "HEIF": "heic",
}


class TermsMissing(Invalid):
    """Licence or origin isn't stated."""


class PictureKnown(Conflict):
    """The very same file was brought before."""


class PictureNotFound(NotFound):
    """There is no such picture, or it isn't yours."""


class TooManyPictures(Refused):
    """One account has brought as many pictures as it may."""


class NoRoomForPictures(Unavailable):
    """The server's disk is nearly full."""


@dataclass(frozen=True)
class Look:
    """What a file is by its content."""

    mime: str
    width_px: int
    height_px: int


@dataclass(frozen=True)
class Terms:
    """What the bringer states of a picture."""

    licence: str
    origin: str
    consent: TrainingConsent
    attested: bool


def look_at(data: bytes) -> Look:
    """Decode a picture wholly, whatever its name says. Raises EmptyFile, NotAPicture, TooHeavy.

    For a child process (media.sandbox): these are strangers' files.
    """
    image = decode_image(data)
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        suffix = _SUFFIXES[str(opened.format)]
    return Look(f"image/{'jpeg' if suffix == 'jpg' else 'tiff' if suffix == 'tif' else suffix}", *image.shape[1::-1])


def is_collaborator(session: Session, account_id: str) -> bool:
    return session.get(Collaborator, account_id) is not None


def admit(session: Session, account_id: str) -> None:
    """Let an account bring pictures."""
    if not is_collaborator(session, account_id):
        session.add(Collaborator(owner_id=account_id))
        session.flush()


def dismiss(session: Session, account_id: str) -> None:
    """Let it bring no more; what it brought stays until somebody deletes it."""
    found = session.get(Collaborator, account_id)
    if found is not None:
        session.delete(found)


def list_collaborators(session: Session) -> list[Collaborator]:
    return list(session.scalars(select(Collaborator).order_by(Collaborator.created_at)))


def add_picture(
    session: Session, blobs: Blobs, owner_id: str, name: str, data: bytes, look: Look, terms: Terms, language: Language
) -> BroughtPicture:
    """Keep a picture that was looked at, with its terms.

    Raises TrainingConsentMissing, TermsMissing, PictureKnown, TooManyPictures, NoRoomForPictures.
    """
    statement = require_attestation(terms.consent, terms.attested)
    licence, origin = _stated(terms.licence, 100), _stated(terms.origin, 300)
    digest = hashlib.sha256(data).hexdigest()
    _require_new(session, digest)
    _require_room(session, blobs, owner_id)
    row = BroughtPicture(
        id=new_id("pic"),
        owner_id=owner_id,
        file_name=_file_name(name),
        sha256=digest,
        mime=look.mime,
        size_bytes=len(data),
        width_px=look.width_px,
        height_px=look.height_px,
        licence=licence,
        origin=origin,
        consent=terms.consent,
        consent_text=statement.in_language(language),
    )
    blobs.put(key_of(row), data)
    session.add(row)
    session.flush()
    return row


def list_pictures(session: Session, owner_id: str | None, most: int) -> tuple[list[BroughtPicture], int]:
    """The newest pictures of an account, or of all (None), and how many there are."""
    chosen = select(BroughtPicture)
    if owner_id is not None:
        chosen = chosen.where(BroughtPicture.owner_id == owner_id)
    total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    newest = chosen.order_by(BroughtPicture.created_at.desc(), BroughtPicture.id).limit(most)
    return list(session.scalars(newest)), total


def find_picture(session: Session, picture_id: str, owner_id: str | None) -> BroughtPicture:
    """Raises PictureNotFound unless it is the account's (None: anybody's)."""
    row = session.get(BroughtPicture, picture_id)
    if row is None or owner_id not in (None, row.owner_id):
        raise PictureNotFound(
            Text(ko="사진을 찾을 수 없습니다. 이미 지워졌을 수 있어요.", en="There is no such picture; it may be gone.")
        )
    return row


def remove_picture(session: Session, blobs: Blobs, row: BroughtPicture) -> None:
    """Delete a picture for good; it leaves the dataset with the next run."""
    session.delete(row)
    session.flush()
    blobs.delete(key_of(row))


def remove_pictures_of(session: Session, blobs: Blobs, owner_id: str) -> int:
    """Delete every picture that an account brought; returns how many went."""
    rows = list(session.scalars(select(BroughtPicture).where(BroughtPicture.owner_id == owner_id)))
    for row in rows:
        remove_picture(session, blobs, row)
    return len(rows)


def key_of(row: BroughtPicture) -> str:
    return f"{ROOT}/{file_of(row)}"


def file_of(row: BroughtPicture) -> str:
    """The picture's name in the dataset's source: never the one it came with."""
    suffix = row.mime.removeprefix("image/").replace("jpeg", "jpg").replace("tiff", "tif")
    return f"{row.id}.{suffix}"


def sweep_pictures(database: Database, blobs: Blobs) -> int:
    """Delete the files of pictures whose rows are gone, as when an account was deleted; returns how many went."""
    there = blobs.keys(ROOT)
    # It waits for whoever has kept a picture but not yet committed its row.
    with database.after_writers() as session:
        kept = {key_of(row) for row in session.scalars(select(BroughtPicture))}
    left = [key for key in there if key not in kept]
    for key in left:
        blobs.delete(key)
    return len(left)


def _require_new(session: Session, digest: str) -> None:
    alone(session, f"picture {digest}")
    known = session.scalar(select(BroughtPicture).where(BroughtPicture.sha256 == digest))
    if known is not None:
        raise PictureKnown(
            Text(ko="같은 파일이 이미 있습니다({n}).", en="This very file is there already ({n}).").fill(
                n=known.file_name
            )
        )


def _require_room(session: Session, blobs: Blobs, owner_id: str) -> None:
    if count_owned(session, BroughtPicture, owner_id) >= MOST_EACH:
        raise TooManyPictures(
            Text(
                ko="한 계정은 사진을 {n}장까지 올릴 수 있습니다. 필요 없는 사진을 지워 주세요.",
                en="One account can bring {n} pictures. Delete some that aren't needed.",
            ).fill(n=MOST_EACH)
        )
    free = blobs.free_bytes()
    if free is not None and free < FREE_BYTES:
        raise NoRoomForPictures(
            Text(
                ko="서버의 디스크가 거의 가득 찼습니다. 관리자에게 알려 주세요.",
                en="The server's disk is nearly full. Please tell your administrator.",
            )
        )


def _stated(text: str, most: int) -> str:
    cleaned = " ".join(text.split())
    if not 1 <= len(cleaned) <= most or not cleaned.isprintable():
        raise TermsMissing(
            Text(
                ko="이용 조건(라이선스)과 출처를 적어 주세요. 예: CC0-1.0, 직접 촬영.",
                en="State the licence and the origin, for example CC0-1.0, taken by myself.",
            )
        )
    return cleaned


def _file_name(name: str) -> str:
    """The last part of the name that came with the file, for people to recognise it by."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable())[:200] or "picture"
