"""The table of layouts, and how a source's own is told."""

from __future__ import annotations

from pathlib import Path

from visavis.lab.datasets.folder import FolderLayout
from visavis.lab.datasets.layouts import Layout, LayoutName

LAYOUTS: dict[LayoutName, Layout] = {"folder": FolderLayout()}


def layout_of(source: Path, name: LayoutName | None) -> Layout:
    """The named layout, or the one that most of the source's first files look like."""
    return LAYOUTS[name or "folder"]
