"""A cloning server stands by for own voices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.unit.voice.stand_in import StandIn, stand_in

from visavis.engines.services import Service, Services, use_services


@pytest.fixture
def server(services: object) -> Iterator[StandIn]:
    """After ``services``, which connects what the settings say: nothing."""
    with stand_in() as told:
        use_services(Services(cloning=Service(told.url, timeout_s=20)))
        yield told
        use_services(Services())
