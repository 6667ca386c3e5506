"""Licences said aloud and accepted by somebody with a name.

What is typed is compared with the card: nobody makes weights free by calling them so.
"""

from __future__ import annotations

import getpass
import os
import re
import sys
from dataclasses import dataclass

import typer

from visavis.cli.models.errors import AnotherLicence, LicenceNotAccepted
from visavis.cli.terms import NON_COMMERCIAL
from visavis.engines.catalogue import Published
from visavis.engines.imported import forbids_business

OF_STYLEGAN2 = (
    "NVIDIA's official StyleGAN2 weights are for non-commercial use only; other weights have their own terms.\n"
    "공식 StyleGAN2 가중치는 비상업적 용도로만 쓸 수 있고, 다른 가중치는 각자의 조건이 있습니다."
)
OF_VOICES = (
    "the voice's MODEL_CARD or README names its licence; some voices are for non-commercial use only.\n"
    "음성의 MODEL_CARD나 README에 라이선스가 있습니다. 비상업적 용도로만 쓸 수 있는 음성도 있습니다."
)


def terms_of(card: Published) -> str:
    """What is said of a card's licence before anybody is asked."""
    lines = [f"{card.licence_weights} · {card.origin}"]
    if card.non_commercial:
        lines += [f"{NON_COMMERCIAL}: not for a business, nor for its interviews."]
    return "\n".join(lines)


@dataclass(frozen=True)
class Accepted:
    """The licence that the record keeps, what was typed to accept it, and whether it forbids commercial use."""

    licence: str
    typed: str
    non_commercial: bool


YES = ("yes", "accepted")
"""Accepts whatever the card says."""


def accept(card: Published, typed: str) -> Accepted:
    """What follows from the typed text. Raises AnotherLicence where that names neither the card's licence nor says yes;
    where each file has a licence of its own, the text is its name."""
    plain = _plain(typed)
    if card.licence_varies and plain and plain not in YES:
        return Accepted(typed.strip(), typed, card.non_commercial or forbids_business(typed))
    if plain not in {*YES, *names_of(card.licence_weights)} or card.licence_varies:
        raise AnotherLicence(typed, card.kind, card.licence_weights, card.licence_varies)
    return Accepted(card.licence_weights, typed, card.non_commercial)


def names_of(licence: str) -> set[str]:
    """How the licence of a card may be named: all of it, or what stands before the first explanation."""
    short = re.split(r"[;:(,]| as ", licence, maxsplit=1)[0]
    return {_plain(licence), _plain(short)} - {""}


def _plain(text: str) -> str:
    return re.sub(r"[^0-9a-z가-힣]", "", text.casefold())


def ask_licence(file: str, terms: str, suggested: str | None = None) -> str:
    """Asks at a terminal; elsewhere the option is needed."""
    typer.echo(f"{file}: {terms}", err=True)
    if not sys.stdin.isatty():
        raise LicenceNotAccepted
    name: str = typer.prompt("Licence of these weights / 이 가중치의 라이선스", default=suggested, err=True)
    if not typer.confirm(f"'{name}': do you accept it? / 동의하십니까?", err=True):
        raise LicenceNotAccepted
    return name


def login() -> str:
    """Whoever is at the machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return f"uid {os.getuid()}"
