"""Faces of the gallery as small pictures, made when they are asked for and remembered for a while."""

from __future__ import annotations

import hashlib
import threading
from functools import lru_cache

from visavis.media.image import encode_jpeg
from visavis.people.exporting import marked
from visavis.people.making import weights_sha256
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe

SIZES = (256, 512)
QUALITY = 88
VERSION = 2
"""Raise it when the same recipe would give another picture, so that browsers ask again."""
SLOTS = {256: threading.BoundedSemaphore(2), 512: threading.BoundedSemaphore(1)}
"""How many of a size may be made at once: a page asks for twelve, and the rest of the server must have its threads and
cores meanwhile. The large one that somebody looks at doesn't stand behind a wall of small ones."""


@lru_cache(maxsize=500)
def face_jpeg(recipe: Recipe, size_px: int) -> bytes:
    """The face as a marked JPEG, size_px square; about 10 kB at 256 px. Raises what ``portray`` raises."""
    return marked(encode_jpeg(portray(recipe, size_px), QUALITY))


def face_etag(recipe: Recipe, size_px: int) -> str:
    """An entity tag that is known without making the picture. Raises NotFound for an unknown engine."""
    told = f"{VERSION} {recipe} {size_px} {weights_sha256(recipe.engine)}"
    return hashlib.sha256(told.encode()).hexdigest()[:24]
