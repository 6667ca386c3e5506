"""The desk that works on a catalogue's photos, without a queue: what is given up, what is too late, what is swept."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from visavis.api.services import Services
from visavis.interview.recording.room import taken_bytes
from visavis.jobs.keeping import JobBlobs
from visavis.kit.clock import now
from visavis.kit.errors import Refused
from visavis.kit.text import Text
from visavis.media.image import encode_jpeg, encode_png, resize
from visavis.people.casting import cast
from visavis.shop import keeping
from visavis.shop.belongings import ShopBelongings, sweep_catalogues
from visavis.shop.keeping import Attestation, ConsentWithdrawn, Model
from visavis.shop.queueing import note_failure, seconds_each
from visavis.shop.retention import delete_old_catalogues
from visavis.shop.tables import Catalogue, Photo
from visavis.shop.wishing import Terms, Wish
from visavis.shop.working import MOST_TRIES, Desk

OWNER = "acc_test"


@pytest.fixture
def catalogue(services: Services) -> Catalogue:
    model = Model(cast()[3].portrait(), "Model", "portrait", person_id="per_x", is_real=True)
    attestation = Attestation("permission", attested=True, declared=True, language="en")
    with services.database.transaction() as session:
        return keeping.begin(session, services.blobs, OWNER, " Spring  shirts ", model, Terms(), attestation)


def add(services: Services, catalogue: Catalogue, name: str = "a.jpg", data: bytes | None = None) -> str:
    face = encode_jpeg(resize(cast()[0].portrait(), 384, 384)) if data is None else data
    with services.database.transaction() as session:
        row = session.get_one(Catalogue, catalogue.id)
        return keeping.add_photo(session, services.blobs, row, name, face).id


def look(services: Services, photo_id: str) -> Photo:
    with services.database.reading() as session:
        return session.get_one(Photo, photo_id)


def desk(services: Services, catalogue: Catalogue, room: bool = True) -> Desk:
    def check(session: object, owner_id: str, more_bytes: int) -> None:
        assert owner_id == OWNER
        if not room:
            raise Refused(Text(ko="가득 참", en="full"))

    blobs = JobBlobs(services.blobs, services.database, ShopBelongings(services.blobs, check))
    return Desk(services.database, blobs, catalogue.id)


def test_a_photo_is_worked_on_once(services: Services, catalogue: Catalogue) -> None:
    assert catalogue.name == "Spring shirts"
    photo = add(services, catalogue)
    worker = desk(services, catalogue)
    assert worker.waiting() == [photo]
    worker.work(photo)
    first = look(services, photo)
    worker.work(photo)
    assert (first.state, first.tries) == ("done", 1)
    assert look(services, photo).finished_at == first.finished_at
    assert worker.waiting() == []
    with services.database.reading() as session:
        assert seconds_each(session) == first.seconds


def test_a_photo_that_takes_its_worker_down_is_given_up(services: Services, catalogue: Catalogue) -> None:
    photo = add(services, catalogue)
    worker = desk(services, catalogue)
    for _ in range(MOST_TRIES):
        assert worker._take(photo) is not None  # and then the process dies
    assert worker.waiting() == [photo]
    worker.work(photo)
    given_up = look(services, photo)
    assert given_up.state == "refused"
    assert "couldn't be worked on" in (given_up.why_en or "")


def test_without_room_the_run_ends_and_the_photo_waits_again(services: Services, catalogue: Catalogue) -> None:
    photo = add(services, catalogue)
    with pytest.raises(Refused, match="full"):
        desk(services, catalogue, room=False).work(photo)
    with services.database.transaction() as session:
        note_failure(session, {"catalogue_id": catalogue.id})
    assert look(services, photo).state == "waiting"


def test_what_is_done_after_somebody_asked_anew_is_dropped(services: Services, catalogue: Catalogue) -> None:
    photo = add(services, catalogue)
    worker = desk(services, catalogue)
    taken = worker._take(photo)
    assert taken is not None
    made = worker._make(*taken)
    with services.database.transaction() as session:
        row = session.get_one(Photo, photo)
        keeping.ask_anew(session, services.blobs, row.catalogue, row, Wish(0.1, "replace"), None)
    worker._keep(*taken, made, 1.0)
    assert (look(services, photo).state, look(services, photo).revision) == ("waiting", 1)
    worker.work(photo)
    assert look(services, photo).shown_revision == 1
    names = [key.rsplit("/", 1)[1] for key in services.blobs.keys(catalogue.folder)]
    assert not [name for name in names if name.startswith("0-")]


def test_a_withdrawal_during_the_work_leaves_nothing_of_the_face(services: Services, catalogue: Catalogue) -> None:
    photo = add(services, catalogue)
    worker = desk(services, catalogue)
    taken = worker._take(photo)
    assert taken is not None
    made = worker._make(*taken)
    with services.database.transaction() as session:
        assert keeping.withdraw_consent(session, services.blobs, OWNER, "per_x") == [catalogue.id]
    worker._keep(*taken, made, 1.0)
    assert [key.rsplit("/", 1)[1] for key in services.blobs.keys(catalogue.folder)] == ["original"]
    with pytest.raises(ConsentWithdrawn):
        worker.waiting()
    with services.database.reading() as session:
        assert taken_bytes(session, OWNER) == services.blobs.size_of(catalogue.folder)


def test_a_deletion_during_the_work_leaves_nothing(services: Services, catalogue: Catalogue) -> None:
    photo = add(services, catalogue)
    worker = desk(services, catalogue)
    taken = worker._take(photo)
    assert taken is not None
    made = worker._make(*taken)
    with services.database.transaction() as session:
        keeping.remove(session, services.blobs, session.get_one(Catalogue, catalogue.id))
    worker._keep(*taken, made, 1.0)
    assert services.blobs.keys(catalogue.folder) == []


def test_what_lost_its_row_is_swept_and_the_rest_stays(services: Services, catalogue: Catalogue) -> None:
    photo = add(services, catalogue)
    there = services.blobs.keys("accounts")
    for key in (
        "shop/cat_gone/model.png",
        "shop/cat_gone/pho_a/original",
        f"shop/{catalogue.id}/pho_gone/made/0-small.jpg",
    ):
        services.blobs.put(f"accounts/{OWNER}/{key}", b"x")
    assert sweep_catalogues(services.database, services.blobs) == 3
    assert services.blobs.keys("accounts") == there
    assert any(photo in key for key in there)


def test_sets_that_nobody_touched_for_long_go(services: Services, catalogue: Catalogue) -> None:
    photo = add(services, catalogue)
    assert delete_old_catalogues(services.database, services.blobs, 30) == 0
    with services.database.transaction() as session:
        session.get_one(Catalogue, catalogue.id).changed_at = now() - timedelta(days=31)
    assert delete_old_catalogues(services.database, services.blobs, 30) == 1
    assert services.blobs.keys("accounts") == []
    with services.database.reading() as session:
        assert session.get(Photo, photo) is None


def test_the_account_is_told_what_its_catalogues_take(services: Services, catalogue: Catalogue) -> None:
    photo = add(services, catalogue)
    desk(services, catalogue).work(photo)
    with services.database.reading() as session:
        assert taken_bytes(session, OWNER) == services.blobs.size_of(catalogue.folder)


def test_a_large_photo_keeps_its_resolution(services: Services, catalogue: Catalogue) -> None:
    canvas = np.full((3000, 2400, 3), 235, np.uint8)
    canvas[300:1100, 800:1600] = resize(cast()[0].portrait(), 800, 800)
    photo = add(services, catalogue, "large.png", encode_png(canvas))
    desk(services, catalogue).work(photo)
    row = look(services, photo)
    assert (row.state, row.width_px, row.height_px) == ("done", 2400, 3000)
    assert row.patch_x is not None
    assert 800 <= row.patch_x < 1600
