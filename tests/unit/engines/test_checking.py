"""Imported files are run as they were imported, or not at all; processes that work for others end with them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.unit.engines.graphs import write_fsanet

from visavis.engines.accepting import Acceptance
from visavis.engines.checking import AlteredWeights, check_unaltered
from visavis.engines.imported import Imported, find_imported
from visavis.engines.importing_onnx import import_onnx
from visavis.engines.onnx import open_imported
from visavis.kit.errors import Unavailable
from visavis.kit.processes import PARENT


@pytest.fixture
def model(tmp_path: Path) -> Imported:
    import_onnx(write_fsanet(tmp_path / "pose.onnx"), tmp_path / "models" / "fsanet" / "pose", Acceptance("MIT", "me"))
    return find_imported(tmp_path / "models", "pose")


def test_two_changed_bytes_are_not_run(model: Imported) -> None:
    open_imported(model)
    graph = model.folder / "network.onnx"
    data = bytearray(graph.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 2] = b"\x00\x01"
    graph.write_bytes(data)
    with pytest.raises(AlteredWeights, match="'fsanet/pose' was changed after it was imported"):
        open_imported(model)
    graph.unlink()
    with pytest.raises(AlteredWeights):
        open_imported(model)


def test_weights_without_a_readable_record_are_not_run(model: Imported) -> None:
    (model.folder / "import.json").write_text("{")
    with pytest.raises(Unavailable, match="fsanet/pose"):
        check_unaltered(model)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process of its parent's end")
def test_what_works_for_a_killed_process_ends_with_it() -> None:
    worker = (
        "from visavis.kit.processes import die_with_parent; die_with_parent()\n"
        "import time; print(flush=True); time.sleep(60)"
    )
    keeper = (
        "import os, subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {worker!r}], stdout=subprocess.PIPE,"
        f" env=os.environ | {{{PARENT!r}: str(os.getpid())}})\n"
        "child.stdout.readline(); print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", keeper], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _runs(child)
        parent.send_signal(signal.SIGKILL)
    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the child lives on")


def _runs(pid: int) -> bool:
    """One that has ended may wait as a zombie for whoever inherited it."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
