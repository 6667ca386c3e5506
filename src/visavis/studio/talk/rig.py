"""The rig: everything about one portrait that rendering needs, apart from the motion and from the renderer.

A rig file is a compressed NumPy archive of a few MB: ``meta`` (UTF-8 JSON: format version, sizes, face axes, boxes) and
arrays named as the fields below, with the fields of the parts behind a dot (``left_eye.lid_maps``). Displacement
fields are float16 pixels of the picture; colours and masks are uint8. It holds all that a renderer on another machine
(a browser's GPU) needs; docs/talking-portrait.md describes each array.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB

VERSION = 1
CONTROLS = ("gap", "wid", "th", "cy", "mid", "tuck", "brow", "close")
"""The displacement fields of a rig. ``close`` is always 1: it shuts the mouth of the portrait."""

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels; right and bottom are outside."""


class StaleRig(Invalid):
    """The rig file is of another version, or isn't one."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="준비된 인물 파일을 읽을 수 없거나 이전 버전입니다. 사진에서 다시 준비해 주세요.",
                en="The prepared portrait can't be read or is of another version. Prepare it again from its picture.",
            )
        )


@dataclass(frozen=True)
class EyeRig:
    """One eye in the pixels of its ``box`` (h, w).

    ``lid_maps`` (levels, h, w, 2): where the lid layer takes its colour from when the eye is closed by 1/levels, …, 1,
    relative to the box. ``lid_masks`` (levels + 1, h, w): how far the lid covers, from open to closed. ``ball`` (h, w):
    how far a pixel follows the gaze.
    """

    box: Box
    lid_maps: Floats
    lid_masks: Bytes
    ball: Bytes


@dataclass(frozen=True)
class MouthRig:
    """The inside of the mouth in pixels of its ``box``.

    ``upper`` (h, w, 4) the upper teeth, fixed to the skull; ``lower`` (h, w, 4) lower teeth and tongue, which follow
    the lower lip; ``cavity`` (h, w, 3) what is behind them. RGBA, not premultiplied. ``corners``: where the closed
    mouth begins and ends along the face's right axis, in u; ``cheek`` (3,) the colour of what shows just inside them.
    """

    box: Box
    corners: tuple[float, float]
    upper: Bytes
    lower: Bytes
    cavity: Bytes
    cheek: Bytes


@dataclass(frozen=True)
class MeshRig:
    """A prepared portrait, as the engine ``mesh`` renders it. See docs/talking-portrait.md.

    ``picture``, ``plate`` (S, S, 3): the person, and the background without them. ``alpha`` (S, S): the person.
    ``upper_fields``, ``lower_fields`` (8, G, G, 2): displacement in pixels per unit of each of CONTROLS, for what lies
    above and below the slit of the mouth. ``upper_mask``, ``lower_mask`` (S, S): which is which. ``depth`` (G, G):
    towards the viewer, in u, 0 at the ears. ``follows_head``, ``follows_breath`` (G, G): 0 = stays, 1 = moves along.
    ``shade`` (2, G, G): how much wide corners and an open mouth darken (−) or lighten (+) the skin.
    """

    version: int
    name: str
    size_px: int
    """The side of the clips; the picture may be smaller, then frames are enlarged."""
    u_px: float
    origin: tuple[float, float]
    right: tuple[float, float]
    slit_rows: tuple[int, int]
    picture: RGB
    plate: RGB
    alpha: Bytes
    upper_fields: Floats
    lower_fields: Floats
    upper_mask: Bytes
    lower_mask: Bytes
    depth: Floats
    follows_head: Floats
    follows_breath: Floats
    shade: Floats
    left_eye: EyeRig
    right_eye: EyeRig
    mouth: MouthRig

    def save(self, path: Path) -> None:
        """Write the rig file; it appears when whole."""
        meta, arrays = _split(self)
        part = path.with_name(path.name + ".part")
        with part.open("wb") as file:
            np.savez_compressed(file, meta=np.frombuffer(json.dumps(meta).encode(), np.uint8), **arrays)
        os.replace(part, path)


def load_rig(path: Path) -> MeshRig:
    """Read a rig file. Raises StaleRig for anything else."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            meta = json.loads(bytes(data["meta"]))
            if meta["version"] != VERSION:
                raise StaleRig
            arrays = {name: _widened(data[name]) for name in data.files if name != "meta"}
            return _joined(meta, arrays)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, BadZipFile) as error:
        raise StaleRig from error


_PARTS: dict[str, Any] = {"left_eye": EyeRig, "right_eye": EyeRig, "mouth": MouthRig}


def _split(rig: MeshRig) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Plain values by name, and arrays by name; those of parts with a dot."""
    flat: dict[str, Any] = {}
    for name, value in asdict(rig).items():
        flat |= {f"{name}.{k}": v for k, v in value.items()} if isinstance(value, dict) else {name: value}
    arrays = {k: _narrowed(v) for k, v in flat.items() if isinstance(v, np.ndarray)}
    return {k: v for k, v in flat.items() if not isinstance(v, np.ndarray)}, arrays


def _joined(meta: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> MeshRig:
    flat = {k: tuple(v) if isinstance(v, list) else v for k, v in (meta | arrays).items()}
    whole: dict[str, Any] = {f.name: flat[f.name] for f in fields(MeshRig) if f.name not in _PARTS}
    for name, kind in _PARTS.items():
        whole[name] = kind(**{f.name: flat[f"{name}.{f.name}"] for f in fields(kind)})
    return MeshRig(**whole)


def _narrowed(values: NDArray[Any]) -> NDArray[Any]:
    return values.astype(np.float16) if values.dtype == np.float32 else values


def _widened(values: NDArray[Any]) -> NDArray[Any]:
    return values.astype(np.float32) if values.dtype == np.float16 else values
