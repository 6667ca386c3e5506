from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.accounts.passwords import hash_password, is_outdated, matches
from visavis.accounts.rules import (
    LOGIN,
    LoginNotAllowed,
    NameNotAllowed,
    PasswordTooWeak,
    check_password,
    clean_login,
    clean_name,
)
from visavis.accounts.tokens import new_recovery_code, normalise_code


@pytest.mark.parametrize("login", ["mina", "mina.kim", "a1b", "m-k_9", "  Mina  "])
def test_logins_that_are_allowed(login: str) -> None:
    assert clean_login(login) == login.strip().lower()


@pytest.mark.parametrize("login", ["", "ab", ".mina", "mina-", "mi na", "미나", "a" * 33, "mina\n.kim"])
def test_logins_that_are_not_allowed(login: str) -> None:
    with pytest.raises(LoginNotAllowed):
        clean_login(login)


@given(st.text())
def test_a_clean_login_is_always_a_login(login: str) -> None:
    try:
        assert LOGIN.fullmatch(clean_login(login))
    except LoginNotAllowed:
        return


@pytest.mark.parametrize("password", ["안전한비밀번호486", "correct horse", "k3#qz9!x"])
def test_passwords_that_are_allowed(password: str) -> None:
    check_password(password, "mina")


@pytest.mark.parametrize("password", ["", "seven77", "x" * 257, "Password1", "abababab", "mina.kim"])
def test_passwords_that_are_not_allowed(password: str) -> None:
    with pytest.raises(PasswordTooWeak):
        check_password(password, "mina.kim")


def test_names_of_any_script_are_tidied() -> None:
    assert clean_name("  김\t미나 ") == "김 미나"
    assert clean_name("e\u0301") == "\u00e9"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "evil\u202ename", "nul\x00"])
def test_names_that_are_not_allowed(name: str) -> None:
    with pytest.raises(NameNotAllowed):
        clean_name(name)


def test_a_password_matches_its_own_hash_alone() -> None:
    hashed = hash_password("비밀번호486")
    assert hashed.startswith("$argon2id$")
    assert matches("비밀번호486", hashed)
    assert not matches("비밀번호487", hashed)
    assert not matches("비밀번호486", None)
    assert not is_outdated(hashed)


def test_a_recovery_code_is_understood_however_it_is_typed() -> None:
    code = new_recovery_code()
    assert normalise_code(f" {code.upper().replace('-', '')} ") == code
