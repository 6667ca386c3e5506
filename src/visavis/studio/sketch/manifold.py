"""The embedded engine: part autoencoders, the manifold of sketches, a colouring network (docs/models/sketch.md)."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.resources import files

import numpy as np
import onnxruntime

from visavis.engines import Card
from visavis.engines.onnx import open_network
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.sketch.codes import Codes
from visavis.studio.sketch.engine import PICTURE_PX, Drawn, Gray, Guidance, Part, Refined, Style
from visavis.studio.sketch.lines import Plane
from visavis.studio.sketch.lips import tint_lips
from visavis.studio.sketch.looks import Looks, Wardrobe, measure_skin
from visavis.studio.sketch.pen import mix_lines, shrink
from visavis.studio.sketch.projecting import Manifold
from visavis.studio.sketch.recognising import LEAST_PARTS, shows_face
from visavis.studio.sketch.telling import read_tellers
from visavis.studio.sketch.windows import PART_PX, are_drawn, cut_parts, join_parts

_FOLDER = files("visavis.studio.sketch") / "data"
_FILES = ("encoders.onnx", "decoders.onnx", "colouring.onnx", "manifold.npz")

_WARDROBE = ("hair", "makeup", "middle", "spread")

CARD = Card(
    name="manifold",
    kind="embedded",
    good_at=Text(
        ko="정면을 보는 성인 얼굴의 선 그림. 그리지 않은 부분은 비슷한 얼굴에서 채웁니다.",
        en="Line drawings of frontal adult faces; what isn't drawn is filled in from likely faces.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="trained by this project on synthetic faces (MIT, CC0-1.0): docs/models/sketch.md",
    inputs="uint8 (512, 512), 0 = ink, 255 = paper",
    outputs="refined uint8 (512, 512) and RGB uint8 (256, 256, 3)",
)

FILLED = Text(
    ko="아직 그리지 않은 부분({p})은 비슷한 얼굴에서 채웠습니다.",
    en="What isn't drawn yet ({p}) was filled in from similar faces.",
)
STRANGE = Text(
    ko="얼굴 그림으로 보이지 않습니다. 정면을 보는 얼굴을 안내선에 맞추어 그리면 더 닮게 나옵니다.",
    en="This doesn't look like a face. A frontal face drawn along the guide gives a closer likeness.",
)
TITLES = {
    Part.LEFT_EYE: Text(ko="왼쪽 눈", en="left eye"),
    Part.RIGHT_EYE: Text(ko="오른쪽 눈", en="right eye"),
    Part.NOSE: Text(ko="코", en="nose"),
    Part.MOUTH: Text(ko="입", en="mouth"),
    Part.OUTLINE: Text(ko="윤곽", en="outline"),
}


class ManifoldEngine:
    """Encodes the five parts, moves them towards real sketches, draws them again and colours them."""

    card = CARD

    def __init__(self) -> None:
        with (_FOLDER / "manifold.npz").open("rb") as file:
            held = np.load(file)
            looks = held["looks"].astype(np.float32)
            usual = held["usual"].astype(np.float32)
            self._manifold = Manifold(held["codes"], looks, usual, read_tellers(held))
            hair, makeup, middle, spread = (held[name].astype(np.float32) for name in _WARDROBE)
            self._wardrobe = Wardrobe(hair, measure_skin(looks), makeup, middle, spread)
        self._encoders, self._decoders, self._colouring = (_open(n) for n in ("encoders", "decoders", "colouring"))

    def refine(self, sketch: Gray, guidance: Guidance = Guidance(), style: Style = Style()) -> Refined:  # noqa: B008
        refined, _, notices, stages = self._refine(sketch, guidance, style)
        return Refined(_as_sketch(refined), notices, stages.ms)

    def draw(self, sketch: Gray, guidance: Guidance = Guidance(), style: Style = Style()) -> Drawn:  # noqa: B008
        refined, looks, notices, stages = self._refine(sketch, guidance, style)
        with stages.timed("colour"):
            picture = self._colour(refined, self._wardrobe.wear(looks, style))
            if style.makeup is not None:
                picture = tint_lips(picture, refined, self._wardrobe.lip_change(style.makeup))
        return Drawn(_as_sketch(refined), picture, notices, stages.ms)

    @cached_property
    def weights_sha256(self) -> str:
        return hashlib.sha256(b"".join((_FOLDER / name).read_bytes() for name in _FILES)).hexdigest()

    def _refine(self, sketch: Gray, guidance: Guidance, style: Style) -> tuple[Plane, Looks, tuple[Text, ...], _Stages]:
        """Refined ink (SKETCH_PX, SKETCH_PX), the looks of the likest faces, notices, times."""
        stages = _Stages()
        with stages.timed("encode"):
            own = 1 - sketch.astype(np.float32) / 255
            parts = cut_parts(shrink(own, PART_PX))
            codes = self._encode(parts)
        with stages.timed("project"):
            drawn = are_drawn(parts) or (Part.OUTLINE,)
            likest = self._manifold.likest(codes, drawn, guidance.k, style)
            moved = self._manifold.project(codes, drawn, likest, guidance, style)
            looks = self._manifold.tell(codes, drawn, likest, style)
        with stages.timed("recognise"):
            notices = tuple(self._notices(parts, codes, drawn))
        with stages.timed("decode"):
            made = self._decode(moved)
            mixed = {part: guidance.of(part) if part in drawn else 0.0 for part in Part}
            refined = mix_lines(join_parts(made), own, mixed)
        return refined, looks, notices, stages

    def _encode(self, parts: dict[Part, Plane]) -> Codes:
        given = {part.value: parts[part][None, None] for part in Part}
        return np.asarray(self._encoders.run(None, given)[0][0], np.float32)

    def _decode(self, codes: Codes) -> dict[Part, Plane]:
        made = self._decoders.run([part.value for part in Part], {"codes": codes[None]})
        return {part: made[row][0, 0] for row, part in enumerate(Part)}

    def _colour(self, ink: Plane, looks: Looks) -> RGB:
        seen = 1 - 2 * shrink(ink, PICTURE_PX)
        given = {"ink": seen[None, None], "looks": self._wardrobe.standardised(looks)[None]}
        made = self._colouring.run(None, given)[0][0].transpose(1, 2, 0)
        return np.asarray(np.rint((made.clip(-1, 1) + 1) * 127.5), np.uint8)

    def _notices(self, parts: dict[Part, Plane], codes: Codes, drawn: tuple[Part, ...]) -> Iterator[Text]:
        missing = [TITLES[part] for part in Part if part not in drawn]
        if missing:
            ko, en = ", ".join(one.ko for one in missing), ", ".join(one.en for one in missing)
            yield Text(ko=FILLED.ko.format(p=ko), en=FILLED.en.format(p=en))
        if len(drawn) >= LEAST_PARTS:
            rebuilt = self._manifold.rebuild(codes, drawn, Guidance().k, Style())
            if not shows_face(parts, self._decode(rebuilt), drawn):
                yield STRANGE


class _Stages:
    """What took how long."""

    def __init__(self) -> None:
        self.ms: dict[str, float] = {}

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.ms[name] = round(1000 * (time.perf_counter() - began), 2)


def _as_sketch(ink: Plane) -> Gray:
    return np.asarray(np.rint(255 * (1 - np.clip(ink, 0, 1))), np.uint8)


def _open(name: str) -> onnxruntime.InferenceSession:
    weights = (_FOLDER / f"{name}.onnx").read_bytes()
    return open_network(weights)
