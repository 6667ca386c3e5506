"""What a file is, told from its first bytes: torch isn't loaded, nothing is rebuilt, and large files are hardly read.

It turns away in an instant what can't be a checkpoint; whether the rest is one, ``reading`` finds out.
"""

from __future__ import annotations

import io
import json
import pickletools
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal

from visavis.engines.accepting import NoSuchFile
from visavis.kit.text import Text
from visavis.lab.published.errors import (
    ANY_CHECKPOINT,
    BrokenFile,
    EmptyFile,
    NoCheckpoint,
    NotOnlyData,
    Packed,
    TooLarge,
    TorchScript,
)
from visavis.media.archives import BROKEN_ZIP

Format = Literal["zip", "old", "pickle", "safetensors"]
"""torch's archive, torch's older format, another pickle, or safetensors."""
Name = tuple[str, str]
"""Module and name of code that a pickle asks for."""
MOST_BYTES = 4 * 2**30
_MOST_INDEX_BYTES = 64 * 2**20
"""A state dict's names and sizes, without the weights, take a thousandth of this."""
_ENOUGH_BYTES = 2 * 2**20
_CHECKPOINTS = (".pt", ".pth", ".ckpt", ".pkl", ".safetensors", ".onnx")
_MOST_STEPS = 200_000
"""A quarter of a second. Names stand near the beginning; an index with optimisers takes some ten thousand steps."""
_TORCH_MAGIC = b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
"""How torch's older format begins, after the pickle protocol."""
_PICKLES_BEFORE = 3
"""Magic, protocol and system: what stands before the index in that format."""
_PROTOCOLS = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
_SETS = {("builtins", "set"), ("__builtin__", "set")}
_TEXTS = ("SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "UNICODE")
_NEUTRAL = ("MEMOIZE", "BINPUT", "LONG_BINPUT", "PUT", "FRAME")


@dataclass(frozen=True)
class Rules:
    """What one kind of checkpoint may ask for: the ``packages`` of its code names; ``taken`` says what is taken;
    behind the name ``last`` nothing is read on."""

    packages: frozenset[str] = frozenset({"torch", "numpy", "collections", "argparse"})
    taken: Text = ANY_CHECKPOINT
    last: Name | None = None


@dataclass(frozen=True)
class Look:
    """What the beginning of a file shows: its format, the bytes that tell its tensors, the names of code in them.

    ``broken``: those bytes can't be read on, or end too early, and that isn't because only a part of them was read.
    """

    format: Format
    index: bytes = field(repr=False)
    names: tuple[Name, ...] = ()
    broken: bool = False


def look(path: Path, rules: Rules = Rules()) -> Look:
    """Raises NoSuchFile, EmptyFile, TooLarge, NoCheckpoint, BrokenFile, NotOnlyData."""
    if not path.is_file():
        raise NoSuchFile(path)
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile(path)
    if size > MOST_BYTES:
        raise TooLarge(path, MOST_BYTES)
    with path.open("rb") as file:
        head = file.read(_ENOUGH_BYTES)
    if head.startswith(b"PK\x03\x04"):
        return _look_through("zip", _index_of(path, rules), rules, cut=False)
    if _TORCH_MAGIC in head[:16]:
        return _look_through("old", head, rules, cut=size > len(head))
    if head[:2] in _PROTOCOLS:
        return _look_through("pickle", head, rules, cut=size > len(head))
    if _says_safetensors(head):
        return Look("safetensors", _header_of(path, size))
    raise NoCheckpoint(path, rules.taken)


def _index_of(path: Path, rules: Rules) -> bytes:
    """The pickle in a torch archive that names its tensors.

    torch stores its entries unpacked; a packed one may be small on disk and fill the memory.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_other_archives(path, [entry.filename for entry in entries])
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
                raise BrokenFile(path, "zip")
            index = [entry for entry in entries if entry.filename.rpartition("/")[2] == "data.pkl"]
            if not index or index[0].file_size > _MOST_INDEX_BYTES:
                raise NoCheckpoint(path, rules.taken)
            return archive.read(index[0])
    except (*BROKEN_ZIP, OSError, RuntimeError) as error:
        raise BrokenFile(path, "zip") from error


def _refuse_other_archives(path: Path, names: list[str]) -> None:
    """Raises TorchScript, and Packed for an archive around a checkpoint."""
    if any("/code/" in f"/{name}" and name.endswith(".py") for name in names):
        raise TorchScript(path)
    inner = next((name for name in names if name.lower().endswith(_CHECKPOINTS)), None)
    if inner is not None and not any(name.rpartition("/")[2] == "data.pkl" for name in names):
        raise Packed(path, inner)


def _says_safetensors(head: bytes) -> bool:
    """The header's length in 8 bytes, then JSON."""
    return len(head) > 9 and head[8:9] == b"{" and int.from_bytes(head[:8], "little") <= _MOST_INDEX_BYTES


def _header_of(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = file.read(length)
    try:
        told = json.loads(header)
        ends = [one["data_offsets"][1] for name, one in told.items() if name != "__metadata__"]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise BrokenFile(path, "safetensors") from error
    if not ends or not all(isinstance(one, int) for one in ends) or 8 + length + max(ends) != size:
        raise BrokenFile(path, "safetensors")
    return header


def _look_through(kind: Format, index: bytes, rules: Rules, cut: bool) -> Look:
    names, broken = _read_through(index, rules.last)
    for module, name in names:
        if module.split(".")[0] not in rules.packages and (module, name) not in _SETS:
            raise NotOnlyData(f"{module}.{name}")
    return Look(kind, index, names, broken and not cut)


def _read_through(data: bytes, last: Name | None) -> tuple[tuple[Name, ...], bool]:
    """The names in the pickles at the beginning of data, as far as they go, and whether that broke off."""
    names: list[Name] = []
    file = io.BytesIO(data)
    try:
        for _ in range(_PICKLES_BEFORE + 1 if _TORCH_MAGIC in data[:16] else 1):
            for name in _names(file):
                names.append(name)
                if name == last:
                    return tuple(names), False
    except Exception:  # bytes that are no pickle can fail in any way that their reader's code can
        return tuple(names), True
    return tuple(names), False


def _names(file: io.BytesIO) -> Iterator[Name]:
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
