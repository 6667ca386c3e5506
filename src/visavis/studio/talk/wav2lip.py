"""Wav2Lip (Prajwal et al. 2020) over weights that the user imported: lips that follow any sound.

In a film it repaints the lower face of whoever is followed (``Wav2Lip``); of a portrait the embedded engine makes a
film in which head and eyes move and the mouth rests, and that film is repainted (``Wav2LipTalker``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card, Entry
from visavis.engines.catalogue import Published
from visavis.engines.choosing import card_with, chosen, identify, why_not
from visavis.engines.imported import Imported
from visavis.engines.onnx import BrokenWeights, open_imported
from visavis.kit.text import Text
from visavis.media.provenance import Maker
from visavis.media.values import RGB, Audio
from visavis.studio.talk.ahead import make_ahead
from visavis.studio.talk.engine import FPS, LipEngine, Motion, Repainted, Rig, TalkEngine
from visavis.studio.talk.prepare import prepare_rig
from visavis.studio.talk.render import FrameRenderer
from visavis.studio.talk.rig import MeshRig, StaleRig
from visavis.studio.talk.video_face import FilmedFace, Seen, cut_out, follow_face, lay_back, lower_half
from visavis.voice.mel import Mel, mel_of, mel_windows

Floats: TypeAlias = NDArray[np.float32]

BATCH = 8
"""Pictures that the network repaints together: beyond this a CPU gets no faster, and the first picture comes later."""

_RESEARCH = "non-commercial: research and personal use only (trained on LRS2, whose licence forbids commercial use)"

WEIGHTS = Published(
    kind="wav2lip",
    form="torch",
    purpose=Text(
        ko="어떤 소리든 따라 움직이는 입 모양(얼굴 96픽셀), 사진과 영상용",
        en="Lips that follow any sound (faces at 96 px), for portraits and for films",
    ),
    licence_code="none stated (research code)",
    licence_weights=_RESEARCH,
    non_commercial=True,
    origin="github.com/Rudrabha/Wav2Lip",
    inputs="mel float32 (n, 1, 80, 16) in [-4, 4]; face float32 (n, 6, 96, 96) in [0, 1]: BGR, lower half 0; BGR",
    outputs="picture float32 (n, 3, 96, 96) BGR in [0, 1]",
    megabytes=436,
    hashes={
        "wav2lip.pth": "b78b681b68ad9fe6c6fb1debc6ff43ad05834a8af8a62ffc4167b7b34ef63c37",
        "wav2lip_gan.pth": "ca9ab7b7b812c0e80a6e70a5977c545a1e8a365a6c49d5e533023c034d7ac3d8",
    },
)
WEIGHTS_256 = replace(
    WEIGHTS,
    kind="wav2lip256",
    purpose=Text(
        ko="어떤 소리든 따라 움직이는 입 모양(얼굴 256픽셀), 사진과 영상용",
        en="Lips that follow any sound (faces at 256 px), for portraits and for films",
    ),
    origin="github.com/Rudrabha/Wav2Lip; the 256 px variant as in github.com/lipku/LiveTalking",
    inputs=WEIGHTS.inputs.replace("96, 96", "256, 256"),
    outputs=WEIGHTS.outputs.replace("96, 96", "256, 256"),
    megabytes=215,
    hashes={},
)


_MEASURED = {
    "wav2lip": "48 CPU-ms a frame of a 256 px film, tracked and pasted; its network in torch alone: 160",
    "wav2lip256": "310 CPU-ms a frame of a 256 px film, tracked and pasted; its network in torch alone: 787",
}


def _card(weights: Published, inputs: str, outputs: str) -> Card:
    return Card(
        name=weights.kind,
        kind="neural",
        good_at=weights.purpose,
        licence_code="Apache-2.0",
        licence_weights=weights.licence_weights,
        origin=f"imported by the user: `visavis models import {weights.kind} FILE`; {weights.origin}",
        inputs=inputs,
        outputs=outputs,
        measured={"speed": f"{_MEASURED[weights.kind]} (bench/test_wav2lip, random weights)"},
        non_commercial=weights.non_commercial,
    )


def lip_entry(weights: Published) -> Entry[LipEngine]:
    """The row of the shelf for films."""
    card = _card(weights, "RGB uint8 frames (H, W, 3) of one film; sound of any rate", "RGB uint8 (H, W, 3)")
    kind = weights.kind
    return Entry(card, lambda: Wav2Lip(chosen(kind), card), lambda: why_not(kind), kind)


def talk_entry(weights: Published) -> Entry[TalkEngine]:
    """The row of the shelf for portraits."""
    card = _card(weights, "RGB uint8 (H, W, 3), one frontal face; Motion with its sound", "RGB uint8 (size, size, 3)")
    kind = weights.kind
    return Entry(card, lambda: Wav2LipTalker(Wav2Lip(chosen(kind), card)), lambda: why_not(kind), kind)


class Wav2Lip:
    """Repaints films with one imported network. Raises what ``open_imported`` raises."""

    def __init__(self, model: Imported, card: Card) -> None:
        self._session = open_imported(model)
        try:
            shapes = {one.name: one.shape for one in self._session.get_inputs()}
            self.side_px = int(shapes["face"][-1])
            self._run(np.zeros((1, 80, 16), np.float32), np.zeros((1, self.side_px, self.side_px, 3), np.uint8))
        except Exception as error:  # the runtime raises types of its own for each way in which a file can be broken
            raise BrokenWeights(model) from error
        self.weights_sha256 = identify(model)
        self.card = replace(card_with(card, model), sha256=self.weights_sha256)

    @property
    def makers(self) -> tuple[Maker, ...]:
        return (Maker(self.card.name, self.weights_sha256),)

    def repaint(self, frames: Iterable[RGB], sound: Audio, fps: float) -> Iterator[Repainted]:
        """As LipEngine.repaint; 4 + BATCH pictures are held at once."""
        mel = mel_of(sound)
        film = follow_face(frames)
        first = 0
        while batch := list(islice(film, BATCH)):
            yield from self._repaint(batch, mel, range(first, first + len(batch)), fps)
            first += len(batch)

    def _repaint(self, batch: list[Seen], mel: Mel, numbers: range, fps: float) -> list[Repainted]:
        heard = mel_windows(mel, numbers, fps)
        faces = [one.face for one in batch]
        shown = [index for index, face in enumerate(faces) if face]
        squares = [cut_out(one.image, one.face.box, self.side_px) for one in batch if one.face]
        made = iter(self._run(heard[shown], np.stack(squares)) if squares else ())
        return [Repainted(_laid(one, one.face, made), one.face is not None) for one in batch]

    def _run(self, heard: Floats, faces: RGB) -> RGB:
        """Mel windows (n, 80, 16) and faces (n, S, S, 3) to repainted faces of the same shape."""
        whole = faces[..., ::-1].transpose(0, 3, 1, 2).astype(np.float32) / 255  # the official code works in BGR
        hidden = whole.copy()
        hidden[:, :, self.side_px // 2 :] = 0
        given = {"mel": heard[:, None], "face": np.concatenate([hidden, whole], axis=1)}
        (made,) = self._session.run(["picture"], given)
        painted = np.round(made.clip(0, 1) * 255).astype(np.uint8).transpose(0, 2, 3, 1)
        return np.ascontiguousarray(painted[..., ::-1])


def _laid(seen: Seen, face: FilmedFace | None, made: Iterator[RGB]) -> RGB:
    return lay_back(seen.image, face.box, next(made), lower_half(face)) if face else seen.image


class Wav2LipTalker:
    """Head, eyes and blinks as the embedded engine moves them, the mouth by Wav2Lip. See docs/talking-portrait.md."""

    def __init__(self, lips: Wav2Lip) -> None:
        self._lips = lips
        self.card = lips.card

    @property
    def weights_sha256(self) -> str:
        return self._lips.weights_sha256

    def prepare(self, portrait: RGB, size_px: int = 512) -> MeshRig:
        """As TalkEngine.prepare; the rig serves the engine ``mesh`` as well."""
        return prepare_rig(portrait, size_px)

    def render(self, rig: Rig, motion: Motion) -> Iterator[RGB]:
        """As TalkEngine.render; a motion without sound shows the embedded engine's frames. Raises StaleRig."""
        if not isinstance(rig, MeshRig):
            raise StaleRig
        if motion.sound is None:
            return make_ahead(_film(rig, motion))
        resting = replace(motion, mouth=np.repeat(motion.mouth[:1], motion.frames, axis=0))
        repainted = self._lips.repaint(make_ahead(_film(rig, resting)), motion.sound, FPS)
        return make_ahead(one.image for one in repainted)


def _film(rig: MeshRig, motion: Motion) -> Iterator[RGB]:
    renderer = FrameRenderer(rig)
    return (renderer.frame(motion, index) for index in range(motion.frames))
