"""Reading StyleGAN2-ADA's pickles without running anything that is in them.

An official pickle carries Python source code and rebuilds its networks by running it. Here, the few names that such a
file needs for its *data* lead to stand-ins of ours; the code is never looked at, and every other name ends the
reading. What comes out are plain containers, tensors, and ``Module`` records of what a network was made of.
"""

from __future__ import annotations

import io
import math
import pickle
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import torch
from torch import Tensor

from visavis.lab.published.errors import BrokenFile, NotOnlyData


@dataclass(frozen=True)
class Module:
    """What a network in a pickle was made of: its class's name and its attributes."""

    kind: str
    state: Mapping[str, Any] = field(repr=False)

    def tensors(self, prefix: str = "") -> Iterator[tuple[str, Tensor]]:
        """Parameters and buffers of it and of what is in it, named as in a state dict."""
        for part in ("_parameters", "_buffers"):
            for name, value in self._part(part):
                if isinstance(value, Tensor):
                    yield f"{prefix}{name}", value
        for name, inner in self.children():
            yield from inner.tensors(f"{prefix}{name}.")

    def children(self) -> Iterator[tuple[str, Module]]:
        for name, inner in self._part("_modules"):
            if isinstance(inner, Module):
                yield name, inner

    def attribute(self, name: str) -> Any:
        """An attribute of it or of the first network in it that has one; None when none has."""
        if name in self.state:
            return self.state[name]
        inner = (child.attribute(name) for _, child in self.children())
        return next((value for value in inner if value is not None), None)

    def _part(self, name: str) -> Iterator[tuple[str, Any]]:
        part = self.state.get(name)
        return iter(part.items()) if isinstance(part, dict) else iter(())


class _StandIn(ABC):
    """Something callable that a pickle can't change."""

    __slots__ = ()

    @abstractmethod
    def __call__(self, *args: Any) -> Any:
        """What the pickle gets in its place."""

    def __setstate__(self, state: object) -> None:
        raise NotOnlyData(type(self).__name__)


class _Inert(_StandIn):
    """Takes the place of numbers and arrays of NumPy and of other values that no weight depends on."""

    def __call__(self, *args: Any) -> _Inert:
        return _Inert()

    def __setstate__(self, state: object) -> None:
        """Forget it."""


class _RebuildModule(_StandIn):
    def __call__(self, *args: Any) -> Module:
        meta = args[0] if args and isinstance(args[0], dict) else {}
        state = meta.get("state")
        return Module(str(meta.get("class_name")), state if isinstance(state, dict) else {})


class _RebuildStorage(_StandIn):
    """A storage is a whole file of torch's older format inside the pickle; it is read as tensors only."""

    def __call__(self, *args: Any) -> Any:
        if len(args) != 1 or not isinstance(args[0], bytes):
            raise NotOnlyData("_load_from_bytes")
        return torch.load(io.BytesIO(args[0]), map_location="cpu", weights_only=True)


class _RebuildTensor(_StandIn):
    def __call__(self, *args: Any) -> Tensor:
        storage, offset, size, stride = args[:4]
        if not isinstance(storage, torch.TypedStorage):
            raise NotOnlyData("_rebuild_tensor_v2")
        length = storage._size()  # type: ignore[no-untyped-call]  # len() would warn of its own deprecation
        if not _within(length, offset, size, stride):
            raise NotOnlyData("_rebuild_tensor_v2")
        rebuilt: Tensor = torch._utils._rebuild_tensor_v2(  # type: ignore[no-untyped-call]  # torch leaves it untyped
            storage, offset, size, stride, False, OrderedDict()
        )
        return rebuilt.clone()


class _RebuildParameter(_StandIn):
    def __call__(self, *args: Any) -> Tensor:
        if not args or not isinstance(args[0], Tensor):
            raise NotOnlyData("_rebuild_parameter")
        return args[0]


def _within(length: int, offset: Any, size: Any, stride: Any) -> bool:
    """Whether a view stays inside its storage; a wrong one would read or claim other memory."""
    numbers = (offset, *size, *stride)
    if len(size) != len(stride) or not all(isinstance(one, int) and one >= 0 for one in numbers):
        return False
    if math.prod(size) > length:
        return False
    return bool(offset + sum((n - 1) * s for n, s in zip(size, stride, strict=True)) < length or 0 in size)


_NAMES: dict[tuple[str, str], Any] = {
    ("torch_utils.persistence", "_reconstruct_persistent_obj"): _RebuildModule(),
    ("torch._utils", "_rebuild_tensor_v2"): _RebuildTensor(),
    ("torch._utils", "_rebuild_parameter"): _RebuildParameter(),
    ("torch.storage", "_load_from_bytes"): _RebuildStorage(),
    ("collections", "OrderedDict"): OrderedDict,
    ("dnnlib.util", "EasyDict"): dict,
    ("builtins", "set"): set,
    ("__builtin__", "set"): set,
    ("torch", "Size"): _Inert(),
    ("torch", "device"): _Inert(),
    ("numpy", "dtype"): _Inert(),
    ("numpy", "ndarray"): _Inert(),
    ("numpy.core.multiarray", "_reconstruct"): _Inert(),
    ("numpy.core.multiarray", "scalar"): _Inert(),
    ("numpy._core.multiarray", "_reconstruct"): _Inert(),
    ("numpy._core.multiarray", "scalar"): _Inert(),
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) not in _NAMES:
            raise NotOnlyData(f"{module}.{name}")
        return _NAMES[module, name]

    def persistent_load(self, pid: Any, /) -> Any:
        raise NotOnlyData("persistent id")


def read_ada_pickle(path: Path) -> dict[str, Module]:
    """The networks of a pickle by name (G, D, G_ema). Raises NotOnlyData and BrokenFile."""
    with path.open("rb") as file:
        found = _read(file, path)
    if not isinstance(found, dict):
        raise BrokenFile(path, "G_ema")
    return {str(name): value for name, value in found.items() if isinstance(value, Module)}


def _read(file: BinaryIO, path: Path) -> Any:
    try:
        return _Unpickler(file).load()
    except NotOnlyData:
        raise
    except Exception as error:  # a damaged pickle can fail in any way that its reader's code can
        raise BrokenFile(path, type(error).__name__) from error
