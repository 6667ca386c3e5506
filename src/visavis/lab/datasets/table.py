"""The table of layouts, and how a source's own is told."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path, PurePosixPath

from visavis.lab.datasets import aihub_emotion, aihub_face
from visavis.lab.datasets.folder import FolderLayout
from visavis.lab.datasets.layouts import Layout, LayoutName
from visavis.lab.datasets.tree import walk

LAYOUTS: dict[LayoutName, Layout] = {
    "folder": FolderLayout(),
    "aihub-face": aihub_face.AihubFaceLayout(),
    "aihub-emotion": aihub_emotion.AihubEmotionLayout(),
}
_ENOUGH = 500


def layout_of(source: Path, name: LayoutName | None) -> Layout:
    """The named layout, or the one that most of the source's first files look like."""
    return LAYOUTS[name or guess_layout(source)]


def guess_layout(source: Path) -> LayoutName:
    """By the names of the first files. Raises SourceNotFound, SourceUnusable."""
    looks: Counter[LayoutName] = Counter(_look(item.name) for item in islice(walk(source), _ENOUGH))
    return looks.most_common(1)[0][0] if looks else "folder"


def _look(name: str) -> LayoutName:
    if aihub_face.read_path(name):
        return "aihub-face"
    return "aihub-emotion" if aihub_emotion.read_name(PurePosixPath(name).name) else "folder"
