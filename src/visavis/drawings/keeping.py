"""Saving drawings and opening them again. In a drawing's folder lie ``drawing.json`` and the pictures laid into it."""

from __future__ import annotations

import cv2
import numpy as np
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.drawings.document import Document
from visavis.drawings.rendering import Gray
from visavis.drawings.tables import ID_PREFIX, Drawing
from visavis.kit.clock import now
from visavis.kit.errors import Conflict, Failed, Invalid, NotFound
from visavis.kit.ids import new_id
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import blob_prefix, count_owned, find_owned

MOST_EACH = 200
MOST_PICTURES = 20


class DrawingNotFound(NotFound):
    """There is no such drawing, or it isn't yours."""


class TooManyDrawings(Conflict):
    """The account holds as many drawings as it may."""


class TooManyLaid(Conflict):
    """The drawing holds as many laid pictures as it may."""


class ChangedElsewhere(Conflict):
    """The drawing was saved from another window since it was opened here."""


class NoPictureLaid(Invalid):
    """The drawing speaks of a picture that it doesn't hold."""


class DrawingDamaged(Failed):
    """What was saved can't be read."""


def begin(session: Session, owner_id: str, name: str) -> Drawing:
    """A new drawing, with nothing in it yet. Raises TooManyDrawings."""
    if count_owned(session, Drawing, owner_id) >= MOST_EACH:
        raise TooManyDrawings(
            Text(
                ko="그림은 {n}장까지 저장할 수 있습니다. 필요 없는 그림을 지워 주세요.",
                en="You can keep {n} drawings. Delete one that you no longer need.",
            ).fill(n=MOST_EACH)
        )
    drawing_id = new_id(ID_PREFIX)
    folder = f"{blob_prefix(owner_id)}/drawings/{drawing_id}"
    row = Drawing(id=drawing_id, owner_id=owner_id, name=cleaned_name(name), folder=folder)
    session.add(row)
    session.flush()
    return row


def list_drawings(session: Session, owner_id: str) -> list[Drawing]:
    """The account's drawings, the one changed last first."""
    mine = select(Drawing).where(Drawing.owner_id == owner_id)
    return list(session.scalars(mine.order_by(Drawing.changed_at.desc(), Drawing.id)))


def find_drawing(session: Session, owner_id: str, drawing_id: str) -> Drawing:
    """Raises DrawingNotFound unless it is the account's."""
    row = find_owned(session, Drawing, owner_id, drawing_id)
    if row is None:
        raise DrawingNotFound(
            Text(
                ko="그림을 찾을 수 없습니다. 이미 지워졌을 수 있어요. 새 그림을 시작해 주세요.",
                en="There is no such drawing; it may have been deleted. Start a new one.",
            )
        )
    return row


def save(session: Session, blobs: Blobs, row: Drawing, document: Document, revision: int) -> None:
    """Keep what the drawing is now; ``revision`` is the one that it goes on from.

    Raises ChangedElsewhere, or NoPictureLaid when a picture isn't there that the drawing needs.
    """
    if revision != row.revision:
        raise ChangedElsewhere(
            Text(
                ko="이 그림이 다른 창에서 저장되었습니다. 그림을 다시 열면 그 그림에서 이어 그릴 수 있습니다.",
                en="This drawing was saved from another window. Open it again to go on from there.",
            )
        )
    if not all(blobs.exists(picture_key(row, picture)) for picture in document.pictures()):
        raise NoPictureLaid(
            Text(
                ko="그림에 넣은 사진이 서버에 없습니다. 사진을 다시 넣어 주세요.",
                en="A picture in the drawing isn't on the server. Bring it in again.",
            )
        )
    blobs.put(_document_key(row), document.model_dump_json().encode())
    row.revision += 1
    row.changed_at = now()
    weigh(blobs, row)
    session.flush()


def read(blobs: Blobs, row: Drawing) -> Document:
    """What was saved last; an empty one where nothing was. Raises DrawingDamaged."""
    if row.revision == 0:
        return Document()
    try:
        return Document.model_validate_json(blobs.get(_document_key(row)))
    except (ValidationError, NotFound) as error:
        raise DrawingDamaged(
            Text(
                ko="저장된 그림을 읽을 수 없습니다. 관리자에게 알려 주세요.",
                en="The saved drawing can't be read. Please tell your administrator.",
            )
        ) from error


def rename(session: Session, row: Drawing, name: str) -> None:
    row.name = cleaned_name(name)
    session.flush()


def remove(session: Session, blobs: Blobs, row: Drawing) -> None:
    """Delete a drawing with everything in it, for good."""
    session.delete(row)
    session.flush()
    blobs.delete_all(row.folder)


def lay_in(session: Session, blobs: Blobs, row: Drawing, lines: Gray) -> str:
    """Keep a picture of lines (H, W) that is to be laid into the drawing; returns its id. Raises TooManyLaid.

    What was laid in and undone again goes when its place is needed.
    """
    held = _held(blobs, row)
    if len(held) >= MOST_PICTURES:
        _drop_unused(blobs, row, held)
        if len(_held(blobs, row)) >= MOST_PICTURES:
            raise TooManyLaid(
                Text(
                    ko="한 그림에는 사진을 {n}장까지 넣을 수 있습니다. 새 그림을 시작해 주세요.",
                    en="One drawing takes {n} pictures. Start a new one.",
                ).fill(n=MOST_PICTURES)
            )
    picture_id = new_id("pic")
    blobs.put(picture_key(row, picture_id), encode(lines))
    weigh(blobs, row)
    session.flush()
    return picture_id


def note_consent(session: Session, row: Drawing, consent: str, statement: str) -> None:
    """Note what was attested of the person in a photo that went into the drawing; it stays for good."""
    row.consent, row.consent_text = consent, statement
    session.flush()


def laid_picture(blobs: Blobs, row: Drawing, picture_id: str) -> Gray:
    """A picture that was laid in, (H, W). Raises BlobNotFound."""
    data = np.frombuffer(blobs.get(picture_key(row, picture_id)), np.uint8)
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def picture_key(row: Drawing, picture_id: str) -> str:
    return f"{row.folder}/{picture_id}.png"


def weigh(blobs: Blobs, row: Drawing) -> None:
    """Note what the drawing takes."""
    row.made_bytes = blobs.size_of(row.folder)


def encode(lines: Gray) -> bytes:
    """PNG bytes of (H, W)."""
    _, data = cv2.imencode(".png", lines)
    return bytes(data.tobytes())


def cleaned_name(name: str) -> str:
    """One line that fits its column; a drawing without a name is shown by its date."""
    return "".join(c for c in " ".join(name.split()) if c.isprintable())[:60]


def _document_key(row: Drawing) -> str:
    return f"{row.folder}/drawing.json"


def _held(blobs: Blobs, row: Drawing) -> list[str]:
    names = (key.rsplit("/", 1)[1] for key in blobs.keys(row.folder))
    return [name.removesuffix(".png") for name in names if name.endswith(".png")]


def _drop_unused(blobs: Blobs, row: Drawing, held: list[str]) -> None:
    needed = read(blobs, row).pictures()
    for picture_id in held:
        if picture_id not in needed:
            blobs.delete(picture_key(row, picture_id))
