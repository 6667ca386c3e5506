"""Undressed people are refused by their share of skin; adults are declared, once for a set, and that is kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from visavis.cli import program
from visavis.face.mesh import MESH, FaceMesh
from visavis.kit.errors import Refused
from visavis.kit.text import LANGUAGES
from visavis.media.image import encode_png, resize
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.settings import Settings
from visavis.shop.refusing import (
    BARE,
    DECLARATION,
    DeclarationMissing,
    Undressed,
    bare_share,
    refuse_undressed,
    require_declaration,
)
from visavis.shop.replacing import choose_face, read_model, replace_in
from visavis.studio.swap import Wishes

NAVY, SKIN = (40, 60, 120), None
runner = CliRunner()


def standing(member: int, colour: tuple[int, int, int] | None) -> RGB:
    """One of the cast down to the hips, in clothes of a colour, or (None) of the colour of their own skin."""
    image = np.full((900, 600, 3), (225, 228, 232), np.uint8)
    image[60:360, 150:450] = resize(cast()[member].portrait(), 300, 300)
    face = found(image)
    chin = face.points[152, :2]
    tall = float(np.hypot(*(chin - face.points[10, :2])))
    outline = [(-0.25, -0.1), (0.25, -0.1), (0.3, 0.25), (1.0, 0.5), (1.15, 1.2), (1.1, 3.4)]
    outline += [(-x, y) for x, y in outline[:1:-1]]
    body = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(body, [(np.array(outline) * tall + chin).astype(np.int32)], 255)
    body[: int(chin[1])] = 0
    share = cv2.GaussianBlur(body, (0, 0), 4)[..., None] / 255
    x, y = face.points[50, :2].astype(int)
    shade = np.linspace(1, 0.8, len(image))[:, None, None]
    paint = np.median(image[y - 5 : y + 5, x - 5 : x + 5].reshape(-1, 3), axis=0) if colour is None else colour
    noise = np.random.default_rng(0).normal(0, 3, image.shape)
    return np.asarray((image * (1 - share) + share * (paint * shade + noise)).clip(0, 255), np.uint8)


def found(image: RGB) -> FaceMesh:
    with MESH.lease() as mesh:
        return mesh.find(image, most=1)[0]


@pytest.mark.parametrize("member", [0, 1, 3])
def test_a_bare_upper_body_is_refused_and_a_dressed_one_isnt(member: int) -> None:
    bare, dressed = (standing(member, colour) for colour in (SKIN, NAVY))
    shares = [bare_share(image, found(image)) for image in (bare, dressed)]
    assert shares[0] is not None
    assert shares[1] is not None
    assert shares[1] < 0.2 < BARE <= shares[0]
    with pytest.raises(Undressed):
        refuse_undressed(bare, [found(bare)])
    refuse_undressed(dressed, [found(dressed)])


def test_anybody_in_the_photo_counts_not_only_who_is_replaced() -> None:
    pair = np.hstack([standing(0, NAVY), standing(1, SKIN)])
    assert choose_face(pair).faces == 2
    with pytest.raises(Undressed):
        replace_in(pair, read_model(cast()[3].portrait()), Wishes(hands=False), 1)


def test_of_a_head_alone_nothing_is_said() -> None:
    image = standing(1, SKIN)
    head = np.ascontiguousarray(image[: int(found(image).points[152, 1]) + 30])
    assert bare_share(head, found(head)) is None
    refuse_undressed(head, [found(head)])


def test_without_a_declaration_nothing_is_done_and_with_it_its_words_are_kept(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    photo, out = tmp_path / "photo.png", tmp_path / "out.png"
    photo.write_bytes(encode_png(resize(cast()[0].portrait(), 384, 384)))
    words = ["shop", "replace", str(photo), "--person", "eigen:17:male-white", "--out", str(out), "--lang", "en"]
    refused = runner.invoke(program, words)
    assert isinstance(refused.exception, DeclarationMissing)
    assert not out.exists()
    ledger = settings.data_dir / "declarations.jsonl"
    assert not ledger.exists()
    assert runner.invoke(program, [*words, "--adults"]).exit_code == 0
    (line,) = ledger.read_text("utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["statement"], kept["photos"]) == (DECLARATION.en, str(photo))
    assert datetime.fromisoformat(kept["at"]).tzinfo is not None


def test_the_refusal_says_what_to_declare_in_both_languages() -> None:
    at = datetime(2026, 11, 30, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        require_declaration(False, at, "ko", "photos")
    for language in LANGUAGES:
        assert DECLARATION.in_language(language) in refused.value.message.in_language(language)
    assert require_declaration(True, at, "ko", "photos").statement == DECLARATION.ko
