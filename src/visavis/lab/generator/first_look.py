"""Whether a file can be a StyleGAN2 checkpoint, told from its first bytes: torch isn't loaded, nothing is rebuilt.

It turns away in an instant what can't be one; whether the rest is one, ``checkpoints`` finds out.
"""

from __future__ import annotations

from pathlib import Path

from visavis.kit.text import Text
from visavis.lab.generator.errors import WrongLayout
from visavis.lab.published import first_look
from visavis.lab.published.errors import BrokenFile, NoCheckpoint
from visavis.lab.published.first_look import Format, Rules

_TAKEN = Text(
    ko="rosinality의 .pt 파일이나 StyleGAN2-ADA(PyTorch)의 .pkl 파일을 지정해 주세요.",
    en="Give a .pt of rosinality's layout or a .pkl of StyleGAN2-ADA (PyTorch).",
)
_OURS = "to_rgb1.conv.weight"
"""A tensor that every generator of rosinality's layout has."""
_ADA = ("torch_utils.persistence", "_reconstruct_persistent_obj")
_RULES = Rules(
    packages=frozenset({"torch", "torch_utils", "dnnlib", "numpy", "collections", "argparse"}), taken=_TAKEN, last=_ADA
)


def look(path: Path) -> Format:
    """The file's format: torch's two, or a pickle as StyleGAN2-ADA writes it.

    Raises NoSuchFile, EmptyFile, TooLarge, NoCheckpoint, BrokenFile, WrongLayout, NotOnlyData.
    """
    seen = first_look.look(path, _RULES)
    if seen.format == "safetensors":
        raise NoCheckpoint(path, _TAKEN)
    if seen.format == "pickle":
        if _ADA not in seen.names:
            raise BrokenFile(path, "pickle") if seen.broken else NoCheckpoint(path, _TAKEN)
    elif _OURS.encode() not in seen.index:
        raise BrokenFile(path, "pickle") if seen.broken else WrongLayout(_OURS)
    return seen.format
