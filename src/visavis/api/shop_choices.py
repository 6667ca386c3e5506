"""What is chosen from, and what is attested, before product photos are done: statements, sizes of marketplaces."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, Me
from visavis.people.consent import Consent
from visavis.shop.consent import STATEMENTS
from visavis.shop.refusing import DECLARATION
from visavis.shop.sizing import markets

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
