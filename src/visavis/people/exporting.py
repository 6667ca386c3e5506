"""Portraits leave with their origin: a label that people see, and marks that programs read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text
from visavis.media.image import encode_jpeg, encode_png, on_white
from visavis.media.provenance import Identity, Maker, SourceType, label_frame, mark_file
from visavis.media.tagging import tag_srgb
from visavis.media.xmp import with_source_type

SOURCE: SourceType = "trainedAlgorithmicMedia"
SUFFIXES = (".png", ".jpg", ".jpeg")
QUALITY = 94
DRAFTS = ".visavis-"
"""How the folders begin that a file is written in before it appears."""
SMALLEST_LABELLED_PX = 160
"""Letters below 12 px can't be read, and on a smaller picture such a label covers more than a twelfth of it."""


class WrongSuffix(Invalid):
    """A portrait is written as PNG or JPEG."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="파일 이름은 .png 또는 .jpg로 끝나야 합니다.",
                en="The name of the picture must end in .png or .jpg.",
            )
        )


class TooSmallForLabel(Invalid):
    """The visible label would hide too much of the picture, or couldn't be read."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="{n}픽셀보다 작은 사진에는 보이는 표시를 넣을 수 없습니다. 더 크게 만들거나, 법이 허용하면 "
                "--no-label로 표시를 빼 주세요. 프로그램이 읽는 표시는 그대로 남습니다.",
                en="The visible label doesn't fit on a picture of less than {n} pixels. Make it larger or, where the "
                "law allows that, leave the label out with --no-label; the marks for programs stay.",
            ).fill(n=SMALLEST_LABELLED_PX)
        )


class NotWritable(Invalid):
    """The picture can't be written where it was asked for."""

    def __init__(self, out: Path) -> None:
        super().__init__(
            Text(
                ko="'{f}'에 사진을 저장할 수 없습니다. 쓸 수 있는 폴더의 파일 이름을 지정해 주세요.",
                en="The picture can't be written to '{f}'. Name a file in a folder that you may write to.",
            ).fill(f=out)
        )


def marked(picture: bytes, source: SourceType = SOURCE) -> bytes:
    """A JPEG or PNG of somebody generated, as it is shown: with the IPTC digital source type.

    The signed mark would add 58 kB and 50 ms to a picture of 9 kB; those that leave get it from ``export_portrait``.
    """
    return with_source_type(picture, source)


def export_portrait(
    portrait: NDArray[np.uint8],
    title: str,
    out: Path,
    identity: Identity,
    language: Language,
    labelled: bool = True,
    quality: int = QUALITY,
    *,
    source: SourceType = SOURCE,
    maker: Maker | Sequence[Maker] | None = None,
) -> None:
    """Write a generated portrait (H, W, 3) as PNG or JPEG by the name's ending, whole or not at all.

    One with transparency (H, W, 4) keeps it as PNG and stands on white as JPEG. The file bears an sRGB profile.

    It always carries the C2PA mark and the IPTC digital source type; the visible label may be left out where the law
    allows that. ``quality`` is that of a JPEG; ``maker``, the engine, is told in the C2PA mark. Raises WrongSuffix,
    TooSmallForLabel and NotWritable.
    """
    if out.suffix.lower() not in SUFFIXES:
        raise WrongSuffix
    if labelled and min(portrait.shape[:2]) < SMALLEST_LABELLED_PX:
        raise TooSmallForLabel
    if out.is_dir() or not os.access(out.parent, os.W_OK | os.X_OK):
        raise NotWritable(out)
    shown = _labelled(portrait, language) if labelled else portrait
    data = encode_png(shown) if out.suffix.lower() == ".png" else encode_jpeg(on_white(shown), quality)
    try:
        with tempfile.TemporaryDirectory(prefix=DRAFTS, dir=out.parent) as folder:
            draft = Path(folder) / f"portrait{out.suffix.lower()}"
            draft.write_bytes(marked(tag_srgb(data), source))
            mark_file(draft, title, source, identity, maker=maker)
            draft.replace(out)
    except OSError as error:
        raise NotWritable(out) from error


def _labelled(portrait: NDArray[np.uint8], language: Language) -> NDArray[np.uint8]:
    """With the visible label, which is opaque."""
    if portrait.shape[2] == 3:
        return label_frame(portrait, language)
    white = on_white(portrait)
    labelled = label_frame(white, language)
    there = (labelled != white).any(axis=2, keepdims=True)
    opaque = np.concatenate([labelled, np.full((*white.shape[:2], 1), 255, np.uint8)], axis=2)
    return np.asarray(np.where(there, opaque, portrait), np.uint8)


def exported(
    portrait: NDArray[np.uint8],
    title: str,
    suffix: str,
    identity: Identity,
    language: Language,
    labelled: bool = True,
    quality: int = QUALITY,
    *,
    maker: Maker | Sequence[Maker] | None = None,
) -> bytes:
    """The same as the bytes of a file."""
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        out = Path(folder) / f"portrait{suffix}"
        export_portrait(portrait, title, out, identity, language, labelled, quality, maker=maker)
        return out.read_bytes()
