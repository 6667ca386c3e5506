"""The rights sheet says whose face it is, how it was made and what is owed, and never more than is known."""

from __future__ import annotations

import base64
import csv
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from visavis.cli import program
from visavis.kit.errors import Invalid
from visavis.kit.text import LANGUAGES, Text
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.people.consent import STATEMENTS, ConsentMissing
from visavis.people.persons import Making, Origin
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.settings import Settings
from visavis.shop.rights import Model, NotAReport, Use, model_of_code, rights_sheet, sections_of, use_of_report

CODE = "eigen:23:female-black:natural"
DAY = datetime(2026, 11, 30, tzinfo=UTC)
runner = CliRunner()


@pytest.fixture(scope="module")
def model() -> Model:
    return model_of_code(Recipe.parse(CODE))


def portrait() -> RGB:
    return cast()[0].portrait()


def text_of(sheet: bytes) -> str:
    """The words of a PDF, Latin and Korean (UCS-2 strings) alike."""
    words = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", sheet, re.DOTALL):
        try:
            shown = zlib.decompress(base64.a85decode(stream.strip().removesuffix(b"~>")))
        except (ValueError, zlib.error):
            continue
        for written in re.findall(rb"\(((?:\\.|[^()\\])*)\) Tj", shown, re.DOTALL):
            raw = re.sub(rb"\\([0-7]{3}|.)", _unescape, written, flags=re.DOTALL)
            wide = (len(raw) % 2 == 0 and b"\x00" in raw) or any(byte > 0xA0 for byte in raw)
            words.append(raw.decode("utf-16-be" if wide else "latin-1", "replace"))
    return " ".join(words)


def _unescape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if len(code) == 3 else {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(code, code)


def told(model: Model, use: Use | None = None) -> dict[str, str]:
    lines = [line for section in sections_of(model, DAY, use) for line in section.lines]
    return {language: "\n".join(line.in_language(language) for line in lines) for language in LANGUAGES}


def test_both_languages_stand_in_the_pdf(model: Model) -> None:
    words = text_of(rights_sheet(model, DAY))
    for piece in ("Rights sheet of a virtual model", CODE, "Issued: 2026-11-30", "Apache-2.0", "CC0-1.0"):
        assert piece in words
    for piece in ("가상 모델 권리 확인서", "발행일", "인공지능기본법"):
        assert piece in words


def test_the_same_sheet_has_the_same_bytes_and_two_pages(model: Model) -> None:
    sheet = rights_sheet(model, DAY, Use(3, 1, "autumn"))
    assert sheet == rights_sheet(model, DAY, Use(3, 1, "autumn"))
    assert sheet.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b(?!s)", sheet)) == 2


def test_nobodys_face_is_said_to_be_nobodys_with_its_distance_to_training_faces(model: Model) -> None:
    english = told(model)["en"]
    assert "It is nobody's" in english
    assert "can't be ruled out" in english
    angle = float(re.findall(r"nearest of 245 training faces is ([0-9.]+)°", english)[0])
    between, least = map(float, re.findall(r"median of ([0-9.]+)°, at least ([0-9.]+)°", english)[0])
    assert 20 < angle < 70
    assert least < between
    assert model.making is not None
    assert model.making.weights_sha256 in english


def test_a_training_face_itself_would_be_told_at_no_distance() -> None:
    from visavis.studio.generate import GENERATE

    with GENERATE.lease("eigen") as engine:
        people = engine._model.people  # type: ignore[attr-defined]
        near = engine.nearest_training(people.codes[17, 1])
        far = engine.nearest_training(engine.draw(5))
    assert near is not None
    assert far is not None
    assert (near.number, round(near.angle_deg, 1)) == (17, 0.0)
    assert far.angle_deg > 15


def test_a_real_persons_face_is_never_called_nobodys() -> None:
    known: list[tuple[Origin, bool]] = [("portrait", False), ("photo", False), ("drawn", True)]
    for origin, attested in known:
        name = Text(ko="미나", en="Mina")
        real = Model(portrait(), name, "per_1", origin, STATEMENTS["permission"], None, attested)
        words = told(real)
        assert "nobody's" not in words["en"]
        assert STATEMENTS["permission"].en in words["en"]
        assert STATEMENTS["permission"].ko in words["ko"]
    with pytest.raises(ConsentMissing):
        model_of_code(Recipe("eigen", "pAAAA", "male-white"))


def test_of_an_imported_checkpoint_nothing_is_claimed(model: Model) -> None:
    making = Making("stylegan2", 7, "stylegan2:7:any:natural", "0" * 64, "natural")
    foreign = Model(model.portrait, model.name, "per_2", "generated", model.consent, making)
    words = told(foreign)["en"]
    assert "may be photos of real people" in words
    assert "licence of the checkpoint" in words
    assert "synthetic" not in words


def test_with_other_weights_no_distance_is_told(model: Model) -> None:
    assert model.making is not None
    old = Making("eigen", 23, CODE, "0" * 64, "natural")
    aged = Model(model.portrait, model.name, model.id, model.origin, model.consent, old)
    assert "training faces is" not in told(aged)["en"]


def test_what_was_done_comes_from_the_report(tmp_path: Path, model: Model) -> None:
    path = tmp_path / "report.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, ["photo", "why", "makeup"])
        table.writeheader()
        table.writerows({"photo": f"{n}.jpg", "why": "", "makeup": "autumn"} for n in range(3))
        table.writerow({"photo": "x.jpg", "why": "No face", "makeup": ""})
    use = use_of_report(path)
    assert use == Use(3, 1, "autumn")
    assert "Photos changed: 3. Photos left as they were: 1." in told(model, use)["en"]
    assert "화장: autumn" in told(model, use)["ko"]
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    for bad in ("other.csv", "none.csv"):
        with pytest.raises(NotAReport):
            use_of_report(tmp_path / bad)


def test_the_command_writes_sheets_of_codes_and_of_the_cast(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    for number, person in enumerate((CODE, cast()[0].id)):
        out = tmp_path / f"{number}.pdf"
        done = runner.invoke(program, ["shop", "rights", "--person", person, "--out", str(out)])
        assert done.exit_code == 0, done.output
        assert person in text_of(out.read_bytes())
    wrong = runner.invoke(program, ["shop", "rights", "--person", CODE, "--out", str(tmp_path / "a.txt")])
    assert isinstance(wrong.exception, Invalid)
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["0.pdf", "1.pdf"]


def test_the_portrait_on_the_sheet_is_the_models(model: Model) -> None:
    assert (model.portrait == portray(Recipe.parse(CODE))).all()
