"""Foreign checkpoints are read by the lab in a process of its own, whose words on what is wrong are for the user."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

import typer

from visavis.cli.models.errors import NoLab
from visavis.kit.processes import PARENT

LAB_NEEDS = ("torch", "safetensors", "onnx")
DOOR = ("visavis.lab.published",)
"""The lab's program for published checkpoints, and words before its command."""


def _told_its_parent() -> dict[str, str]:
    """What the lab works for ends with us, however we end."""
    return {**os.environ, PARENT: str(os.getpid())}


def check_lab() -> None:
    """Raises NoLab."""
    for module in LAB_NEEDS:
        if importlib.util.find_spec(module) is None:
            raise NoLab(module)


def has_lab() -> bool:
    return all(importlib.util.find_spec(module) is not None for module in LAB_NEEDS)


def run_lab(*words: str) -> None:
    """Run a program of the lab; what it couldn't do ends us too."""
    done = subprocess.run([sys.executable, "-m", *words], check=False, env=_told_its_parent())
    if done.returncode:
        raise typer.Exit(done.returncode)


def ask_lab(*words: str) -> str:
    """As run_lab, and what it printed."""
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True, env=_told_its_parent())
    if done.returncode:
        raise typer.Exit(done.returncode)
    return done.stdout
