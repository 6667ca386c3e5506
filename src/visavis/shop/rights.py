"""The rights sheet of a model: whose face it is, how it was made, under which licences, what was done to photos with
it, and what the law asks of whoever shows them. One PDF, a page in Korean and one in English.

It states what is known and measured; what isn't known it says so. ``rights.yaml`` holds what is the same for everybody.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast

import yaml

import visavis
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.image import decode_image
from visavis.media.provenance import Maker
from visavis.media.values import RGB
from visavis.people.consent import NOBODY, NOT_NEEDED, ConsentMissing
from visavis.people.making import weights_sha256
from visavis.people.persons import Making, Origin, Person, portrait_of
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe, latent_of
from visavis.shop.finishing import SHELVES
from visavis.shop.keeping import require_model
from visavis.shop.places import model_key
from visavis.shop.report import makers_in, makers_of
from visavis.shop.sheet import Section, draw_sheet
from visavis.shop.tables import Catalogue, Photo
from visavis.storage.blobs import Blobs
from visavis.studio.generate import GENERATE, Nearest
from visavis.studio.makeup import NONE

_FILE = Path(__file__).parent / "rights.yaml"
_REAL: tuple[Origin, ...] = ("portrait", "photo")
"""Origins behind which a real person stands, whose consent is then told instead."""
_SYNTHETIC = ("cast", "eigen", "manifold")
"""Makers that learned from synthetic faces alone."""
UNNAMED = Text(ko="이름 없음", en="Unnamed")


@dataclass(frozen=True)
class Model:
    """Whom a sheet is about. ``id``: as the gallery or the command line knows them; ``consent``: the sentence that was
    attested, or that none is needed."""

    portrait: RGB
    name: Text
    id: str
    origin: Origin
    consent: Text
    making: Making | None
    is_real: bool = False
    """Whether somebody attested a consent, whatever the origin says."""


@dataclass(frozen=True)
class Use:
    """What was done with the model: how many photos were changed, how many left as they were, in which make-up, and by
    which engines with weights of others, whose terms hold too."""

    changed: int
    left: int
    makeup: str = NONE
    engines: tuple[Maker, ...] = ()


class NotAReport(Invalid):
    """The file isn't the report of a batch."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                ko="'{p}'은(는) `visavis shop batch`의 report.csv가 아닙니다.",
                en="'{p}' isn't the report.csv of `visavis shop batch`.",
            ).fill(p=path)
        )


def use_of_report(path: Path) -> Use:
    """What the report of a batch tells. Raises NotAReport."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as table:
            rows = list(csv.DictReader(table))
            told = [(row["why"], row["makeup"]) for row in rows]
    except (OSError, KeyError, UnicodeDecodeError, csv.Error) as error:
        raise NotAReport(path) from error
    made = [makeup for why, makeup in told if not why]
    return Use(len(made), len(rows) - len(made), _named(made), _of_others(makers_in(row) for row in rows))


def model_of_person(person: Person, blobs: Blobs) -> Model:
    """Somebody who is kept, or one of the cast."""
    return Model(
        portrait_of(person, blobs),
        person.name,
        person.id,
        person.origin,
        person.consent,
        person.making,
        person.attested is not None,
    )


def model_of_code(recipe: Recipe) -> Model:
    """Somebody who comes from a code. Raises ConsentMissing for a code that goes back to a photo without what was
    attested for it, and what ``portray`` raises."""
    if recipe.is_from_photo and recipe.attested is None:
        raise ConsentMissing
    attested = recipe.attested and recipe.attested.statement
    consent = Text(ko=attested, en=attested) if attested else NOBODY
    making = Making(recipe.engine, recipe.seed, str(recipe), weights_sha256(recipe.engine), recipe.look)
    origin: Origin = "photo" if recipe.is_from_photo else "generated"
    return Model(portray(recipe), UNNAMED, str(recipe), origin, consent, making)


def model_of_catalogue(row: Catalogue, blobs: Blobs) -> Model:
    """The model of a set as it was when the set was begun. Raises ConsentWithdrawn."""
    require_model(row)
    name, consent = (Text(ko=one, en=one) for one in (row.person_name, row.consent_text))
    making = None if row.making is None else Making(**row.making)
    portrait = decode_image(blobs.get(model_key(row)))
    known = row.code or row.person_id or row.id
    return Model(portrait, name, known, cast(Origin, row.origin), consent, making, row.consent != NOT_NEEDED)


def use_of_photos(photos: Iterable[Photo]) -> Use:
    """What became of a set's photos."""
    made, makers, left = [], [], 0
    for photo in photos:
        if photo.patch_x is None:
            left += 1
        else:
            made.append(photo.worn)
            makers.append(makers_of(photo).items())
    return Use(len(made), left, _named(made), _of_others(makers))


