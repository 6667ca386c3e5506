"""Licences said aloud wherever a command runs weights of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visavis.engines import Card
    from visavis.media.provenance import Maker

NON_COMMERCIAL = "NON-COMMERCIAL USE ONLY · 비상업적 용도 전용"


def tell_licence(card: Card) -> None:
    """Say what the weights of a neural engine may be used for."""
    if card.kind == "neural":
        typer.echo(f"{card.name}: weights {card.licence_weights}", err=True)
        if card.non_commercial and "non-commercial" not in card.licence_weights.casefold():
            typer.echo(f"{card.name}: {NON_COMMERCIAL}", err=True)


def tell_makers(makers: Iterable[Maker]) -> str:
    """Who made something, in a line: names, and how each network's SHA-256 begins."""
    return ", ".join(f"{one.engine} {(one.weights_sha256 or '')[:12]}".strip() for one in makers)
