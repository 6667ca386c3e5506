"""Licences said aloud and accepted by somebody with a name."""

from __future__ import annotations

import getpass
import os
import sys

import typer

from visavis.cli.models.errors import LicenceNotAccepted
from visavis.engines.catalogue import Published

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
        lines += ["NON-COMMERCIAL USE ONLY: not for a business, nor for its interviews.", "비상업적 용도 전용입니다."]
    return "\n".join(lines)


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
