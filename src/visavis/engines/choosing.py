"""Which imported weights an engine runs: the ones that the settings name, or the only ones of their kind."""

from __future__ import annotations

from visavis.engines.imported import Imported, library, list_imported
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


def weights_sha256(kind: str) -> str | None:
    """The SHA-256 of the published file that the serving weights came from; None when none serve, or it isn't known."""
    try:
        told = chosen(kind).record.get("source_sha256")
    except Unavailable:
        return None
    return told if isinstance(told, str) else None


def why_not(kind: str) -> Text | None:
    """Why no weights of this kind can serve now, as a sentence that a user can act on; None when some can."""
    try:
        chosen(kind)
    except Unavailable as reason:
        return reason.message
    return None


def _advice(kind: str, known: str, wanted: str | None) -> Text:
    if not known:
        return Text(
            ko="'{t}' 가중치가 필요합니다. `visavis models card {t}`에서 받는 방법을 확인해 주세요.",
            en="This needs the weights '{t}': `visavis models card {t}` says how to get them.",
        ).fill(t=kind)
    if wanted is None:
        return Text(
            ko="'{t}' 가중치가 여러 개입니다({k}). VISAVIS_WEIGHTS에 {t}=이름 형식으로 하나를 지정해 주세요.",
            en="Several weights '{t}' are here ({k}). Name one in VISAVIS_WEIGHTS, as {t}=NAME.",
        ).fill(t=kind, k=known)
    return Text(
        ko="'{t}' 가중치 '{w}'이(가) 없습니다. 가져온 것: {k}",
        en="There are no weights '{w}' of '{t}'. Here: {k}.",
    ).fill(t=kind, w=wanted, k=known)
