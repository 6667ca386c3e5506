"""Services and libraries are put back after each test that connects some."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.voice.stand_in import StandIn, stand_in

from visavis.engines.imported import Library, library, use_library
from visavis.engines.services import Service, Services, use_services


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    """An empty library of models."""
    before = library()
    folder = tmp_path / "models"
    use_library(Library(folder))
    yield folder
    use_library(before)


@pytest.fixture
def server() -> Iterator[StandIn]:
    """A server that stands for all three services, connected."""
    with stand_in() as told:
        service = Service(told.url, key="secret", timeout_s=0.7)
        use_services(Services(speech=service, cloning=service, transcription=service))
        yield told
        use_services(Services())
