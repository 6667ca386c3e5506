"""What is wished of product photos, as it is asked for over HTTP."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from visavis.shop.finishing import Finish
from visavis.shop.tables import Glasses
from visavis.shop.wishing import Change, Wish
from visavis.studio.makeup import NONE, STRONGEST, Shares

Strength = Annotated[float, Field(ge=0, le=1)]
Share = Annotated[float, Field(ge=0, le=STRONGEST)]
Makeup = Annotated[str, Field(max_length=40, description="an id of GET /shop/makeups")]
EngineName = Annotated[str, Field(max_length=40, description="a name of GET /engines; null: the one that serves")]
FormEngine = Annotated[str | None, Form(max_length=40, description="a name of GET /engines")]
FormShare = Annotated[float | None, Form(ge=0, le=STRONGEST)]


class MakeupShares(BaseModel):
    """How strongly each region wears the look: 0 not at all, 1 as the look has it."""

    lips: Share = 1
    eyes: Share = 1
    brows: Share = 1
    cheeks: Share = 1
    skin: Share = 1

    def value(self) -> Shares:
        return Shares(**self.model_dump())


class WishedOfAll(BaseModel):
    """What is wished of every photo."""

    strength: Strength = 0.65
    glasses: Glasses = "auto"
    makeup: Makeup = NONE
    shares: MakeupShares = Field(default_factory=MakeupShares)
    detail: Strength = Field(default=0, description="how much detail is added to the new face")
    engine: EngineName | None = Field(default=None, description="which replaces the faces; null: the one that serves")
    detail_engine: EngineName | None = Field(default=None, description="which adds the detail")

    def finish(self) -> Finish:
        """Raises NoSuchMakeup."""
        return Finish(self.makeup, self.shares.value(), self.detail, self.detail_engine)


class WishedOtherwise(BaseModel):
    """What isn't given stays as it is."""

    strength: Strength | None = None
    glasses: Glasses | None = None
    makeup: Makeup | None = None
    shares: MakeupShares | None = None
    detail: Strength | None = None
    engine: EngineName | None = None
    detail_engine: EngineName | None = None

    def change(self) -> Change:
        """Raises NoSuchMakeup."""
        shares = None if self.shares is None else self.shares.value()
        return Change(self.strength, self.glasses, self.makeup, shares, self.detail, self.engine, self.detail_engine)


def wish_of(
    strength: Annotated[float | None, Form(ge=0, le=1)] = None,
    glasses: Annotated[Glasses | None, Form()] = None,
    makeup: Annotated[str | None, Form(max_length=40)] = None,
    lips: FormShare = None,
    eyes: FormShare = None,
    brows: FormShare = None,
    cheeks: FormShare = None,
    skin: FormShare = None,
    detail: Annotated[float | None, Form(ge=0, le=1)] = None,
    engine: FormEngine = None,
    detail_engine: FormEngine = None,
    face: Annotated[int | None, Form(ge=1, le=99)] = None,
) -> Wish:
    """What is wished of one photo alone, as a form's fields; a region that isn't given wears the look as it is. Raises
    NoSuchMakeup."""
    regions = {"lips": lips, "eyes": eyes, "brows": brows, "cheeks": cheeks, "skin": skin}
    given = {region: share for region, share in regions.items() if share is not None}
    shares = Shares(**(asdict(Shares()) | given)) if given else None
    return Wish(strength, glasses, makeup, shares, detail, engine, detail_engine, face)
