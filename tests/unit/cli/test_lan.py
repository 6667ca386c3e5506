from __future__ import annotations

import datetime
import ssl
import stat
from pathlib import Path

import pytest
from cryptography import x509

from visavis.cli import lan


def names_of(certificate: Path) -> set[str]:
    loaded = x509.load_pem_x509_certificate(certificate.read_bytes())
    listed = loaded.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in listed}


def test_the_certificate_names_this_machine_and_its_addresses(tmp_path: Path) -> None:
    certificate, key = lan.ensure_certificate(tmp_path, ["192.168.0.7"])
    assert names_of(certificate) >= {"localhost", "127.0.0.1", "192.168.0.7"}
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)


def test_the_certificate_is_kept_until_an_address_changes(tmp_path: Path) -> None:
    first = lan.ensure_certificate(tmp_path, ["192.168.0.7"])[0].read_bytes()
    assert lan.ensure_certificate(tmp_path, ["192.168.0.7"])[0].read_bytes() == first
    assert lan.ensure_certificate(tmp_path, ["10.0.0.3"])[0].read_bytes() != first


def test_the_certificate_is_renewed_before_it_runs_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = lan.ensure_certificate(tmp_path, [])[0].read_bytes()
    later = datetime.datetime.now(datetime.UTC) + lan.VALID - lan.RENEW_BEFORE + datetime.timedelta(days=1)
    monkeypatch.setattr(lan, "now", lambda: later)
    assert lan.ensure_certificate(tmp_path, [])[0].read_bytes() != first
