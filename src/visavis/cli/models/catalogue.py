"""The catalogue: every kind of published weights that an engine runs, and where its card lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from visavis.engines.catalogue import Published
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.engines.fetching import Fetchable


@dataclass(frozen=True)
class Item:
    """One line of the catalogue: ``name`` is what commands take, ``kind`` the library's folder.

    ``how``: the command that brings it in. ``published``: the card, for what comes through the door of single files.
    """

    name: str
    kind: str
    purpose: Text
    licence_code: str
    licence_weights: str
    non_commercial: bool
    origin: str
    megabytes: int
    how: str
    hashes: dict[str, str] = field(default_factory=dict)
    address: str | None = None
    inputs: str = ""
    outputs: str = ""
    published: Published | None = None
    fetchable: Fetchable | None = None


@cache
def published() -> dict[str, Published]:
    """The cards by kind; each stands beside the engine that runs such weights."""
    from visavis.face.heading import fsanet
    from visavis.face.identity import arcface
    from visavis.face.mesh import tasks
    from visavis.studio.makeup import beautygan
    from visavis.studio.restore import gfpgan, gpen
    from visavis.studio.swap import faceshifter, inswapper
    from visavis.studio.talk import wav2lip
    from visavis.studio.talk.retalking import networks as retalking
    from visavis.voice.activity import silero

    cards = (
        *(tasks.WEIGHTS, fsanet.WEIGHTS, arcface.WEIGHTS, silero.WEIGHTS),
        *(wav2lip.WEIGHTS, wav2lip.WEIGHTS_256, *retalking.WEIGHTS),
        *(*faceshifter.WEIGHTS, inswapper.WEIGHTS),
        *(gfpgan.WEIGHTS, gfpgan.RESTOREFORMER, gpen.WEIGHTS_256, gpen.WEIGHTS_512),
        beautygan.WEIGHTS,
    )
    return {card.kind: card for card in sorted(cards, key=lambda card: card.kind)}


def catalogue() -> dict[str, Item]:
    """Every line by name."""
    items = [*map(_of_card, published().values()), *_whispers(), _STYLEGAN2, _VOICE]
    return {item.name: item for item in items}


def importable() -> list[str]:
    """The kinds that ``visavis models import`` takes."""
    return [*published(), _STYLEGAN2.kind, _VOICE.kind]


def _of_card(card: Published) -> Item:
    fetched = card.address is not None and bool(card.hashes)
    return Item(
        name=card.kind,
        kind=card.kind,
        purpose=card.purpose,
        licence_code=card.licence_code,
        licence_weights=card.licence_weights,
        non_commercial=card.non_commercial,
        origin=card.origin,
        megabytes=card.megabytes,
        how=f"visavis models fetch {card.kind}" if fetched else f"visavis models import {card.kind} FILE",
        hashes=dict(card.hashes),
        address=card.address,
        inputs=card.inputs,
        outputs=card.outputs,
        published=card,
    )


def _whispers() -> Iterator[Item]:
    from visavis.voice.listen import whisper

    for size in whisper.SIZES:
        card, model = whisper.card(size), whisper.fetchable(size)
        yield Item(
            name=model.name,
            kind=model.kind,
            purpose=card.good_at,
            licence_code=card.licence_code,
            licence_weights=card.licence_weights,
            non_commercial=False,
            origin=card.origin,
            megabytes=model.megabytes,
            how=f"visavis models fetch {model.name}",
            address=model.address,
            inputs=card.inputs,
            outputs=card.outputs,
            fetchable=model,
        )


_STYLEGAN2 = Item(
    name="stylegan2",
    kind="stylegan2",
    purpose=Text(
        ko="직접 가진 StyleGAN2 체크포인트로 새 인물을 그립니다.",
        en="Draws new people with a StyleGAN2 checkpoint of your own.",
    ),
    licence_code="Apache-2.0",
    licence_weights="that of the checkpoint; NVIDIA's official ones: NVIDIA Source Code License-NC",
    non_commercial=True,
    origin="rosinality/stylegan2-pytorch (.pt), NVlabs/stylegan2-ada-pytorch (.pkl)",
    megabytes=380,
    how="visavis models import stylegan2 FILE",
    inputs="z (n, 512), psi",
    outputs="RGB (n, 3, S, S), about [−1, 1]",
)
_VOICE = Item(
    name="voice",
    kind="voice",
    purpose=Text(
        ko="Piper 또는 sherpa-onnx 음성으로 말합니다.",
        en="Speaks with a voice of Piper or for sherpa-onnx.",
    ),
    licence_code="Apache-2.0 (sherpa-onnx)",
    licence_weights="that of the voice, in its MODEL_CARD or README; some are non-commercial",
    non_commercial=False,
    origin="github.com/rhasspy/piper, github.com/k2-fsa/sherpa-onnx",
    megabytes=60,
    how="visavis models import voice FOLDER --lang en",
    inputs="text in the voice's language",
    outputs="mono sound at the voice's rate",
)
