"""ONNX Runtime's sessions, opened in one way: on the processors that the settings choose, the CPU always among them."""

from __future__ import annotations

from pathlib import Path

import onnxruntime

from visavis.kit.errors import Invalid, Unavailable
from visavis.kit.text import Text
from visavis.media.sandbox import carry

AUTO, CPU = "auto", "cpu"
PROVIDERS = {
    CPU: "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "tensorrt": "TensorrtExecutionProvider",
    "migraphx": "MIGraphXExecutionProvider",
    "openvino": "OpenVINOExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "directml": "DmlExecutionProvider",
}
"""Our names for ONNX Runtime's execution providers."""
_PACKAGES = {
    "cuda": "onnxruntime-gpu",
    "tensorrt": "onnxruntime-gpu",
    "migraphx": "onnxruntime-migraphx",
    "openvino": "onnxruntime-openvino",
    "directml": "onnxruntime-directml",
}
_wish: tuple[str, ...] = (AUTO,)


class NoSuchProvider(Invalid):
    """A name that isn't in PROVIDERS."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                ko="'{n}' 실행 장치를 모릅니다. VISAVIS_PROVIDERS에 쓸 수 있는 값: auto, {k}",
                en="There is no provider '{n}'. VISAVIS_PROVIDERS takes auto, {k}.",
            ).fill(n=name, k=", ".join(PROVIDERS))
        )


class ProviderMissing(Unavailable):
    """A provider was named that ONNX Runtime doesn't offer here, or that doesn't start."""

    def __init__(self, name: str) -> None:
        package = _PACKAGES.get(name, "onnxruntime")
        super().__init__(
            Text(
                ko="'{n}' 실행 장치를 사용할 수 없습니다. onnxruntime 대신 {p} 패키지와 해당 드라이버를 설치하거나, "
                "VISAVIS_PROVIDERS=auto로 두세요.",
                en="The provider '{n}' isn't there. Install {p} in place of onnxruntime, with the drivers that it needs, "
                "or leave VISAVIS_PROVIDERS at auto.",
            ).fill(n=name, p=package)
        )


def use_providers(wish: tuple[str, ...]) -> None:
    """Said by whoever composes the program: names of PROVIDERS by preference, or auto. Raises NoSuchProvider.

    Children that do limited work are told too.
    """
    for name in wish:
        if name != AUTO and name not in PROVIDERS:
            raise NoSuchProvider(name)
    global _wish
    _wish = wish or (AUTO,)
    carry("providers", use_providers, _wish)


def available_providers() -> tuple[str, ...]:
    """The names of PROVIDERS that ONNX Runtime offers here; the CPU last."""
    offered = onnxruntime.get_available_providers()
    return (*(name for name, own in PROVIDERS.items() if own in offered and name != CPU), CPU)


def open_network(weights: Path | bytes, providers: tuple[str, ...] | None = None) -> onnxruntime.InferenceSession:
    """The network of a file or of its bytes, on the wished providers or on these; the CPU runs what they can't.

    With auto, CUDA serves where it is offered and starts. Raises ProviderMissing for a named one that doesn't, and
    what ONNX Runtime raises for a broken file.
    """
    wish = providers or _wish
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
