"""StyleGAN2 (Karras et al. 2020) from a checkpoint that the user imported: see docs/models-import.md.

A latent is w, not yet truncated, and after it the truncation psi. A checkpoint brings no labels: nothing else can be
steered, nobody's age is known, and photos aren't inverted.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card, Entry
from visavis.engines.checking import check_unaltered
from visavis.engines.choosing import card_with
from visavis.engines.imported import Imported, library, list_imported
from visavis.engines.onnx import open_network
from visavis.kit.errors import Invalid, NotFound, Unavailable, VisavisError
from visavis.kit.text import Text
from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.studio.generate.engine import GenerateEngine, Kind, Latent, Nearest, Slider
from visavis.studio.generate.painted import checked
from visavis.studio.generate.scenes import PORTRAIT_PX

NAME = "stylegan2"
PSI = 0.7
"""Truncation of whoever is drawn: what the official generators use for their samples."""
ANYBODY = Kind("any", Text(ko="누구나", en="Anybody"))
TRUNCATION = Slider("truncation", Text(ko="평균과의 거리", en="Distance from the mean"), "psi", 0.3, 1.0, 0.05, r=1.0)
_GRAPHS = ("mapping.onnx", "synthesis.onnx")

CARD = Card(
    name=NAME,
    kind="neural",
    good_at=Text(
        ko="직접 가져온 StyleGAN2 체크포인트의 얼굴. 나이를 알 수 없으므로 쓰기 전에 직접 확인해야 합니다.",
        en="Faces of a StyleGAN2 checkpoint of your own. Nobody's age is known: look before you use them.",
    ),
    licence_code="Apache-2.0",
    licence_weights="that of the checkpoint, accepted when it was imported",
    origin="imported by the user: `visavis models import stylegan2`",
    inputs="latent float32 (k + 1,): w and the truncation psi",
    outputs="RGB uint8 (320, 320, 3) and alpha float32 (320, 320)",
)


class BrokenModel(Unavailable):
    """The imported files can't be loaded."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                ko="가져온 체크포인트 '{n}'을(를) 읽을 수 없습니다. `visavis models remove {n}` 후 다시 가져와 주세요.",
                en="The imported checkpoint '{n}' can't be read. Run `visavis models remove {n}` and import it again.",
            ).fill(n=name)
        )


