"""Codes of faces found from photos open for one account, for a day, and show nothing to anybody else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from visavis.media.provenance import signing_identity
from visavis.people.consent import Attested
from visavis.people.recipes import Recipe, UnreadableRecipe, from_photo
from visavis.people.sealing import LASTS_S, LONGEST_SEALED, Seal, SealedForSomebodyElse, is_sealed, seal_of
from visavis.studio.generate import GENERATE

THEIRS = Attested("permission", "ko")
OWNER = "acc_" + "a" * 26


@pytest.fixture(scope="module")
def seal(tmp_path_factory: pytest.TempPathFactory) -> Seal:
    return seal_of(signing_identity(tmp_path_factory.mktemp("identity")))


@pytest.fixture(scope="module")
def found() -> Recipe:
    with GENERATE.lease() as engine:
        drawn = from_photo(engine.draw(5, "male-middle-eastern"), engine, THEIRS)
        return drawn.with_sliders({slider.name: slider.high - 0.1234 for slider in engine.sliders})


def test_a_sealed_face_comes_back_whole_with_its_consent(seal: Seal, found: Recipe) -> None:
    code = seal.write(found, OWNER)
    again = seal.read(code, OWNER)
    assert (again, again.attested) == (found, THEIRS)
    assert is_sealed(code)
    assert found.who[1:] not in code
    assert len(code) <= LONGEST_SEALED


def test_look_and_sliders_can_be_changed_beside_the_seal(seal: Seal, found: Recipe) -> None:
    engine, token, kind, look, _ = seal.write(found, OWNER).split(":")
    assert seal.read(f"{engine}:{token}:{kind}:strict:age=33", OWNER).who == found.who
    assert look == found.look


def test_nobody_else_and_nothing_changed_opens_it(seal: Seal, found: Recipe, tmp_path: Path) -> None:
    code = seal.write(found, OWNER)
    elsewhere = seal_of(signing_identity(tmp_path))
    changed = code.replace(code[40:44], "AAAA", 1)
    for key, text, owner in ((seal, code, "acc_other"), (elsewhere, code, OWNER), (seal, changed, OWNER)):
        with pytest.raises(SealedForSomebodyElse, match="one day"):
            key.read(text, owner)


def test_it_runs_out(seal: Seal, found: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    code = seal.write(found, OWNER)
    later = time.time() + LASTS_S + 60
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(SealedForSomebodyElse):
        seal.read(code, OWNER)


def test_codes_of_nobody_stay_as_they_are_and_bare_latents_are_not_read(seal: Seal, found: Recipe) -> None:
    nobody = Recipe.parse("eigen:7:male-white:warm:age=40")
    assert seal.write(nobody, OWNER) == str(nobody)
    assert seal.read(str(nobody), OWNER) == nobody
    for text in (str(found), "eigen:x", "eigen", "", "eigen:x" + "A" * 1500):
        with pytest.raises((UnreadableRecipe, SealedForSomebodyElse)):
            seal.read(text, OWNER)
