"""Which imported weights an engine runs: the ones that the settings name, or the only ones of their kind."""

from __future__ import annotations

from dataclasses import replace

from visavis.engines.card import Card
from visavis.engines.fetching import sha256_of
from visavis.engines.imported import Imported, library, list_imported
from visavis.engines.providers import missing_provider
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text

GRAPH = "network.onnx"
"""The graph in a folder of the library."""


def chosen(kind: str) -> Imported:
    """The weights of this kind that serve. Raises Unavailable with what to do."""
    place = library()
    held = list_imported(place.models, kind)
    wanted = place.chosen.get(kind)
    fitting = [one for one in held if wanted in (None, one.name)]
    if len(fitting) != 1:
        raise Unavailable(_advice(kind, ", ".join(one.name for one in held), wanted))
    return fitting[0]


def serving_mark(kind: str) -> str | None:
    """Another text whenever other weights of this kind serve; None when none do."""
    try:
        one = chosen(kind)
    except Unavailable:
        return None
    return f"{one.folder} {one.source_sha256} {one.record.get('accepted_at')}"


def identify(model: Imported, file: str = GRAPH) -> str:
    """The SHA-256 that tells of imported weights everywhere: in marks, records and lists.

    That of the published file as it was imported; where the record doesn't know it, of the file that is run.
    """
    return model.source_sha256 or sha256_of(model.folder / file)


def card_with(card: Card, model: Imported, licence_varies: bool = False) -> Card:
    """An engine's card as it is with these weights. The licence stays the card's, unless each file has its own."""
    return replace(
        card,
        licence_weights=model.licence if licence_varies else card.licence_weights,
        non_commercial=card.non_commercial or model.non_commercial,
        size_bytes=model.size_bytes,
        sha256=model.source_sha256,
    )


def serving(kind: str) -> Imported | None:
    """As ``chosen``; None when none serve."""
    try:
        return chosen(kind)
    except Unavailable:
        return None


def weights_sha256(kind: str) -> str | None:
    """The SHA-256 of the published file that the serving weights came from; None when none serve, or it isn't known."""
    model = serving(kind)
    return model.source_sha256 if model else None


def which_serves(kind: str) -> Text | None:
    """Which of several weights of a kind serves, and how to choose another; None without a choice."""
    held = [one.name for one in list_imported(library().models, kind)]
    if len(held) < 2:
        return None
    model = serving(kind)
    if model is None:
        return _advice(kind, ", ".join(held), library().chosen.get(kind))
    return Text(
        ko="'{t}' 가중치 {k} 가운데 {n}을(를) 씁니다. 바꾸려면 VISAVIS_WEIGHTS에 {t}=이름을 지정해 주세요.",
        en="Of the weights '{t}' ({k}), {n} serves. To choose another, name it in VISAVIS_WEIGHTS, as {t}=NAME.",
    ).fill(t=kind, k=", ".join(held), n=model.name)


def why_not(kind: str) -> Text | None:
    """Why no weights of this kind can serve now, as a sentence that a user can act on; None when some can."""
    try:
        chosen(kind)
    except Unavailable as reason:
        return reason.message
    missing = missing_provider()
    return missing.message if missing else None


def _advice(kind: str, known: str, wanted: str | None) -> Text:
    if not known:
        return Text(
            ko="'{t}' 가중치가 필요합니다. `visavis models card {t}`에서 받는 방법을 확인해 주세요.",
            en="This needs the weights '{t}': `visavis models card {t}` says how to get them.",
        ).fill(t=kind)
    if wanted is None:
        return Text(
            ko="'{t}' 가중치가 여러 개입니다({k}). 하나를 고를 때까지 아무것도 쓰지 않습니다. "
            "VISAVIS_WEIGHTS에 {t}=이름 형식으로 하나를 지정해 주세요.",
            en="Several weights '{t}' are here ({k}), and none serves until one is chosen. Name it in "
            "VISAVIS_WEIGHTS, as {t}=NAME.",
        ).fill(t=kind, k=known)
    return Text(
        ko="'{t}' 가중치 '{w}'이(가) 없습니다. 가져온 것: {k}",
        en="There are no weights '{w}' of '{t}'. Here: {k}.",
    ).fill(t=kind, w=wanted, k=known)
