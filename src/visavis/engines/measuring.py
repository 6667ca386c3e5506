"""What an imported graph costs: time for a call and memory, measured in a process that does nothing else."""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from visavis.engines.choosing import GRAPH
from visavis.engines.imported import Imported
from visavis.engines.importing_onnx import example
from visavis.engines.onnx import available_providers, open_network
from visavis.engines.providers import CPU
from visavis.kit.clock import now
from visavis.kit.errors import VisavisError
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited

MEASURED = "measured.json"
_LEAST_CALLS, _MOST_CALLS, _ENOUGH_S = 3, 50, 3.0
_CPU_LIMITS = Limits(memory_mb=16384, cpu_s=900, wall_s=900.0)
_OTHER_LIMITS = Limits(memory_mb=2**20, cpu_s=900, wall_s=900.0)
"""Drivers of accelerators reserve address space without end."""


@dataclass(frozen=True)
class Cost:
    """What one provider takes: the median time of a call with one example, and the most memory that its process held.

    ``memory_mb`` includes Python and ONNX Runtime, about 80 MB; ``device_mb`` is the accelerator's, where it tells.
    """

    ms_per_call: float
    calls: int
    memory_mb: int
    device_mb: int | None = None


def measure(model: Imported) -> dict[str, Any]:
    """Run the graph on every provider that is there and keep the figures in the model's folder; returns them.

    A provider that doesn't start is told with the reason. Empty for a model without a graph that can be run alone.
    """
    inputs = _inputs(model)
    if not inputs:
        return {}
    costs: dict[str, Any] = {}
    for provider in available_providers():
        limits = _CPU_LIMITS if provider == CPU else _OTHER_LIMITS
        try:
            costs[provider] = asdict(run_limited(time_calls, model.folder / GRAPH, inputs, provider, limits=limits))
        except VisavisError as error:
            costs[provider] = {"why_not": {"ko": error.message.ko, "en": error.message.en}}
    told = {"measured_at": now().isoformat(timespec="seconds"), "cores": os.cpu_count(), "providers": costs}
    keep_figures(model, told)
    return told


def read_figures(model: Imported) -> dict[str, Any]:
    """What was measured; {} before that."""
    try:
        told = json.loads((model.folder / MEASURED).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def keep_figures(model: Imported, told: Mapping[str, Any]) -> None:
    draft = model.folder / f".{MEASURED}.part"
    draft.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    draft.replace(model.folder / MEASURED)


def time_calls(graph: Path, inputs: Mapping[str, tuple[tuple[int, ...], str]], provider: str) -> Cost:
    """In a process of its own: at least three calls after a first one, then as many as three seconds hold."""
    net = open_network(graph, (provider,))
    given = example(inputs)
    net.run(None, given)
    times: list[float] = []
    while len(times) < _LEAST_CALLS or (sum(times) < _ENOUGH_S and len(times) < _MOST_CALLS):
        start = time.perf_counter()
        net.run(None, given)
        times.append(time.perf_counter() - start)
    milliseconds = round(1000 * statistics.median(times), 2)
    return Cost(milliseconds, len(times), _most_memory_mb(), None if provider == CPU else _device_mb())


def _inputs(model: Imported) -> dict[str, tuple[tuple[int, ...], str]]:
    told = model.record.get("inputs")
    if not isinstance(told, dict) or not (model.folder / GRAPH).is_file():
        return {}
    return {name: (tuple(one["shape"]), one["type"]) for name, one in told.items()}


def _most_memory_mb() -> int:
    """The most that this process ever held; the kernel's own figure, because rusage inherits the parent's."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _device_mb() -> int | None:
    """What NVIDIA's driver says that this process holds on its cards; None where it says nothing."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return None
    query = [tool, "--query-compute-apps=pid,used_memory", "--format=csv,noheader,nounits"]
    done = subprocess.run(query, capture_output=True, text=True, check=False, timeout=30)
    rows = [line.split(", ") for line in done.stdout.splitlines()]
    held = [int(row[1]) for row in rows if len(row) == 2 and row[0] == str(os.getpid()) and row[1].isdecimal()]
    return sum(held) if held else None