class NoInversion(Unavailable):
    """This engine finds nobody from a photo."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="stylegan2 엔진은 사진에서 얼굴을 찾지 못합니다. eigen 엔진을 사용해 주세요.",
                en="The engine stylegan2 can't find a face from a photo. Use the engine eigen.",
            )
        )


def entry() -> Entry[GenerateEngine]:
    """The row of the shelf."""
    return Entry(CARD, lambda: StyleGan2(_chosen()), _why_not)


def _why_not() -> Text | None:
    try:
        _chosen()
    except Unavailable as reason:
        return reason.message
    return None


def _chosen() -> Imported:
    """The imported checkpoint that the settings name, or the only one. Raises Unavailable with what to do."""
    place = library()
    held = list_imported(place.models, NAME)
    wanted = place.chosen.get(NAME)
    fitting = [one for one in held if wanted in (None, one.name)]
    if len(fitting) != 1:
        raise Unavailable(_advice(", ".join(one.name for one in held), wanted))
    return fitting[0]


def _advice(known: str, wanted: str | None) -> Text:
    if not known:
        return Text(
            ko="가져온 StyleGAN2 체크포인트가 없습니다. 실행: visavis models import stylegan2 FILE.pt",
            en="No StyleGAN2 checkpoint was imported. Run: visavis models import stylegan2 FILE.pt",
        )
    if wanted is None:
        return Text(
            ko="체크포인트가 여러 개입니다({k}). 하나를 VISAVIS_CHECKPOINT에 지정해 주세요.",
            en="Several checkpoints were imported ({k}). Set VISAVIS_CHECKPOINT to one of them.",
        ).fill(k=known)
    return Text(
        ko="VISAVIS_CHECKPOINT의 체크포인트 '{w}'이(가) 없습니다. 가져온 것: {k}",
        en="There is no checkpoint '{w}' as VISAVIS_CHECKPOINT says. Imported: {k}.",
    ).fill(w=wanted, k=known)


class StyleGan2:
    """Draws and renders the people of one imported checkpoint. Raises BrokenModel."""

    size_px = PORTRAIT_PX
    kinds: tuple[Kind, ...] = (ANYBODY,)
    sliders: tuple[Slider, ...] = (TRUNCATION,)

    def __init__(self, model: Imported) -> None:
        self.card, self.weights_sha256 = card_with(CARD, model, licence_varies=True), _identify(model)
        check_unaltered(model, *_GRAPHS)
        try:
            self._mapping, self._synthesis = (open_network(model.folder / name) for name in _GRAPHS)
            told = self._mapping.get_modelmeta().custom_metadata_map
            self._wide, self._layers = int(told["style_dim"]), int(told["styles"])
            self._mean = self._map(np.zeros(self._wide, np.float32), psi=0.0)
        except VisavisError:
            raise
        except Exception as error:  # the runtime raises types of its own for each way in which a file can be broken
            raise BrokenModel(model.name) from error

    def draw(self, seed: int, kind: str | None = None) -> Latent:
        """As in StyleGAN2-ADA's generate.py, so that a seed that is known from there gives the same face."""
        if kind not in (None, ANYBODY.name):
            raise NotFound(
                Text(ko="'{n}' 유형이 없습니다. 고를 수 있는 유형: any", en="There is no kind '{n}'. Kinds: any.").fill(
                    n=kind
                )
            )
        z = np.random.RandomState(seed).randn(self._wide).astype(np.float32)
        return np.append(self._map(z, psi=1.0), np.float32(PSI))

    def read(self, latent: Latent) -> dict[str, float]:
        return {TRUNCATION.name: float(latent[-1])}

    def steer(self, latent: Latent, to: Mapping[str, float]) -> Latent:
        steered = latent.astype(np.float32, copy=True)
        for name, value in to.items():
            _check(name, value)
            steered[-1] = value
        return steered

    def mix(self, latents: Sequence[Latent], shares: Sequence[float]) -> Latent:
        return np.asarray(np.tensordot(np.asarray(shares, np.float32), np.array(latents), 1), np.float32)

    def kind_of(self, latent: Latent) -> str:
        return ANYBODY.name

    def render(self, latent: Latent) -> RGB:
        """Raises NoFaceDrawn for the few latents from which a net makes no face."""
        painted = checked(np.round((self.paint(latent) + 1) * 127.5).clip(0, 255).astype(np.uint8))
        return resize(painted, PORTRAIT_PX, PORTRAIT_PX)

    def nearest_training(self, latent: Latent) -> Nearest | None:
        return None  # a checkpoint brings none of its training faces

    def invert(self, photo: RGB) -> Latent:
        raise NoInversion

    def paint(self, latent: Latent) -> NDArray[np.float32]:
        """The whole picture as the net gives it, float32 (S, S, 3), about [-1, 1]."""
        w = self._mean + latent[-1] * (latent[:-1] - self._mean)
        styles = np.repeat(w[None, None], self._layers, axis=1).astype(np.float32)
        return np.asarray(self._synthesis.run(None, {"w": styles})[0][0].transpose(1, 2, 0), np.float32)

    def _map(self, z: NDArray[np.float32], psi: float) -> Latent:
        w = self._mapping.run(None, {"z": z[None], "psi": np.array([psi], np.float32)})[0]
        return np.asarray(w[0], np.float32)


def _identify(model: Imported) -> str:
    """As everywhere; a record of before that was noted has both graphs' hashes as one."""
    hashes = (hashlib.sha256((model.folder / name).read_bytes()).digest() for name in _GRAPHS)
    return model.source_sha256 or hashlib.sha256(b"".join(hashes)).hexdigest()


def _check(name: str, value: float) -> None:
    if name != TRUNCATION.name:
        raise Invalid(
            Text(
                ko="stylegan2 엔진에는 '{n}' 조절 항목이 없습니다. 있는 항목: {k}",
                en="The engine stylegan2 has no slider '{n}'. Sliders: {k}.",
            ).fill(n=name, k=TRUNCATION.name)
        )
    if not (math.isfinite(value) and TRUNCATION.low <= value <= TRUNCATION.high):
        raise Invalid(
            Text(ko="{t}은(는) {a:g}에서 {b:g} 사이여야 합니다.", en="{t} must lie between {a:g} and {b:g}.").fill(
                t=TRUNCATION.name, a=TRUNCATION.low, b=TRUNCATION.high
            )
        )
