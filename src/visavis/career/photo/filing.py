"""The finished photo as a file: 300 dpi, no trace of the camera, marks of origin, not larger than allowed."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

from visavis.career.photo.choices import DPI
from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text
from visavis.media.provenance import Identity, SourceType, label_frame, mark_file
from visavis.media.values import RGB
from visavis.media.xmp import with_source_type

Suffix = Literal["jpg", "png"]
BEST, WORST = 95, 40
"""JPEG qualities; below the worst blocks are seen."""
LEAST_KB = 10
_MARK_BYTES = 4_500
"""What the signed mark adds, with some to spare."""


class TooFewKilobytes(Invalid):
    """The file can't be made that small."""


@dataclass(frozen=True)
class Origin:
    """What the marks say: how the picture came about, and whether people are to see it too."""

    source: SourceType
    labelled: bool


OWN_HEAD = Origin("compositeSynthetic", labelled=False)
"""One's own head with a drawn ground or suit: programs read it in the file, nothing is written on the face."""
ON_TEMPLATE = Origin("compositeWithTrainedAlgorithmicMedia", labelled=True)


@dataclass(frozen=True)
class Filed:
    """The bytes of a file, and the JPEG quality that they were written with (None: PNG)."""

    data: bytes
    quality: int | None


def file_photo(
    image: RGB, suffix: Suffix, origin: Origin, identity: Identity, language: Language, most_kb: int | None = None
) -> Filed:
    """The picture (H, W, 3) as a file of at most ``most_kb`` (1 kB = 1000 bytes). Raises TooFewKilobytes."""
    shown = label_frame(image, language) if origin.labelled else image
    if suffix == "png":
        data = _marked(_png(shown), suffix, origin, identity)
        if most_kb is not None and len(data) > 1000 * most_kb:
            raise _too_few(most_kb, len(data), png=True)
        return Filed(data, None)
    quality = _quality(shown, most_kb)
    return Filed(_marked(_jpeg(shown, quality), suffix, origin, identity), quality)


def _quality(image: RGB, most_kb: int | None) -> int:
    """The best quality that fits, by halving."""
    if most_kb is None:
        return BEST
    room = 1000 * most_kb - _MARK_BYTES
    if len(_jpeg(image, WORST)) > room:
        raise _too_few(most_kb, len(_jpeg(image, WORST)) + _MARK_BYTES, png=False)
    low, high = WORST, BEST
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(_jpeg(image, middle)) <= room else (low, middle - 1)
    return low


def _too_few(asked_kb: int, least_bytes: int, png: bool) -> TooFewKilobytes:
    least = -(-least_bytes // 1000)
    hint_ko, hint_en = ("JPEG로 저장하거나 ", "Choose JPEG, or ") if png else ("", "")
    return TooFewKilobytes(
        Text(
            ko=f"{{k}} KB 이하로는 만들 수 없습니다. {hint_ko}{{m}} KB 이상으로 정하거나 더 작은 크기를 고르세요.",
            en=f"The file can't be made as small as {{k}} KB. {hint_en}allow {{m}} KB or more, or a smaller size.",
        ).fill(k=asked_kb, m=least)
    )


def _jpeg(image: RGB, quality: int) -> bytes:
    # Colour at full resolution while there is room for it: the red of lips on white shows the difference.
    fine = 0 if quality >= 80 else 2
    held = io.BytesIO()
    Image.fromarray(image).save(held, "JPEG", quality=quality, subsampling=fine, optimize=True, dpi=(DPI, DPI))
    return held.getvalue()


def _png(image: RGB) -> bytes:
    held = io.BytesIO()
    Image.fromarray(image).save(held, "PNG", optimize=True, dpi=(DPI, DPI))
    return held.getvalue()


def _marked(data: bytes, suffix: Suffix, origin: Origin, identity: Identity) -> bytes:
    """With the IPTC source type and the signed mark, which is written by way of a file that is gone at once."""
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        draft = Path(folder) / f"photo.{suffix}"
        draft.write_bytes(with_source_type(data, origin.source))
        mark_file(draft, "photo", origin.source, identity, thumbnail=False)
        return draft.read_bytes()
