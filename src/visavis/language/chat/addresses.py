"""Which addresses may be called: a service's address is given by a user, so it mustn't open doors of this network.

Everybody may use https on the public internet. A certificate has to fit the name there, so a name that is pointed at an
inner machine later reaches nothing. Loopback and private networks, also by http, are for those whom the administrator
allows. Link-local addresses (where clouds keep their secrets) are for nobody.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from visavis.kit.errors import Invalid, Refused
from visavis.kit.text import Text
from visavis.language.chat.engine import ModelDown

_Address = IPv4Address | IPv6Address


class BadAddress(Invalid):
    """The address isn't one of a service."""


class AddressRefused(Refused):
    """The address lies where this account may not reach."""


def check_form(base_url: str) -> SplitResult:
    """The parts of ``http(s)://host[:port]/path``. Raises BadAddress."""
    try:
        parts = urlsplit(base_url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        parts, fits = SplitResult("", "", "", "", ""), False
    if not fits or "@" in parts.netloc or parts.query or parts.fragment:
        raise BadAddress(
            Text(
                ko="주소를 https://host/v1 꼴로 적어 주세요. 아이디·비밀번호나 ?, # 뒤의 값은 넣을 수 없습니다.",
                en="Write the address like https://host/v1, without a login and without anything behind ? or #.",
            )
        )
    return parts


def is_local(base_url: str) -> bool:
    """Whether the address leads to this machine or its network. Raises what ``check_form`` and look-ups raise."""
    return any(not one.is_global for one in _look_up(check_form(base_url)))


def check_address(base_url: str, local_allowed: bool) -> None:
    """Raises BadAddress, AddressRefused, or ModelDown where the name leads nowhere."""
    parts = check_form(base_url)
    found = _look_up(parts)
    if any(_is_nobodys(one) for one in found):
        raise AddressRefused(
            Text(
                ko="이 주소({h})에는 연결할 수 없습니다. 모델 서비스의 주소를 적어 주세요.",
                en="{h} can't be connected. Give the address of a model's service.",
            ).fill(h=parts.hostname)
        )
    inner = any(not one.is_global for one in found)
    if inner and not local_allowed:
        raise AddressRefused(
            Text(
                ko="{h}은(는) 이 서버의 내부 주소입니다. 관리자가 허용한 계정만 쓸 수 있습니다(VISAVIS_LOCAL_MODELS).",
                en="{h} lies within this server's own network. Only accounts that its administrator allows may use it "
                "(VISAVIS_LOCAL_MODELS).",
            ).fill(h=parts.hostname)
        )
    if parts.scheme != "https" and not inner:
        raise AddressRefused(
            Text(
                ko="글과 키가 암호화되지 않은 채 인터넷으로 나가게 됩니다. https:// 주소를 적어 주세요.",
                en="Your text and key would cross the internet unencrypted. Give an https:// address.",
            )
        )


def _look_up(parts: SplitResult) -> list[_Address]:
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ModelDown(
            Text(
                ko="'{h}'을(를) 찾을 수 없습니다. 주소와 인터넷 연결을 확인해 주세요.",
                en="'{h}' can't be found. Check the address and the internet connection.",
            ).fill(h=host)
        ) from error
    return [_unwrapped(ip_address(str(entry[4][0]).partition("%")[0])) for entry in found]


def _is_nobodys(address: _Address) -> bool:
    # ::1 lies in a reserved range and is this machine all the same
    reserved = address.is_reserved and not address.is_loopback
    return address.is_link_local or address.is_multicast or address.is_unspecified or reserved


def _unwrapped(address: _Address) -> _Address:
    """An IPv4 address that travels inside an IPv6 one is judged by itself."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
