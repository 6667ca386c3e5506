"""RestoreFormer, and other face networks that spandrel reads, as the door for foreign weights sees them.

spandrel (MIT) knows these networks' official names and shapes; it needs torchvision, which is why neither is required.
Weights are read by our own door, as data; spandrel only builds the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from types import ModuleType

from torch import Tensor, nn

from visavis.kit.errors import Invalid, Unavailable
from visavis.kit.text import Text
from visavis.lab.faceprior.published import examples
from visavis.lab.published.network import Network

SIDE_PX = 512


class NoSpandrel(Unavailable):
    """spandrel, or torchvision beneath it, can't be imported."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            Text(
                ko="이 가중치에는 spandrel이 필요합니다. `pip install spandrel torchvision`을 실행해 주세요. "
                "torchvision은 설치된 torch와 맞는 버전이어야 합니다. 이유: {r}",
                en="These weights need spandrel. Run `pip install spandrel torchvision`; torchvision has to fit the "
                "torch that is installed. The reason: {r}",
            ).fill(r=reason)
        )


class NoFaceNetwork(Invalid):
    """spandrel knows the weights, but not as those of a network that restores faces, or doesn't know them."""

    def __init__(self, found: str) -> None:
        super().__init__(
            Text(
                ko="spandrel이 이 파일을 얼굴 복원 네트워크로 읽지 못합니다: {f}",
                en="spandrel doesn't read this file as a network that restores faces: {f}",
            ).fill(f=found)
        )


class _Picture(nn.Module):
    """The picture alone of what a network answers, for faces in [-1, 1]."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, face: Tensor) -> Tensor:
        made = self.net(face)
        picture: Tensor = made[0] if isinstance(made, tuple | list) else made
        return picture


def restoreformer() -> nn.Module:
    """The official RestoreFormer (Wang et al. 2022) with fresh weights. Raises NoSpandrel."""
    net: nn.Module = _spandrel("spandrel.architectures.RestoreFormer").RestoreFormer()
    return net


def network_of(state: Mapping[str, Tensor], kind: str = "restoreformer") -> Network:
    """The network that weights belong to, as spandrel tells by their names; it takes and gives faces in [-1, 1].

    Raises NoSpandrel and NoFaceNetwork.
    """
    loader = _spandrel("spandrel").ModelLoader()
    try:
        found = loader.load_from_state_dict(dict(state))
    except Exception as error:  # spandrel raises types of its own, and what torch raises
        raise NoFaceNetwork(str(error).split("\n")[0][:200] or type(error).__name__) from error
    if getattr(found, "purpose", None) != "FaceSR":
        raise NoFaceNetwork(str(getattr(found, "purpose", type(found).__name__)))
    return _network(kind, found.model)


def _network(kind: str, net: nn.Module) -> Network:
    return Network(kind, lambda: net, partial(examples, SIDE_PX), ("picture",), graph=_Picture)


def _spandrel(module: str) -> ModuleType:
    try:
        return import_module(module)
    except (ImportError, RuntimeError, OSError) as error:  # torchvision beside another torch fails in all these ways
        raise NoSpandrel(str(error).split("\n")[0][:200]) from error


NETWORKS: tuple[Network, ...] = (
    Network("restoreformer", restoreformer, partial(examples, SIDE_PX), ("picture",), graph=_Picture),
)