def _of_others(makers: Iterable[Iterable[tuple[str, Maker]]]) -> tuple[Maker, ...]:
    """The engines that don't ship with the package, each once for each of its weights."""
    told = {
        maker
        for one in makers
        for step, maker in one
        if maker.engine not in SHELVES[step].entries or SHELVES[step].entries[maker.engine].card.kind != "embedded"
    }
    return tuple(sorted(told, key=lambda maker: (maker.engine, maker.weights_sha256 or "")))


def _with_licence(maker: Maker) -> str:
    cards = [shelf.entries[maker.engine].card for shelf in SHELVES.values() if maker.engine in shelf.entries]
    told = [card.licence_weights for card in cards[:1]]
    told += [f"SHA-256 {maker.weights_sha256}"] if maker.weights_sha256 else []
    return f"{maker.engine} ({'; '.join(told)})" if told else maker.engine


def _named(looks: Iterable[str | None]) -> str:
    return ", ".join(sorted({look for look in looks if look and look != NONE})) or NONE


def rights_sheet(model: Model, issued: datetime, use: Use | None = None) -> bytes:
    """The sheet as a PDF file's bytes: the same for the same model, date and use."""
    title = Text(ko="가상 모델 권리 확인서", en="Rights sheet of a virtual model")
    return draw_sheet(title, model.portrait, sections_of(model, issued, use))


def sections_of(model: Model, issued: datetime, use: Use | None = None) -> list[Section]:
    """What the sheet says, part by part."""
    said = _words()
    parts: list[tuple[str, Sequence[Text]]] = [
        ("who", _who(model, issued)),
        ("face", _face(model)),
        ("nearness", _nearness(model)),
        ("licences", _licences(model)),
        ("photos", _photos(use)),
        ("duty", [said["duty_law"], said["duty_marks"]]),
        ("limits", [said["limits"]]),
    ]
    return [Section(said[f"title_{name}"], tuple(lines)) for name, lines in parts]


def _who(model: Model, issued: datetime) -> list[Text]:
    said = _words()
    told = [
        _with(said["name"], model.name),
        said["id"].fill(v=model.id),
        _with(said["origin"], said[f"origin_{model.origin}"]),
    ]
    if model.making is not None:
        engine = model.making
        told += [said["engine"].fill(v=engine.engine), said["weights"].fill(v=engine.weights_sha256)]
        if engine.code and engine.code != model.id and model.origin != "photo":
            told.append(said["code"].fill(v=engine.code))
    told.append(said["issued"].fill(v=issued.strftime("%Y-%m-%d"), version=visavis.__version__))
    return told


def _face(model: Model) -> list[Text]:
    said = _words()
    if model.is_real or model.origin in _REAL:
        return [_with(said["real"], model.consent)]
    own = _maker(model) in _SYNTHETIC
    return [said["nobody"], said["learned_synthetic" if own else "learned_unknown"], said["chance"]]


def _maker(model: Model) -> str:
    """The engine, or for those who have none their origin."""
    return model.making.engine if model.making else model.origin


def _nearness(model: Model) -> list[Text]:
    said = _words()
    near = nearest_training(model.making)
    lines = []
    if near is not None:
        figures = {"angle": near.angle_deg, "between": near.between_deg, "least": near.least_deg}
        lines.append(said["near_own"].fill(n=near.count, **{name: f"{value:.1f}" for name, value in figures.items()}))
    lines.append(said.get(f"near_{_maker(model)}", said["near_unknown"]))
    return lines


def nearest_training(making: Making | None) -> Nearest | None:
    """How near somebody's face is to a training face, where that can be told: of the engine's own people, while it is
    there and has the weights that made them."""
    if making is None or making.code is None or making.engine not in GENERATE.entries:
        return None
    if GENERATE.why_not(making.engine) is not None or weights_sha256(making.engine) != making.weights_sha256:
        return None
    with GENERATE.lease(making.engine) as engine:
        return engine.nearest_training(latent_of(Recipe.parse(making.code), engine))


def _licences(model: Model) -> list[Text]:
    said = _words()
    return [said["licence_code"], said.get(f"licence_{_maker(model)}", said["licence_unknown"])]


def _photos(use: Use | None) -> list[Text]:
    said = _words()
    lines = [said["photos_done"]]
    if use is not None:
        lines.append(said["photos_count"].fill(n=use.changed, m=use.left))
        lines += [said["photos_makeup"].fill(v=use.makeup)] if use.makeup != NONE else []
        lines += [said["photos_engine"].fill(v=_with_licence(maker)) for maker in use.engines]
    return lines


def _with(text: Text, value: Text) -> Text:
    """The value in each language where {v} stands."""
    return Text(ko=text.fill(v=value.ko).ko, en=text.fill(v=value.en).en)


@cache
def _words() -> dict[str, Text]:
    held = yaml.safe_load(_FILE.read_text("utf-8"))
    return {name: Text(ko=" ".join(both["ko"].split()), en=" ".join(both["en"].split())) for name, both in held.items()}
