"""Product photos as sellers have them: any colour space and depth, with transparency, from a phone; no animations."""

from __future__ import annotations

from pathlib import Path

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.image import Still, decode_still

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".gif")
AS_JPEG = (".heic", ".heif")


class MovingPicture(Invalid):
    """An animation: a face would have to be replaced in each of its pictures alike."""

    def __init__(self, frames: int) -> None:
        super().__init__(
            Text(
                ko="움직이는 그림({n}장)은 바꿀 수 없습니다. 한 장을 PNG나 JPEG로 저장해 사용해 주세요.",
                en="This is an animation of {n} pictures, which can't be changed. Save one of them as PNG or JPEG.",
            ).fill(n=frames)
        )


def open_photo(data: bytes) -> Still:
    """A photo upright in sRGB, with its transparency. Raises MovingPicture and what ``decode_still`` raises."""
    still = decode_still(data)
    if still.frames > 1:
        raise MovingPicture(still.frames)
    return still


def photos_of(folder: Path) -> list[Path]:
    """The photos of a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())


def result_name(photo: Path) -> str:
    """JPEG and PNG keep their names; a phone's HEIC becomes a JPEG, anything else a PNG. Where that is the name of
    another photo's result, the whole name stands before it."""
    suffix = photo.suffix.lower()
    if suffix in (".jpg", ".jpeg", ".png"):
        return photo.name
    ending = ".jpg" if suffix in AS_JPEG else ".png"
    twins = (photo.with_suffix(other) for other in SUFFIXES if other != suffix)
    return f"{photo.name}{ending}" if any(twin.exists() for twin in twins) else f"{photo.stem}{ending}"
