"""The GPUs on which networks run here: those that there are, ONNX Runtime can use and the settings don't rule out."""

from __future__ import annotations

import shutil
import subprocess

from visavis.engines.providers import AUTO, CPU, wished_providers

_NVIDIA = ("cuda", "tensorrt")
_ANSWERS_S = 10.0


def usable_gpus() -> tuple[str, ...]:
    """Their names; for other makers than NVIDIA that of the provider. () where networks run on the CPU alone."""
    from visavis.engines.onnx import available_providers

    offered = [name for name in available_providers() if name != CPU]
    wish = wished_providers()
    usable = [name for name in offered if AUTO in wish or name in wish]
    nvidia = nvidia_gpus() if any(name in _NVIDIA for name in usable) else ()
    return (*nvidia, *(name for name in usable if name not in _NVIDIA))


def nvidia_gpus() -> tuple[str, ...]:
    """The names of NVIDIA's GPUs, as their own tool tells them; none where it isn't there or doesn't answer."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return ()
    command = [tool, "--query-gpu=name", "--format=csv,noheader"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=_ANSWERS_S, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(line.strip() for line in told.splitlines() if line.strip())
