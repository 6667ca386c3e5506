"""ONNX Runtime's sessions, opened in one way: on the processors that the settings choose, the CPU always among them."""

from __future__ import annotations

from pathlib import Path

import onnxruntime

from visavis.engines.providers import AUTO, CPU, PROVIDERS, ProviderMissing, wished_providers

def available_providers() -> tuple[str, ...]:
    """The names of PROVIDERS that ONNX Runtime offers here; the CPU last."""
    offered = onnxruntime.get_available_providers()
    return (*(name for name, own in PROVIDERS.items() if own in offered and name != CPU), CPU)


def open_network(weights: Path | bytes, providers: tuple[str, ...] | None = None) -> onnxruntime.InferenceSession:
    """The network of a file or of its bytes, on the wished providers or on these; the CPU runs what they can't.

    With auto, CUDA serves where it is offered and starts. Raises ProviderMissing for a named one that doesn't, and
    what ONNX Runtime raises for a broken file.
    """
    wish = providers or wished_providers()
    named = tuple(name for name in wish if name not in (AUTO, CPU))
    _require(named, available_providers())
    tried = ("cuda",) if AUTO in wish and not named and "cuda" in available_providers() else named
    session = _open(weights, tried)
    for name in named:
        if PROVIDERS[name] not in session.get_providers():  # it is built in, but its libraries aren't there
            raise ProviderMissing(name)
    return session


def _require(named: tuple[str, ...], offered: tuple[str, ...]) -> None:
    for name in named:
        if name not in offered:
            raise ProviderMissing(name)


def _open(weights: Path | bytes, first: tuple[str, ...]) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # threads that wait by spinning take the cores from whatever else runs on the machine
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(weights, options, providers=[PROVIDERS[name] for name in (*first, CPU)])
