"""Which addresses may be called, and by whom."""

from __future__ import annotations

import socket

import pytest

from visavis.language.chat.addresses import AddressRefused, BadAddress, check_address
from visavis.language.chat.engine import ModelDown

PUBLIC = "https://93.184.215.14/v1"


@pytest.mark.parametrize(
    "address",
    ["", "localhost:11434", "ftp://1.1.1.1/v1", "https://", "https://me:pw@1.1.1.1/v1", "https://1.1.1.1/v1?key=1",
     "https://1.1.1.1:99999/v1", "https://[::1/v1"],
)  # fmt: skip
def test_what_is_no_services_address_is_invalid(address: str) -> None:
    with pytest.raises(BadAddress):
        check_address(address, local_allowed=True)


def test_everybody_may_use_https_on_the_public_internet() -> None:
    check_address(PUBLIC, local_allowed=False)


@pytest.mark.parametrize("allowed", [True, False])
def test_nothing_crosses_the_internet_unencrypted(allowed: bool) -> None:
    with pytest.raises(AddressRefused, match="unencrypted"):
        check_address("http://93.184.215.14/v1", local_allowed=allowed)


@pytest.mark.parametrize(
    "address",
    ["http://localhost:11434/v1", "http://127.0.0.1:1/v1", "https://10.0.0.5/v1", "http://192.168.0.9/v1",
     "http://[::1]:1/v1", "http://[::ffff:127.0.0.1]/v1", "http://2130706433/v1", "http://[fd00::1]/v1"],
)  # fmt: skip
def test_the_inner_network_is_for_those_who_are_allowed(address: str) -> None:
    with pytest.raises(AddressRefused, match="own network"):
        check_address(address, local_allowed=False)
    check_address(address, local_allowed=True)


@pytest.mark.parametrize("address", ["http://169.254.169.254/v1", "http://0.0.0.0/v1", "http://[fe80::1]/v1"])
def test_where_clouds_keep_their_secrets_is_for_nobody(address: str) -> None:
    with pytest.raises(AddressRefused):
        check_address(address, local_allowed=True)


def test_a_public_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: inside)
    with pytest.raises(AddressRefused, match="own network"):
        check_address("https://models.example/v1", local_allowed=False)


def test_a_name_that_leads_nowhere_is_told() -> None:
    with pytest.raises(ModelDown, match="can't be found"):
        check_address("https://nothing.invalid/v1", local_allowed=False)
