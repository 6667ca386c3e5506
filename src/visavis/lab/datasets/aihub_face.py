"""AI-Hub's 한국인 안면 이미지 (K-FACE, KIST): everything that is known of a picture stands in its path.

``19062421/S001/L1/E01/C7.jpg`` is person 19062421, accessory S001–S006, light L1–L30, expression E01–E03, camera
C1–C20, below a folder High_Resolution, Middle_Resolution or Low_Resolution; some tools join the five by underscores.
The text files beside the pictures hold the face's box and landmarks, which aren't used.

Sources: the address of the data set with this structure and the ranges in the loaders of public face recognisers
("K-Face : Korean Facial Image AI Training Dataset, http://www.aihub.or.kr/aidata/73; High-ID-Accessories-Lux-Emotion,
ID example '19062421' … '19101513' len 400"); Choi et al. 2021, "K-FACE: A Large-Scale KIST Face Database in
Consideration with Unconstrained Environments", arXiv:2103.02211. Whoever wants a frontal view takes C7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from visavis.lab.datasets.layouts import About, FindLabels, LayoutName
from visavis.lab.datasets.tree import Item

_NAME = re.compile(
    r"(?:^|.*[/_])(?P<person>\d{8})[/_](?P<accessory>S00[1-6])[/_](?P<light>L(?:30|[12]\d|[1-9]))"
    r"[/_](?P<expression>E0[1-3])[/_](?P<camera>C(?:20|1\d|[1-9]))\.\w+"
)
_RESOLUTION = re.compile(r"(high|middle|low)_resolution", re.IGNORECASE)


class AihubFaceLayout:
    """See the module. Labels: person, accessory, light, expression, camera, and resolution where the path tells it."""

    name: LayoutName = "aihub-face"
    licence: str | None = "AI-Hub terms of use"
    origin: str | None = "AI-Hub 한국인 안면 이미지 (K-FACE)"

    def is_label_file(self, item: Item) -> bool:
        return item.refusal is None and PurePosixPath(item.name).suffix.lower() == ".txt"

    def read_labels(self, item: Item, data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
        return iter(())

    def describe(self, item: Item, find: FindLabels) -> About:
        return About(read_path(item.name) or {})


def read_path(name: str) -> dict[str, str] | None:
    """The labels in a picture's path; None for one that isn't of this layout."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    resolution = _RESOLUTION.search(name)
    return match.groupdict() | ({"resolution": resolution[1].lower()} if resolution else {})
