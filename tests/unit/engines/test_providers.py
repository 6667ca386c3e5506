"""Where networks run: the CPU always, others when they are named and there; never another than the named one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError
from tests.unit.engines.graphs import write_fsanet

from visavis.engines import Card, Entry, Shelf
from visavis.engines.imported import library
from visavis.engines.onnx import available_providers, open_network
from visavis.engines.providers import CPU, PROVIDERS, NoSuchProvider, ProviderMissing, use_providers, wished_providers
from visavis.engines.shelf import prefer_engines
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text
from visavis.media.sandbox import run_limited
from visavis.settings import Settings, explain


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    use_providers(())
    prefer_engines({})


def missing_provider() -> str:
    """One that this machine hasn't got."""
    return next(name for name in PROVIDERS if name not in available_providers())


@pytest.mark.parametrize("wish", [(), ("auto",), ("cpu",)])
def test_cpu_serves_whatever_is_wished(wish: tuple[str, ...], tmp_path: Path) -> None:
    use_providers(wish)
    session = open_network(write_fsanet(tmp_path / "a.onnx"))
    assert session.get_providers()[-1] == "CPUExecutionProvider"
    made = session.run(None, {"x": np.ones((1, 3, 64, 64), np.float32)})[0]
    assert np.asarray(made).shape == (1, 3)


def test_a_named_provider_that_isnt_there_is_told_with_what_to_install(tmp_path: Path) -> None:
    missing = missing_provider()
    use_providers((missing, CPU))
    with pytest.raises(ProviderMissing, match=f"'{missing}' isn't there. Install onnxruntime"):
        open_network(write_fsanet(tmp_path / "a.onnx"))
    assert open_network(tmp_path / "a.onnx", (CPU,)).get_providers() == ["CPUExecutionProvider"]


def test_a_provider_that_nobody_knows_is_refused_and_changes_nothing() -> None:
    use_providers((CPU,))
    with pytest.raises(NoSuchProvider, match=r"auto, cpu, cuda"):
        use_providers(("gpu",))
    assert wished_providers() == (CPU,)


def test_children_that_do_limited_work_are_composed_alike(tmp_path: Path) -> None:
    use_providers((CPU,))
    prefer_engines({"letters": "b"})
    Settings(data_dir=tmp_path, weights="wav2lip=mine").compose_engines()
    use_providers((CPU,))
    prefer_engines({"letters": "b"})
    assert run_limited(tell_composition) == ((CPU,), "b", tmp_path / "models", {"wav2lip": "mine"})


def tell_composition() -> tuple[tuple[str, ...], str, Path | None, dict[str, str]]:
    return wished_providers(), letters().choose().name, library().models, dict(library().chosen)


def letters(ready: str = "ab") -> Shelf[str]:
    def why_not(name: str) -> Text | None:
        return None if name in ready else Text(ko="없음", en=f"'{name}' isn't here")

    return Shelf("letters", tuple(Entry(card(name), str, partial(why_not, name)) for name in "ab"))


def card(name: str) -> Card:
    return Card(name, "embedded", Text(ko="", en=""), "", "", "", "", "")


def test_a_preferred_engine_serves_and_is_never_replaced() -> None:
    assert letters().choose().name == "a"
    prefer_engines({"letters": "b"})
    assert letters().choose().name == "b"
    assert letters().choose("a").name == "a"
    with pytest.raises(Unavailable, match="'b' isn't here"):
        letters(ready="a").choose()


def test_settings_say_what_serves_and_where_it_runs(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        checkpoint="faces",
        weights="wav2lip=gan, ghost = mine",
        engines="letters=b",
        providers=" cpu ,",
    )
    assert settings.model_library().chosen == {"stylegan2": "faces", "wav2lip": "gan", "ghost": "mine"}
    settings.compose_engines()
    assert wished_providers() == (CPU,)
    assert letters().choose().name == "b"


@pytest.mark.parametrize("wrong", ["wav2lip", "wav2lip=", "=a", "a=b=c"])
def test_settings_that_are_no_pairs_are_told(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(data_dir=tmp_path, weights=wrong)
    assert "KIND=NAME" in explain(caught.value).message.en
