"""The table of the networks that the door knows: which module of the lab holds each kind.

Modules are loaded only when they are asked for: one checkpoint needs one network.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.lab.published.network import Network

MODULES = {
    "wav2lip": "visavis.lab.wav2lip.published",
    "wav2lip256": "visavis.lab.wav2lip.published",
    "lnet": "visavis.lab.retalking.published",
    "dnet": "visavis.lab.retalking.published",
    "enet": "visavis.lab.retalking.published",
    "aeinet": "visavis.lab.faceshifter.published",
    "ghost": "visavis.lab.faceshifter.published",
    "hearnet": "visavis.lab.faceshifter.published",
    "hearnet-taotao": "visavis.lab.faceshifter.published",
    "gfpgan": "visavis.lab.faceprior.published",
    "gpen256": "visavis.lab.faceprior.published",
    "gpen512": "visavis.lab.faceprior.published",
    "restoreformer": "visavis.lab.faceprior.spandrel_models",
    "beautygan": "visavis.lab.beautygan.published",
}


class NoSuchNetwork(NotFound):
    """No network of this kind is in the lab."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            Text(
                ko="'{k}' 네트워크를 모릅니다. 아는 네트워크: {n}",
                en="There is no network '{k}'. Those that are known: {n}.",
            ).fill(k=kind, n=", ".join(MODULES))
        )


def find_network(kind: str, own: str | None = None) -> Network:
    """The network of a kind; ``own``: a module of yours with ``NETWORKS``, looked in first. Raises NoSuchNetwork."""
    for network in _networks_of(own, MODULES.get(kind)):
        if network.kind == kind:
            return network
    raise NoSuchNetwork(kind)


def other_networks(kind: str, own: str | None = None) -> Iterator[Network]:
    """All that are known but this one; loaded one after the other."""
    return (one for one in _networks_of(own, *dict.fromkeys(MODULES.values())) if one.kind != kind)


def _networks_of(*modules: str | None) -> Iterator[Network]:
    for module in modules:
        if module is not None:
            yield from import_module(module).NETWORKS
