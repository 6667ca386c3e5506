from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from visavis.face.mesh import MESH
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
