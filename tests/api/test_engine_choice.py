"""Engines that somebody names: refused before anything is queued while they can't serve, and told of in each output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from tests.api.test_interviewers import upload
from tests.api.test_shop import MODEL, bring, kinds, photos, report, results, run, unhurried
from tests.unit.shop.test_rights import text_of
from tests.unit.studio.restore.graphs import write_graph

from visavis.api.services import Services
from visavis.engines.imported import Library, library, use_library
from visavis.jobs import Job
from visavis.media.image import encode_png, resize
from visavis.media.provenance import Maker, read_mark
from visavis.people.casting import cast
from visavis.settings import Settings
from visavis.shop.rights import use_of_report
from visavis.studio.restore import RESTORE

__all__ = ["kinds", "run", "unhurried"]
SHA256 = "1a2b3c4d" * 8
CODE = str(MODEL["code"])


@pytest.fixture(autouse=True)
def models(settings: Settings) -> Iterator[Path]:
    """The library that the shelves look into; nothing is imported yet."""
    before, place = library(), settings.data_dir / "models"
    use_library(Library(place))
    RESTORE._loaded.clear()
    yield place
    RESTORE._loaded.clear()
    use_library(before)


@pytest.fixture
def gfpgan(models: Path) -> Path:
    """A network of GFPGAN's interface that sharpens, with the record that an import leaves."""
    folder = write_graph(models / "gfpgan" / "tiny", 512, sharpen=0.5)
    (folder / "import.json").write_text(json.dumps({"licence": "CC0-1.0", "source_sha256": SHA256}), "utf-8")
    return folder


def jobs(services: Services) -> int:
    with services.database.reading() as session:
        return session.query(Job).filter(Job.owner_id.is_not(None)).count()


def test_a_set_with_an_engine_that_cannot_serve_is_not_begun(guest: Client) -> None:
    refused = guest.post("/api/shop/catalogues", json=MODEL | {"detail": 0.5, "detail_engine": "gfpgan"})
    assert (refused.status_code, refused.json()["kind"]) == (503, "unavailable")
    assert "visavis models card gfpgan" in refused.json()["message"]
    unknown = guest.post("/api/shop/catalogues", json=MODEL | {"engine": "nobody"})
    assert (unknown.status_code, "'nobody'" in unknown.json()["message"]) == (404, True)
    assert guest.get("/api/shop/catalogues").json() == []


def test_what_has_gone_since_it_was_named_is_not_replaced(guest: Client, gfpgan: Path, services: Services) -> None:
    made = guest.post("/api/shop/catalogues", json=MODEL | {"detail": 0.5, "detail_engine": "gfpgan"})
    assert made.status_code == 201, made.text
    address = f"/api/shop/catalogues/{made.json()['id']}"
    photo = bring(guest, address, "shirt.png", encode_png(resize(cast()[0].portrait(), 512, 512)))
    (gfpgan / "network.onnx").unlink()
    (gfpgan / "import.json").unlink()
    before = jobs(services)
    for answer in (
        guest.post(f"{address}/start"),
        guest.post(f"{address}/photos/{photo['id']}/redo"),
        guest.patch(address, json={"detail_engine": "gfpgan"}),
    ):
        assert answer.status_code == 503, answer.text
    assert jobs(services) == before
    told = photos(guest, address)["shirt.png"]
    assert (told["state"], told["made_by"]) == ("waiting", {})
    guest.patch(address, json={"detail": 0})  # nothing is to be done by it any more
    assert guest.post(f"{address}/start").status_code == 202


