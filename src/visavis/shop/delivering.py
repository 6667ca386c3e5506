"""Results as they leave: at full size or a marketplace's, labelled and marked, one by one or all in a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from visavis.kit.clock import now
from visavis.kit.text import Language, Text
from visavis.media.image import Still
from visavis.media.provenance import Identity, Maker
from visavis.media.values import RGB
from visavis.people.exporting import QUALITY, SUFFIXES, TooSmallForLabel, export_portrait, exported
from visavis.shop.consistency import Standing, compare
from visavis.shop.keeping import ConsentWithdrawn
from visavis.shop.making import read_patch, with_patch
from visavis.shop.opening import AS_JPEG, open_photo
from visavis.shop.places import free_name, made_key, original_key
from visavis.shop.replacing import Done
from visavis.shop.report import REPORT, Line, as_csv, made_by, makers_of
from visavis.shop.rights import model_of_catalogue, rights_sheet, use_of_photos
from visavis.shop.sizing import Market, encode_within, fit, short_note
from visavis.shop.tables import Catalogue, Photo
from visavis.storage.blobs import BlobNotFound, Blobs

RIGHTS = "rights.pdf"
_MARKS_BYTES = 70_000
"""What the marks of origin add to a picture."""
_TOO_SMALL = Text(
    ko="보이는 표시를 넣기에는 사진이 너무 작아 표시 없이 내보냈습니다. 프로그램이 읽는 표시는 있습니다.",
    en="Too small for the visible label, so it has none; the marks for programs are there.",
)
_GONE = Text(ko="내려받는 동안 지워졌습니다.", en="It was deleted during the download.")


@dataclass(frozen=True)
class Packing:
    """How results are to leave."""

    identity: Identity
    language: Language
    labelled: bool = True
    market: Market | None = None
    cuts: bool = False
    """In a market's shape: cut around the face instead of set on the background."""


@dataclass(frozen=True)
class Parcel:
    """A finished file; ``note``: what to know of it."""

    name: str
    data: bytes
    note: str = ""


def pack(
    image: RGB,
    still: Still,
    name: str,
    face: tuple[float, float] | None,
    packing: Packing,
    makers: Sequence[Maker] = (),
) -> Parcel:
    """One result as a file, see ``file_name``. ``face``: its middle (x, y) in pixels; ``makers``: who put it in, and
    who worked on it after that.

    The photo's transparency is kept, but for a market. Raises TooSmallForLabel.
    """
    finished = _finish(image, face, packing)
    path = PurePosixPath(file_name(name, packing))
    whole = _whole(finished, still, packing)
    data = exported(whole, path.stem, path.suffix, *_how(packing), finished.quality, maker=makers)
    return Parcel(path.name, data, finished.note)


def write_out(done: Done, still: Still, title: str, out: Path, packing: Packing) -> str:
    """Write the result of a photo to a file by its name's ending, whole or not at all; returns what to know of it.

    The photo's transparency is kept, but for a market.

    Raises what ``export_portrait`` raises.
    """
    rows, columns = np.nonzero(done.replaced.mask > 0)
    face = (float(columns.mean()), float(rows.mean())) if len(rows) else None
    finished = _finish(done.replaced.image, face, packing)
    whole, makers = _whole(finished, still, packing), tuple(done.makers.values())
    export_portrait(whole, title, out, *_how(packing), finished.quality, maker=makers)
    return finished.note


def file_name(name: str, packing: Packing) -> str:
    """A result's name: the photo's. PNG stays PNG; what is for a market or from a phone (HEIC) is JPEG, anything else
    that isn't is PNG."""
    path = PurePosixPath(name)
    if packing.market is not None or path.suffix.lower() in AS_JPEG:
        return f"{path.stem}.jpg"
    return path.name if path.suffix.lower() in SUFFIXES else f"{path.stem}.png"


@dataclass(frozen=True)
class _Finished:
    image: RGB
    quality: int = QUALITY
    note: str = ""


def _finish(image: RGB, face: tuple[float, float] | None, packing: Packing) -> _Finished:
    if packing.market is None:
        return _Finished(image)
    sized = fit(image, packing.market, face if packing.cuts else None)
    quality = encode_within(sized.image, packing.market.most_kb * 1024 - _MARKS_BYTES)
    note = short_note(packing.market).in_language(packing.language) if sized.is_short else ""
    return _Finished(sized.image, quality, note)


