"""``python -m visavis.lab.makeup``: draw docs/images/makeup-looks.jpg, generated people in every look."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from visavis.face.mesh import MESH
from visavis.media.image import encode_jpeg
from visavis.media.values import RGB
from visavis.people.exporting import marked
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.makeup import MAKEUP, Shares, presets

PEOPLE = ("eigen:23:female-black", "eigen:8:female-white", "eigen:40:female-east-asian:natural:smile=1")
_SIDE_PX, _QUALITY = 230, 88
_AROUND = 0.62
_SHIPPED = Path(__file__).parents[4] / "docs" / "images" / "makeup-looks.jpg"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.makeup", description=__doc__)
    parser.add_argument("--out", type=Path, default=_SHIPPED)
    rows = [np.hstack(_row(portray(Recipe.parse(code)))) for code in PEOPLE]
    parser.parse_args().out.write_bytes(marked(encode_jpeg(np.vstack(rows), _QUALITY)))


def _row(portrait: RGB) -> list[RGB]:
    """One person in every look, the face cut out."""
    with MESH.lease() as mesh, MAKEUP.lease() as engine:
        face = mesh.find(portrait, most=1)[0]
        made = [engine.paint(portrait, face, look, Shares()).image for look in presets()]
    low, high = face.points[:, :2].min(0), face.points[:, :2].max(0)
    side = _AROUND * float((high - low).max())
    scale = _SIDE_PX / (2 * side)
    move = np.concatenate([scale * np.eye(2), (_SIDE_PX / 2 - scale * (low + high) / 2)[:, None]], axis=1)
    size, method, edge = (_SIDE_PX, _SIDE_PX), cv2.INTER_AREA, cv2.BORDER_REPLICATE
    return [np.asarray(cv2.warpAffine(one, move, size, flags=method, borderMode=edge), np.uint8) for one in made]


if __name__ == "__main__":
    main()
