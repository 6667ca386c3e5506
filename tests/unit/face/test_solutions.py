from __future__ import annotations

import ast
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import visavis
from visavis.face.mesh import MESH
from visavis.face.solutions import MOST_SIDE_PX, bounded
from visavis.people.casting import cast

_LOAD_ALL = """
from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.observe.gesture import BODY
from visavis.people.casting import cast
portrait = cast()[0].portrait()
with MESH.lease() as mesh, MASK.lease() as mask, BODY.lease() as body:
    assert mesh.find(portrait) and mesh.track().read(portrait)
    mask.cut_out(portrait)
    body.find(portrait)
"""


def test_loading_every_network_writes_nothing_to_the_terminal() -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", _LOAD_ALL], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_one_engine_serves_several_threads_at_once() -> None:
    portraits = [member.portrait() for member in cast()]
    with MESH.lease() as mesh:
        alone = [mesh.find(portrait)[0].points for portrait in portraits]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda portrait: mesh.find(portrait)[0].points, portraits * 3))
    assert all(np.array_equal(points, alone[i % len(alone)]) for i, points in enumerate(together))


_LOOK_AT = """
import numpy as np
from visavis.face.hands import HandFinder
from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.observe.gesture import BODY
image = np.full(({height}, {width}, 3), 200, np.uint8)
with MESH.lease() as mesh, MASK.lease() as mask, BODY.lease() as body:
    assert mesh.find(image) == mesh.find(image, most=24) == mesh.track().read(image) == []
    assert mask.cut_out(image).shape == image.shape[:2]
    assert not body.find(image).hands and not HandFinder().find(image)
"""


@pytest.mark.parametrize(
    ("width", "height"), [(20_000, 30), (30, 20_000), (1, 1), (1, 16_384), (16_384, 300), (40_000, 30)]
)
def test_no_size_of_a_picture_ends_the_process(width: int, height: int) -> None:
    script = _LOOK_AT.format(width=width, height=height)
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_a_graph_gets_is_bounded_and_small_pictures_stay_as_they_are() -> None:
    assert bounded(np.zeros((30, 20_000, 3), np.uint8)).shape == (12, MOST_SIDE_PX, 3)
    assert bounded(np.zeros((1, 40_000, 3), np.uint8)).shape == (1, MOST_SIDE_PX, 3)
    image = np.arange(60 * 80 * 3, dtype=np.uint8).reshape(60, 80, 3)
    assert bounded(image) is image


def test_one_module_alone_imports_mediapipe() -> None:
    source = Path(visavis.__file__).parent
    importing = [
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if any("mediapipe" in name.split(".") for name in _imported(path))
    ]
    assert importing == ["face/solutions.py"]


def _imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names
