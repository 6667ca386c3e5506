"""Every engine of every shelf: ready or with what to do, and whose weights it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Client

from visavis.engines.imported import Library, library, use_library
from visavis.engines.shelf import prefer_engines
from visavis.settings import Settings


@pytest.fixture(autouse=True)
def as_composed(settings: Settings) -> Iterator[None]:
    before = library()
    use_library(Library(settings.data_dir / "models"))
    yield
    use_library(before)
    prefer_engines({})


def read(client: Client) -> dict[tuple[str, str], dict[str, Any]]:
    shelves = client.get("/api/engines").json()
    return {(shelf["capability"], one["name"]): one for shelf in shelves for one in shelf["engines"]}


def test_engines_are_told_with_what_keeps_them_from_serving(guest: Client) -> None:
    found = read(guest)
    assert (
        found["face mesh", "facemesh"] | {"ready": True, "serves": True, "why_not": None, "sha256": None}
        == (found["face mesh", "facemesh"])
    )
    missing = found["head pose", "fsanet"]
    assert (missing["ready"], missing["serves"], missing["sha256"]) == (False, False, None)
    assert "visavis models card fsanet" in missing["why_not"]["en"]
    assert "가중치가 필요합니다" in missing["why_not"]["ko"]
    assert {kind for kind, _ in found} >= {
        "identity",
        "voice activity",
        "talking portrait",
        "lips of a film",
        "face replacement",
    }
    assert sum(one["serves"] for one in found.values()) == len(
        {kind for kind, _ in found} - {"clone", "listen", "lips of a film"}
    )


def test_imported_weights_are_told_by_their_hash(guest: Client, settings: Settings) -> None:
    write_record(settings.data_dir / "models" / "fsanet" / "mine", "ab" * 32)
    judge = read(guest)["head pose", "fsanet"]
    assert (judge["ready"], judge["sha256"]) == (True, "ab" * 32)
    prefer_engines({"head pose": "fsanet"})
    found = read(guest)
    assert found["head pose", "fsanet"]["serves"]
    assert not found["head pose", "mesh"]["serves"]


def test_licence_and_choice_are_told(guest: Client, settings: Settings) -> None:
    found = read(guest)
    assert found["lips of a film", "wav2lip"]["non_commercial"]
    assert found["make-up", "beautygan"]["non_commercial"]
    assert not found["head pose", "fsanet"]["non_commercial"]
    models = settings.data_dir / "models"
    for name in ("one", "two"):
        write_record(models / "fsanet" / name, name * 20)
    judge = read(guest)["head pose", "fsanet"]
    assert (judge["ready"], judge["choice"]) == (False, None)
    assert "Name it in VISAVIS_WEIGHTS, as fsanet=NAME" in judge["why_not"]["en"]
    use_library(Library(models, {"fsanet": "two"}))
    judge = read(guest)["head pose", "fsanet"]
    assert (judge["ready"], judge["sha256"]) == (True, "two" * 20)
    assert "(one, two), two serves" in judge["choice"]["en"]


def test_strangers_are_not_told_what_is_installed(client: Client) -> None:
    assert client.get("/api/engines").status_code == 401


def write_record(folder: Path, sha256: str) -> None:
    folder.mkdir(parents=True)
    (folder / "import.json").write_text(json.dumps({"licence": "MIT", "source_sha256": sha256}))
