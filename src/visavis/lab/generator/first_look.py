"""What a file is, told from its first bytes: torch isn't loaded, nothing is rebuilt, and large files are hardly read.

It turns away in an instant what can't be a checkpoint; whether the rest is one, ``checkpoints`` finds out.
"""

from __future__ import annotations

import io
import pickletools
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from visavis.lab.generator.errors import (
    BrokenFile,
    EmptyFile,
    NoCheckpoint,
    NoSuchFile,
    NotOnlyData,
    TooLarge,
    WrongLayout,
)
from visavis.media.archives import BROKEN_ZIP

Format = Literal["zip", "old", "pickle"]
"""torch's archive, torch's older format, or a pickle as StyleGAN2-ADA writes it."""
MOST_BYTES = 4 * 2**30
_MOST_INDEX_BYTES = 64 * 2**20
"""A state dict's names and sizes, without the weights, take a thousandth of this."""
_ENOUGH_BYTES = 2 * 2**20
_MOST_STEPS = 200_000
"""A quarter of a second. Names stand near the beginning; an index with optimisers takes some ten thousand steps."""
_TORCH_MAGIC = b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
"""How torch's older format begins, after the pickle protocol."""
_PICKLES_BEFORE = 3
"""Magic, protocol and system: what stands before the index in that format."""
_PROTOCOLS = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
_OURS = "to_rgb1.conv.weight"
"""A tensor that every generator of rosinality's layout has."""
_ADA = ("torch_utils.persistence", "_reconstruct_persistent_obj")
_PACKAGES_OF_DATA = {"torch", "torch_utils", "dnnlib", "numpy", "collections", "argparse"}
_SETS = {("builtins", "set"), ("__builtin__", "set")}
_TEXTS = ("SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "UNICODE")
_NEUTRAL = ("MEMOIZE", "BINPUT", "LONG_BINPUT", "PUT", "FRAME")


def look(path: Path) -> Format:
    """The file's format. Raises NoSuchFile, EmptyFile, TooLarge, NoCheckpoint, BrokenFile, WrongLayout, NotOnlyData."""
    if not path.is_file():
        raise NoSuchFile(path)
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile(path)
    if size > MOST_BYTES:
        raise TooLarge(path)
    with path.open("rb") as file:
        head = file.read(_ENOUGH_BYTES)
    cut = size > len(head)
    if head.startswith(b"PK\x03\x04"):
        _look_at_index(_index_of(path), path, cut=False)
        return "zip"
    if _TORCH_MAGIC in head[:16]:
        _look_at_index(head, path, cut)
        return "old"
    if head[:2] not in _PROTOCOLS:
        raise NoCheckpoint(path)
    _look_at_pickle(head, path, cut)
    return "pickle"


def _index_of(path: Path) -> bytes:
    """The pickle in a torch archive that names its tensors.

    torch stores its entries unpacked; a packed one may be small on disk and fill the memory.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
                raise BrokenFile(path, "zip")
            index = [entry for entry in entries if entry.filename.rpartition("/")[2] == "data.pkl"]
            if not index or index[0].file_size > _MOST_INDEX_BYTES:
                raise NoCheckpoint(path)
            return archive.read(index[0])
    except (*BROKEN_ZIP, OSError, RuntimeError) as error:
        raise BrokenFile(path, "zip") from error


def _look_at_index(index: bytes, path: Path, cut: bool) -> None:
    seen = _read_through(index)
    _refuse_foreign(seen.names)
    if _OURS.encode() not in index:
        raise BrokenFile(path, "pickle") if seen.broken and not cut else WrongLayout(_OURS)


def _look_at_pickle(head: bytes, path: Path, cut: bool) -> None:
    seen = _read_through(head)
    _refuse_foreign(seen.names)
    if _ADA not in seen.names:
        raise BrokenFile(path, "pickle") if seen.broken and not cut else NoCheckpoint(path)


def _refuse_foreign(names: tuple[tuple[str, str], ...]) -> None:
    for module, name in names:
        if module.split(".")[0] not in _PACKAGES_OF_DATA and (module, name) not in _SETS:
            raise NotOnlyData(f"{module}.{name}")


@dataclass(frozen=True)
class _Seen:
    """The names of code in a pickle, up to ADA's own; ``broken``: it can't be read on, or ends too early."""

    names: tuple[tuple[str, str], ...]
    broken: bool = False


def _read_through(data: bytes) -> _Seen:
    """Walk through the pickles at the beginning of data, as far as they go; nothing is rebuilt."""
    names: list[tuple[str, str]] = []
    file = io.BytesIO(data)
    try:
        for _ in range(_PICKLES_BEFORE + 1 if _TORCH_MAGIC in data[:16] else 1):
            for name in _names(file):
                names.append(name)
                if name == _ADA:
                    return _Seen(tuple(names))
    except Exception:  # bytes that are no pickle can fail in any way that their reader's code can
        return _Seen(tuple(names), broken=True)
    return _Seen(tuple(names))


def _names(file: io.BytesIO) -> Iterator[tuple[str, str]]:
    """Modules and names of the code that a pickle asks for, where it spells them out."""
    texts: list[str] = []
    for opcode, argument, _ in islice(pickletools.genops(file), _MOST_STEPS):
        if opcode.name == "GLOBAL":
            module, _, name = str(argument).partition(" ")
            yield module, name
        elif opcode.name == "STACK_GLOBAL" and len(texts) == 2:
            yield texts[0], texts[1]
        if opcode.name in _TEXTS:
            texts = [*texts[-1:], str(argument)]
        elif opcode.name not in _NEUTRAL:
            texts = []
