"""What tests of several routes share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from httpx import Client
from tests.api.belongings import Victim, make_victim

from visavis.api.services import Services


@pytest.fixture
def victim(browser: Callable[[], Client], services: Services) -> Victim:
    return make_victim(browser(), services)
