"""The coefficients of a 3D face model that DNet needs, from the file that the official code writes.

They are found by a network over the Basel Face Model, which its makers give to registered researchers only: we can't
make them. Whoever has run the official code on the same film has the file (``temp/NAME_coeffs.npy``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text
from visavis.studio.talk.retalking.networks import WINDOW, Floats

WIDTH = 262
"""80 identity, 64 expression, 80 texture, 3 angles, 27 light, 3 translation; and 5 of the crop: width, height, scale,
and the place of its centre."""
EXPRESSION = slice(80, 144)
_SHOWN = (EXPRESSION, slice(224, 227), slice(254, 257), slice(259, 262))
_BEFORE = WINDOW // 2
_MOST_BYTES = 512 * 1024 * 1024


class WrongCoefficients(Invalid):
    """The file isn't one of coefficients."""

    def __init__(self, path: Path, found: str, wanted: str) -> None:
        super().__init__(
            Text(
                ko="'{p}'은(는) 3DMM 계수 파일이 아닙니다: {f}. 필요한 형식: {w} (docs/retalking.md).",
                en="'{p}' is no file of 3DMM coefficients: {f}. Wanted: {w} (docs/retalking.md).",
            ).fill(p=path.name, f=found, w=wanted)
        )


@dataclass(frozen=True)
class Coefficients:
    """``film`` (T, 262), a row for each picture of the film; ``calm`` (64,), the expression that every picture gets;
    ``own``: it is the median of the film's own, because no other was given."""

    film: Floats
    calm: Floats
    own: bool

    def window(self, number: int) -> Floats:
        """(73, 26): what is shown 13 pictures before this one to 12 after, the ends repeated, with the calm expression.

        A film that begins again has its coefficients again.
        """
        count = len(self.film)
        around = np.arange(-_BEFORE, _BEFORE) + number % count
        rows = self.film[around.clip(0, count - 1)]
        shown = np.concatenate([rows[:, columns] for columns in _SHOWN], axis=1)
        shown[:, : len(self.calm)] = self.calm
        return np.ascontiguousarray(shown.T)


def read_coefficients(film: Path, calm: Path | None = None) -> Coefficients:
    """From .npy files, (T, 262) and (64,) or (1, 64). Raises NotFound and WrongCoefficients."""
    rows = _read(film, (WIDTH,), f"float (T, {WIDTH})")
    if rows.ndim != 2:
        raise WrongCoefficients(film, str(rows.shape), f"float (T, {WIDTH})")
    if calm is None:
        return Coefficients(rows, np.median(rows[:, EXPRESSION], axis=0).astype(np.float32), own=True)
    wide = EXPRESSION.stop - EXPRESSION.start
    row = _read(calm, (wide,), f"float ({wide},)")
    if row.size != wide:
        raise WrongCoefficients(calm, str(row.shape), f"float ({wide},)")
    return Coefficients(rows, row.reshape(wide), own=False)


def _read(path: Path, last: tuple[int, ...], wanted: str) -> NDArray[np.float32]:
    """An array of finite numbers whose last axis has this length; pickled objects aren't read."""
    if not path.is_file():
        raise NotFound(Text(ko="'{p}' 파일이 없습니다.", en="There is no file '{p}'.").fill(p=path))
    if path.stat().st_size > _MOST_BYTES:
        raise WrongCoefficients(path, f"{path.stat().st_size} bytes", wanted)
    try:
        with path.open("rb") as file:
            found = np.asarray(np.load(file, allow_pickle=False))
    except (ValueError, EOFError, OSError, MemoryError) as error:
        raise WrongCoefficients(path, str(error)[:120], wanted) from error
    if found.shape[-1:] != last or not found.size or not np.issubdtype(found.dtype, np.floating):
        raise WrongCoefficients(path, f"{found.dtype} {found.shape}", wanted)
    if not np.isfinite(found).all():
        raise WrongCoefficients(path, "inf, nan", wanted)
    return found.astype(np.float32)
