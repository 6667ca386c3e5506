"""The engine ``retalking`` for films: LNet draws the lips, from a face that DNet calmed, and ENet enlarges them.

Without ENet the lips stay at 96 px. Without DNet and coefficients they are drawn from the face as it was filmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from visavis.engines import Card, Entry
from visavis.engines.choosing import why_not
from visavis.media.provenance import Maker
from visavis.media.values import RGB, Audio
from visavis.studio.talk.engine import LipEngine, Repainted
from visavis.studio.talk.retalking.networks import ENET, FACE_PX, LNET, ENet, Floats, ImportedNetwork, LNet, from_bgr
from visavis.studio.talk.retalking.stabilising import Stabiliser
from visavis.studio.talk.retalking.stages import Ran, Stage, makers_of
from visavis.studio.talk.video_face import Pads, Seen, cut_out, follow_face, lay_back, lower_half
from visavis.voice.mel import mel_of, mel_windows

BATCH = 4
PADS = Pads(bottom=20)
"""The official code's."""

CARD = Card(
    name="retalking",
    kind="neural",
    good_at=LNET.purpose,
    licence_code="Apache-2.0",
    licence_weights=LNET.licence_weights,
    origin=f"imported by the user: `visavis models import lnet FILE`, and enet where wanted; {LNET.origin}",
    inputs="RGB uint8 frames (H, W, 3) of one film; sound of any rate",
    outputs="RGB uint8 (H, W, 3)",
)


def lip_entry() -> Entry[LipEngine]:
    """The row of the shelf: LNet, with ENet when it is there."""
    return Entry(
        CARD, lambda: RetalkingLips(LNet(), None if why_not(ENET.kind) else ENet()), lambda: why_not(LNET.kind)
    )


class RetalkingLips:
    """Repaints films."""

    def __init__(self, lnet: LNet, enet: ENet | None = None, stabiliser: Stabiliser | None = None) -> None:
        self._lnet, self._enet, self._stabiliser = lnet, enet, stabiliser
        size = lnet.size_bytes + (enet.size_bytes if enet else 0)
        self.card = replace(CARD, sha256=lnet.weights_sha256, size_bytes=size)

    @property
    def ran(self) -> tuple[Ran, ...]:
        """The stages that run, in order."""
        nets: tuple[tuple[Stage, ImportedNetwork | None], ...] = (
            ("stabilise", self._stabiliser.net if self._stabiliser else None),
            ("lips", self._lnet),
            ("enhance", self._enet),
        )
        return tuple(Ran(stage, net.name, net.weights_sha256) for stage, net in nets if net)

    @property
    def weights_sha256(self) -> str:
        """LNet's; ``makers`` tells of each network."""
        return self._lnet.weights_sha256

    @property
    def makers(self) -> tuple[Maker, ...]:
        return makers_of(self.ran)

    def repaint(self, frames: Iterable[RGB], sound: Audio, fps: float) -> Iterator[Repainted]:
        """As LipEngine.repaint; 4 + BATCH pictures are held at once."""
        mel, film, first = mel_of(sound), follow_face(frames, PADS), 0
        if self._stabiliser:
            self._stabiliser.begin()
        while batch := list(islice(film, BATCH)):
            heard = mel_windows(mel, range(first, first + len(batch)), fps)
            yield from self._repaint(batch, heard, first)
            first += len(batch)

    def _repaint(self, batch: list[Seen], heard: Floats, first: int) -> Iterator[Repainted]:
        shown = [number for number, one in enumerate(batch) if one.face]
        squares = iter(self._squares([batch[number] for number in shown], heard[shown], [first + n for n in shown]))
        for one in batch:
            if one.face is None:
                yield Repainted(one.image, has_face=False)
            else:
                laid = lay_back(one.image, one.face.box, next(squares), lower_half(one.face))
                yield Repainted(laid, has_face=True)

    def _squares(self, batch: list[Seen], heard: Floats, numbers: list[int]) -> RGB:
        """What the boxes are to show, (n, S, S, 3)."""
        pairs = [(one.image, one.face) for one in batch if one.face]
        if not pairs:
            return np.zeros((0, FACE_PX, FACE_PX, 3), np.uint8)
        images, faces = [image for image, _ in pairs], [face for _, face in pairs]
        calm = self._stabiliser.calm(images, faces, numbers) if self._stabiliser else images
        filmed, reference = (
            np.stack([cut_out(image, face.box, FACE_PX) for image, face in zip(shown, faces, strict=True)])
            for shown in (images, calm)
        )
        lips = self._lnet.draw(heard, filmed, reference)
        return from_bgr(self._enet.draw(lips, reference) if self._enet else lips)
