"""Every engine of every capability: whether it can serve here, what to do when it can't, and whose weights it runs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from visavis.api.identity import Me
from visavis.engines import Entry, Kind, Shelf
from visavis.engines.choosing import serving, which_serves
from visavis.engines.shelf import preferred_engine
from visavis.face.heading import HEADING
from visavis.face.identity import IDENTITY
from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.kit.text import Text
from visavis.media.provenance import Maker
from visavis.observe.expression_classes import EXPRESSIONS
from visavis.observe.gesture import BODY
from visavis.studio.generate import GENERATE
from visavis.studio.makeup import MAKEUP
from visavis.studio.restore import RESTORE
from visavis.studio.sketch import SKETCH
from visavis.studio.swap import SWAP
from visavis.studio.talk import LIPS, TALK
from visavis.voice.activity import ACTIVITY
from visavis.voice.clone import CLONERS
from visavis.voice.listen import LISTENERS
from visavis.voice.speak import SPEAKERS

router = APIRouter(prefix="/engines", tags=["engines"])

SHELVES: tuple[Shelf[Any], ...] = (
    MESH,
    MASK,
    HEADING,
    IDENTITY,
    BODY,
    EXPRESSIONS,
    SPEAKERS,
    CLONERS,
    LISTENERS,
    ACTIVITY,
    TALK,
    LIPS,
    GENERATE,
    SKETCH,
    SWAP,
    RESTORE,
    MAKEUP,
)


def ready_engines() -> list[str]:
    """Every engine that can serve on this machine, each as ``capability/engine``: what a worker announces."""
    return [f"{shelf.capability}/{name}" for shelf in SHELVES for name in shelf.entries if shelf.why_not(name) is None]


class BilingualView(BaseModel):
    """The same sentence in both languages."""

    ko: str
    en: str


class ShelfEngineView(BaseModel):
    """An engine of a capability."""

    name: str
    kind: Kind = Field(
        description="embedded: ships with the package; neural: own or imported weights; remote: sent away"
    )
    ready: bool
    serves: bool = Field(description="runs where no engine is named")
    why_not: BilingualView | None = Field(description="what to do so that it can serve; null when it can")
    good_at: BilingualView
    licence_code: str
    licence_weights: str
    non_commercial: bool = Field(description="the licence of the weights forbids commercial use")
    origin: str
    sha256: str | None = Field(description="of the published file whose weights it runs; null for other engines")
    choice: BilingualView | None = Field(
        description="which of several imported weights it runs and how to choose others; null without a choice"
    )


class MadeByView(BaseModel):
    """Which engine made an output."""

    engine: str
    weights_sha256: str | None = Field(
        description="of the published file whose weights it ran, or of the network that ships; null without a network"
    )

    @classmethod
    def of(cls, maker: Maker) -> MadeByView:
        return cls(engine=maker.engine, weights_sha256=maker.weights_sha256)


class ShelfView(BaseModel):
    """A capability and its engines, in order of preference."""

    capability: str
    engines: list[ShelfEngineView]


@router.get("")
def list_engines(me: Me) -> list[ShelfView]:
    """Every shelf with its engines."""
    return [_shelf(shelf) for shelf in SHELVES]


def _shelf(shelf: Shelf[Any]) -> ShelfView:
    reasons = {name: entry.why_not() for name, entry in shelf.entries.items()}
    serving = preferred_engine(shelf.capability) or next((name for name in reasons if reasons[name] is None), None)
    engines = [_engine(entry, reasons[name], name == serving) for name, entry in shelf.entries.items()]
    return ShelfView(capability=shelf.capability, engines=engines)


def _engine(entry: Entry[Any], reason: Text | None, serves: bool) -> ShelfEngineView:
    card = entry.card
    kind = entry.weights or card.name
    model = serving(kind)
    sha256 = card.sha256 or (model.source_sha256 if model and reason is None else None)
    choice = which_serves(kind) if reason is None else None
    return ShelfEngineView(
        name=card.name,
        kind=card.kind,
        ready=reason is None,
        serves=serves and reason is None,
        why_not=_both(reason) if reason else None,
        good_at=_both(card.good_at),
        licence_code=card.licence_code,
        licence_weights=card.licence_weights,
        non_commercial=card.non_commercial or bool(model and model.non_commercial),
        origin=card.origin,
        sha256=sha256,
        choice=_both(choice) if choice else None,
    )


def _both(text: Text) -> BilingualView:
    return BilingualView(ko=text.ko, en=text.en)
