"""Where networks run: the wish for processors, said once; ONNX Runtime isn't loaded for it."""

from __future__ import annotations

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
                en="The provider '{n}' isn't there. Install {p} in place of onnxruntime, with the drivers that it "
                "needs, or leave VISAVIS_PROVIDERS at auto.",
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


def missing_provider() -> ProviderMissing | None:
    """The first named provider that ONNX Runtime doesn't offer here, as the error that says so."""
    named = [name for name in _wish if name not in (AUTO, CPU)]
    if not named:
        return None
    import onnxruntime  # a quarter of a second that nobody pays who names none

    offered = onnxruntime.get_available_providers()
    return next((ProviderMissing(name) for name in named if PROVIDERS[name] not in offered), None)


def wished_providers() -> tuple[str, ...]:
    """As composed; before that, auto."""
    return _wish
