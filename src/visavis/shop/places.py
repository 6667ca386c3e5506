"""Where the blobs of catalogues lie, and names that don't meet.

In a catalogue's folder lie ``model.png`` and, in a folder for each photo, ``original``, ``painted.png`` and what was
made: ``made/<revision>-patch.png`` and the pictures that are shown.
"""

from __future__ import annotations

from visavis.shop.tables import Catalogue

FOLDER = "shop"


def model_key(catalogue: Catalogue) -> str:
    return f"{catalogue.folder}/model.png"


def photo_folder(catalogue: Catalogue, photo_id: str) -> str:
    return f"{catalogue.folder}/{photo_id}"


def original_key(catalogue: Catalogue, photo_id: str) -> str:
    return f"{photo_folder(catalogue, photo_id)}/original"


def painted_key(catalogue: Catalogue, photo_id: str) -> str:
    return f"{photo_folder(catalogue, photo_id)}/painted.png"


def made_folder(catalogue: Catalogue, photo_id: str) -> str:
    """Apart from the original, so that what a job wrote too late can go without it (see ``jobs.keeping``)."""
    return f"{photo_folder(catalogue, photo_id)}/made"


def made_key(catalogue: Catalogue, photo_id: str, revision: int, name: str) -> str:
    return f"{made_folder(catalogue, photo_id)}/{revision}-{name}"


def free_name(name: str, taken: set[str]) -> str:
    """The name, or the first of "name (2)", "name (3)" … that is free, whatever letters are large."""
    small = {one.casefold() for one in taken}
    if name.casefold() not in small:
        return name
    stem, dot, suffix = name.rpartition(".")
    stem, ending = (stem, dot + suffix) if dot else (name, "")
    return next(n for n in (f"{stem} ({i}){ending}" for i in range(2, len(taken) + 3)) if n.casefold() not in small)
