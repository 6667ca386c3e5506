"""What a login, a password and a display name may be."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from visavis.kit.errors import Invalid
from visavis.kit.text import Text

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,30}[a-z0-9]")
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 256

_COMMON_FILE = Path(__file__).with_name("common_passwords.txt")


class LoginNotAllowed(Invalid):
    """The wished login breaks the rules for logins."""


class PasswordTooWeak(Invalid):
    """The password is too short, too long, too common or holds the login."""


class NameNotAllowed(Invalid):
    """The display name is empty, too long or holds control characters."""


def clean_login(login: str) -> str:
    """The login in lower case. Raises LoginNotAllowed unless it is 3–32 of a–z, 0–9, '.', '_', '-'."""
    lowered = login.strip().lower()
    if not LOGIN.fullmatch(lowered):
        raise LoginNotAllowed(
            Text(
                ko="아이디는 영문 소문자, 숫자, . _ - 를 써서 3~32자로 정하고, 글자나 숫자로 시작하고 끝내 주세요.",
                en="A login has 3–32 of a–z, 0–9, '.', '_' and '-', and starts and ends with a letter or digit.",
            )
        )
    return lowered


def check_password(password: str, login: str) -> None:
    """Raises PasswordTooWeak, following NIST SP 800-63B: length and known-bad lists, no composition rules."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordTooWeak(
            Text(
                ko="비밀번호는 8자 이상 256자 이하로 정해 주세요. 길수록 안전합니다.",
                en="A password has 8 to 256 characters; longer is safer.",
            )
        )
    lowered = password.lower()
    if lowered in _common() or lowered == login or len(set(lowered)) < 3:
        raise PasswordTooWeak(
            Text(
                ko="너무 흔하거나 추측하기 쉬운 비밀번호예요. 다른 비밀번호를 정해 주세요.",
                en="This password is too easy to guess. Please choose another.",
            )
        )


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_COMMON_FILE.read_text("utf-8").split())


def clean_name(name: str) -> str:
    """The display name in NFC with single spaces, 1–60 characters of any script. Raises NameNotAllowed."""
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    hidden = any(unicodedata.category(c) in ("Cc", "Cs", "Co") or c in "\u202a\u202b\u202d\u202e" for c in tidy)
    if not 1 <= len(tidy) <= 60 or hidden:
        raise NameNotAllowed(Text(ko="이름은 1~60자로 적어 주세요.", en="Please give a name of 1 to 60 characters."))
    return tidy
