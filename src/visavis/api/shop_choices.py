"""What is chosen from, and what is attested, before product photos are done: statements, sizes of marketplaces."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, Me
from visavis.people.consent import Consent
from visavis.shop.consent import STATEMENTS
from visavis.shop.refusing import DECLARATION
from visavis.shop.sizing import markets
from visavis.studio.makeup import presets

router = APIRouter(prefix="/shop", tags=["shop"])


class ShopConsentView(BaseModel):
    consent: Consent
    statement: str = Field(description="what is attested for a real model, word for word")


class DeclarationView(BaseModel):
    statement: str = Field(description="what is declared of the photos of a set, word for word")


class MarketView(BaseModel):
    """A marketplace's size of the main picture."""

    id: str
    name: str
    width: int
    height: int
    most_kb: int


class ShopMakeupView(BaseModel):
    """A look that the new face can wear; "none" changes nothing."""

    id: str
    title: str
    words: str = Field(description="what it consists of")


@router.get("/makeups")
def list_makeups(_me: Me, language: LanguageDep) -> list[ShopMakeupView]:
    """The looks that can be chosen, in the order of the list."""
    return [
        ShopMakeupView(id=look.id, title=look.title.in_language(language), words=look.words.in_language(language))
        for look in presets()
    ]


@router.get("/consent-statements")
def list_shop_statements(_me: Me, language: LanguageDep) -> list[ShopConsentView]:
    """What has to be attested before a real person's face goes into product photos."""
    return [ShopConsentView(consent=kind, statement=text.in_language(language)) for kind, text in STATEMENTS.items()]


@router.get("/declaration")
def read_declaration(_me: Me, language: LanguageDep) -> DeclarationView:
    """What has to be declared of everybody in the photos before a set is begun."""
    return DeclarationView(statement=DECLARATION.in_language(language))


@router.get("/markets")
def list_markets(_me: Me, language: LanguageDep) -> list[MarketView]:
    """The marketplaces whose sizes results can be downloaded in."""
    return [
        MarketView(id=m.id, name=m.name.in_language(language), width=m.width, height=m.height, most_kb=m.most_kb)
        for m in markets().values()
    ]
