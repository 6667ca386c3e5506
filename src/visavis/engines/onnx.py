"""ONNX Runtime's sessions, opened in one way: on the processors that the settings choose, the CPU always among them."""

from __future__ import annotations

from pathlib import Path

import onnxruntime

from visavis.engines.checking import check_unaltered
from visavis.engines.choosing import GRAPH
from visavis.engines.imported import Imported
from visavis.engines.providers import AUTO, CPU, PROVIDERS, ProviderMissing, wished_providers
from visavis.kit.errors import Unavailable, VisavisError
from visavis.kit.text import Text


def available_providers() -> tuple[str, ...]:
    """The names of PROVIDERS that ONNX Runtime offers here; the CPU last."""
    offered = onnxruntime.get_available_providers()
    return (*(name for name, own in PROVIDERS.items() if own in offered and name != CPU), CPU)


class BrokenWeights(Unavailable):
    """The imported graph can't be run, or isn't what its kind should be."""

    def __init__(self, model: Imported) -> None:
        super().__init__(
            Text(
                ko="가져온 가중치 '{k}/{n}'을(를) 실행할 수 없습니다. "
                "`visavis models remove {k}/{n}` 후 다시 가져와 주세요.",
                en="The imported weights '{k}/{n}' can't be run. Run `visavis models remove {k}/{n}` and import them "
                "again.",
            ).fill(k=model.kind, n=model.name)
        )


def open_imported(model: Imported) -> onnxruntime.InferenceSession:
    """The graph of imported weights, as it was imported. Raises BrokenWeights, AlteredWeights and ProviderMissing."""
    check_unaltered(model, GRAPH)
    try:
        return open_network(model.folder / GRAPH)
    except VisavisError:
        raise
    except Exception as error:  # the runtime raises types of its own for each way in which a file can be broken
        raise BrokenWeights(model) from error


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
    options.log_severity_level = 4  # what it would log, it raises as well
    # threads that wait by spinning take the cores from whatever else runs on the machine
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(weights, options, providers=[PROVIDERS[name] for name in (*first, CPU)])