def test_results_tell_which_engines_and_weights_made_them(
    guest: Client, gfpgan: Path, run: Any, tmp_path: Path
) -> None:
    wishes = {"detail": 0.5, "detail_engine": "gfpgan", "engine": "mesh", "makeup": "autumn"}
    address = f"/api/shop/catalogues/{guest.post('/api/shop/catalogues', json=MODEL | wishes).json()['id']}"
    photo = bring(guest, address, "shirt.png", encode_png(resize(cast()[0].portrait(), 512, 512)))
    guest.post(f"{address}/start")
    run()
    made = photos(guest, address)["shirt.png"]["made_by"]
    assert made == {
        "face": {"engine": "mesh", "weights_sha256": None},
        "detail": {"engine": "gfpgan", "weights_sha256": SHA256},
        "makeup": {"engine": "paint", "weights_sha256": None},
    }
    files = results(guest, address)
    row = report(files)["shirt.png"]
    assert (row["engine"], row["weights_sha256"]) == ("mesh", "")
    assert (row["detail_engine"], row["detail_weights_sha256"]) == ("gfpgan", SHA256)
    assert row["makeup_engine"] == "paint"
    sheet = "".join(text_of(files["rights.pdf"]).split())
    assert f"SHA-256{SHA256}" in sheet
    assert "mesh(" not in sheet  # ships with the package: no terms of others
    (tmp_path / "report.csv").write_bytes(files["report.csv"])
    assert use_of_report(tmp_path / "report.csv").engines == (Maker("gfpgan", SHA256),)
    (tmp_path / "shirt.png").write_bytes(files["shirt.png"])
    mark = read_mark(tmp_path / "shirt.png")
    assert mark is not None
    assert mark.intact
    assert mark.engines == (Maker("mesh"), Maker("gfpgan", SHA256), Maker("paint"))

    guest.post(f"{address}/photos/{photo['id']}/redo", data={"detail_engine": "detail", "makeup": "none"})
    run()
    anew = photos(guest, address)["shirt.png"]
    with RESTORE.lease("detail") as ours:
        own = getattr(ours, "weights_sha256", None)
    assert len(own or "") == 64
    assert anew["made_by"]["detail"] == {"engine": "detail", "weights_sha256": own}
    assert (anew["detail_engine"], set(anew["made_by"])) == ("detail", {"face", "detail"})


def test_weights_that_were_imported_anew_are_the_ones_that_work(gfpgan: Path) -> None:
    told = []
    for sha256 in (SHA256, "5e6f7a8b" * 8):
        (gfpgan / "import.json").write_text(json.dumps({"licence": "CC0-1.0", "source_sha256": sha256}), "utf-8")
        with RESTORE.lease("gfpgan") as engine:
            told.append((engine, RESTORE.maker("gfpgan").weights_sha256))
    (first, one), (second, other) = told
    assert (one, other) == (SHA256, "5e6f7a8b" * 8)
    assert first is not second


def test_a_person_is_not_made_for_an_engine_that_cannot_serve(guest: Client, services: Services) -> None:
    wish = {"code": CODE, "name": "Mina", "voice": "f1", "talk_engine": "wav2lip"}
    drawn = guest.post("/api/gallery/people", json=wish)
    brought = upload(guest, cast()[0].portrait(), talk_engine="wav2lip")
    for refused in (drawn, brought):
        assert (refused.status_code, "visavis models card wav2lip" in refused.json()["message"]) == (503, True)
    assert jobs(services) == 0
    assert not [one for one in guest.get("/api/gallery/people").json() if one["own"]]


def test_an_own_person_keeps_the_engine_that_was_named(guest: Client, services: Services) -> None:
    made = upload(guest, cast()[0].portrait(), talk_engine="mesh").json()["interviewer"]
    mine = next(one for one in guest.get("/api/gallery/people").json() if one["id"] == made["id"])
    assert (mine["talk_engine"], mine["talk_made_by"]) == ("mesh", None)
    queued = jobs(services)
    other = guest.patch(f"/api/gallery/people/{made['id']}", json={"talk_engine": "wav2lip"})
    assert (other.status_code, jobs(services)) == (503, queued)


def test_a_face_that_leaves_names_its_engine_and_weights(guest: Client, tmp_path: Path) -> None:
    answer = guest.get("/api/gallery/portrait", params={"code": CODE})
    (tmp_path / "face.png").write_bytes(answer.content)
    mark = read_mark(tmp_path / "face.png")
    assert mark is not None
    assert (mark.engine, len(mark.weights_sha256)) == ("eigen", 64)