def _whole(finished: _Finished, still: Still, packing: Packing) -> NDArray[np.uint8]:
    return still.keep_alpha(finished.image) if packing.market is None else finished.image


def pack_photo(blobs: Blobs, catalogue: Catalogue, photo: Photo, packing: Packing) -> Parcel:
    """The same of a photo that is done. Raises TooSmallForLabel and BlobNotFound."""
    if photo.shown_revision is None or photo.patch_x is None or photo.patch_y is None:
        raise BlobNotFound(_GONE)
    patch = read_patch(
        blobs.get(made_key(catalogue, photo.id, photo.shown_revision, "patch.png")), photo.patch_x, photo.patch_y
    )
    still = open_photo(blobs.get(original_key(catalogue, photo.id)))
    image = with_patch(still.image, patch)
    height, width = patch.pixels.shape[:2]
    middle = patch.x + width / 2, patch.y + height / 2
    return pack(image, still, photo.name, middle, packing, tuple(makers_of(photo).values()))


def line_of(photo: Photo, standing: Standing, language: Language) -> Line:
    """What the report tells of a photo, but for its file."""
    why = (photo.why_ko if language == "ko" else photo.why_en) or ""
    if photo.state in ("waiting", "working") and photo.patch_x is None:
        why = Text(ko="아직 만들지 않았습니다.", en="Not done yet.").in_language(language)
    told = ("faces", "face", "yaw_deg", "glasses_kept", "hidden_share", "skin_gap", "like_model", "seconds")
    line = Line(photo.name, "", why, makeup=photo.worn, **{name: getattr(photo, name) for name in told})
    line = replace(line, like_others=standing.like_others, outlier=standing.outlier)
    return made_by(line, makers_of(photo))


def stream_zip(blobs: Blobs, catalogue: Catalogue, photos: list[Photo], packing: Packing) -> Iterator[bytes]:
    """All results, the report and the model's rights sheet, packed one after the other, so that memory holds one at a
    time."""
    out = _Pipe()
    lines, taken, compared = [], {REPORT, RIGHTS}, compare(catalogue.photos)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for photo in photos:
            line = line_of(photo, compared.of(photo), packing.language)
            if photo.patch_x is not None:
                line, parcel = _parcel(blobs, catalogue, photo, packing, line)
                if parcel is not None:
                    name = _free(parcel.name, taken)
                    archive.writestr(name, parcel.data)
                    line = replace(line, made=name)
                    yield out.taken()
            lines.append(line)
        archive.writestr(REPORT, as_csv(lines))
        with suppress(ConsentWithdrawn):
            archive.writestr(RIGHTS, sheet_of(blobs, catalogue, photos))
    yield out.taken()


def sheet_of(blobs: Blobs, catalogue: Catalogue, photos: list[Photo]) -> bytes:
    """The rights sheet of a set's model, with what became of the photos (PDF). Raises ConsentWithdrawn."""
    return rights_sheet(model_of_catalogue(catalogue, blobs), now(), use_of_photos(photos))


def _parcel(
    blobs: Blobs, catalogue: Catalogue, photo: Photo, packing: Packing, line: Line
) -> tuple[Line, Parcel | None]:
    try:
        parcel = pack_photo(blobs, catalogue, photo, packing)
    except TooSmallForLabel:
        parcel = pack_photo(blobs, catalogue, photo, replace(packing, labelled=False))
        return replace(line, note=_TOO_SMALL.in_language(packing.language)), parcel
    except BlobNotFound:
        return replace(line, why=_GONE.in_language(packing.language)), None
    return replace(line, note=parcel.note), parcel


def _how(packing: Packing) -> tuple[Identity, Language, bool]:
    return packing.identity, packing.language, packing.labelled


def _free(name: str, taken: set[str]) -> str:
    found = free_name(name, taken)
    taken.add(found)
    return found


class _Pipe:
    """Where a zip is written to that leaves piece by piece; it can't be sought in."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes, /) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is left open."""

    def taken(self) -> bytes:
        data = bytes(self._held)
        self._held.clear()
        return data
