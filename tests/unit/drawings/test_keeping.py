"""Drawings are saved, opened, renamed, deleted; and go with the account."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from sqlalchemy.orm import Session

from visavis.accounts.membership import make_guest
from visavis.accounts.moving import erase_account
from visavis.api.services import Services
from visavis.drawings import keeping
from visavis.drawings.document import Document, Laid, Stroke, Wishes
from visavis.drawings.tables import Drawing
from visavis.interview.leftovers import sweep_orphans
from visavis.interview.recording.room import taken_bytes
from visavis.storage.blobs import BlobNotFound

LINES = np.tile(np.arange(0, 250, 10, dtype=np.uint8), (25, 1))
MARKS = Document(
    marks=[Stroke(tool="brush", size=4, points=[1, 2, 0.5, 0, 9, 9, 0.5, 20])], wishes=Wishes(t=0.25, k=3, hair="red")
)


@pytest.fixture
def session(services: Services) -> Iterator[Session]:
    with services.database.transaction() as session:
        yield session


@pytest.fixture
def drawing(session: Session) -> Drawing:
    return keeping.begin(session, "acc_mina", "  My \n first\x00 face ")


def test_a_new_drawing_is_empty_and_has_a_clean_name(services: Services, drawing: Drawing) -> None:
    assert drawing.name == "My first face"
    assert keeping.read(services.blobs, drawing) == Document()


def test_what_was_saved_is_read_again(services: Services, session: Session, drawing: Drawing) -> None:
    keeping.save(session, services.blobs, drawing, MARKS, 0)
    assert keeping.read(services.blobs, drawing) == MARKS
    assert drawing.revision == 1
    assert taken_bytes(session, "acc_mina") == drawing.made_bytes > 0


def test_a_second_window_does_not_save_over_the_first(services: Services, session: Session, drawing: Drawing) -> None:
    keeping.save(session, services.blobs, drawing, MARKS, 0)
    with pytest.raises(keeping.ChangedElsewhere):
        keeping.save(session, services.blobs, drawing, Document(), 0)
    assert keeping.read(services.blobs, drawing) == MARKS


def test_others_do_not_find_it(session: Session, drawing: Drawing) -> None:
    assert keeping.find_drawing(session, "acc_mina", drawing.id) is drawing
    with pytest.raises(keeping.DrawingNotFound):
        keeping.find_drawing(session, "acc_jun", drawing.id)
    assert keeping.list_drawings(session, "acc_jun") == []


def test_the_one_changed_last_comes_first(services: Services, session: Session, drawing: Drawing) -> None:
    later = keeping.begin(session, "acc_mina", "later")
    assert keeping.list_drawings(session, "acc_mina")[0] is later
    keeping.save(session, services.blobs, drawing, MARKS, 0)
    assert keeping.list_drawings(session, "acc_mina")[0] is drawing


def test_a_laid_picture_is_kept_and_needed(services: Services, session: Session, drawing: Drawing) -> None:
    picture = keeping.lay_in(session, services.blobs, drawing, LINES)
    np.testing.assert_array_equal(keeping.laid_picture(services.blobs, drawing, picture), LINES)
    keeping.save(session, services.blobs, drawing, Document(marks=[Laid(picture=picture)]), 0)
    missing = Document(marks=[Laid(picture="pic_23456789abcdefghjkmnpqrs")])
    with pytest.raises(keeping.NoPictureLaid):
        keeping.save(session, services.blobs, drawing, missing, 1)


def test_unused_pictures_make_room_but_used_ones_stay(
    services: Services, session: Session, drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_PICTURES", 2)
    used, unused = (keeping.lay_in(session, services.blobs, drawing, LINES) for _ in range(2))
    keeping.save(session, services.blobs, drawing, Document(marks=[Laid(picture=used)]), 0)
    third = keeping.lay_in(session, services.blobs, drawing, LINES)
    with pytest.raises(BlobNotFound):
        keeping.laid_picture(services.blobs, drawing, unused)
    both = Document(marks=[Laid(picture=used), Laid(picture=third)])
    keeping.save(session, services.blobs, drawing, both, 1)
    with pytest.raises(keeping.TooManyLaid):
        keeping.lay_in(session, services.blobs, drawing, LINES)


def test_too_many_drawings_are_refused(session: Session, drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_EACH", 1)
    with pytest.raises(keeping.TooManyDrawings):
        keeping.begin(session, "acc_mina", "one more")


def test_a_damaged_file_is_told_as_such(services: Services, session: Session, drawing: Drawing) -> None:
    keeping.save(session, services.blobs, drawing, MARKS, 0)
    services.blobs.put(f"{drawing.folder}/drawing.json", b"{ half")
    with pytest.raises(keeping.DrawingDamaged):
        keeping.read(services.blobs, drawing)


def test_deleting_a_drawing_leaves_nothing(services: Services, session: Session, drawing: Drawing) -> None:
    keeping.save(session, services.blobs, drawing, MARKS, 0)
    keeping.lay_in(session, services.blobs, drawing, LINES)
    keeping.remove(session, services.blobs, drawing)
    assert services.blobs.keys("accounts") == []
    assert session.get(Drawing, drawing.id) is None


def test_drawings_go_with_the_account(services: Services, session: Session) -> None:
    guest = make_guest(session, "en")
    drawing = keeping.begin(session, guest.id, "")
    keeping.save(session, services.blobs, drawing, MARKS, 0)
    erase_account(session, services.blobs, guest)
    assert services.blobs.keys("accounts") == []
    assert keeping.list_drawings(session, guest.id) == []


def test_blobs_without_their_drawing_are_swept(services: Services) -> None:
    with services.database.transaction() as session:
        kept = keeping.begin(session, "acc_mina", "")
        keeping.save(session, services.blobs, kept, MARKS, 0)
    services.blobs.put("accounts/acc_mina/drawings/drw_gone/drawing.json", b"{}")
    assert sweep_orphans(services.database, services.blobs) == 1
    assert services.blobs.exists(f"{kept.folder}/drawing.json")
