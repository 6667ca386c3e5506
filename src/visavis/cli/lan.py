"""Serving the local network: addresses, a self-signed certificate, and a plain-HTTP port that points to https.

Browsers hide camera and microphone from pages that came over plain HTTP from another machine; so ``--lan`` uses TLS.
"""

from __future__ import annotations

import contextlib
import http.server
import ipaddress
import os
import socket
import threading
from datetime import timedelta
from pathlib import Path

from visavis.kit.clock import now

VALID = timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)


def lan_addresses() -> list[str]:
    """This machine's IPv4 addresses that others may reach, the one of the default route first."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # sends nothing; only asks the system which address it would use
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    unique = dict.fromkeys(found)
    return [one for one in unique if not ipaddress.ip_address(one).is_loopback]


def ensure_certificate(folder: Path, addresses: list[str]) -> tuple[Path, Path]:
    """Certificate and key for these addresses; made anew when they changed or it runs out soon."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    names = _names(addresses)
    if not (certificate.is_file() and key.is_file() and _still_good(certificate, names)):
        _make(certificate, key, names)
    return certificate, key


def _names(addresses: list[str]) -> list[str]:
    host = socket.gethostname()
    return list(dict.fromkeys(["localhost", host, f"{host}.local", "127.0.0.1", *addresses]))


def _still_good(path: Path, names: list[str]) -> bool:
    from cryptography import x509

    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    kept = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    listed = {str(one.value) for one in kept}
    return set(names) <= listed and certificate.not_valid_after_utc - RENEW_BEFORE > now()


def _make(path: Path, key_path: Path, names: list[str]) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Visavis on this network")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(minutes=5))
        .not_valid_after(now() + VALID)
        .add_extension(x509.SubjectAlternativeName([_general_name(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write_private(key_path, private)
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _general_name(name: str):  # type: ignore[no-untyped-def]
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write_private(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)


def redirect_plain_http(port: int, https_port: int) -> None:
    """Answer plain HTTP on ``port`` with the way to the https address; a daemon thread."""

    class Redirect(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "localhost").rsplit(":", 1)[0]
            self.send_response(307)
            self.send_header("Location", f"https://{host}:{https_port}{self.path}")
            self.end_headers()

        do_POST = do_HEAD = do_GET  # noqa: N815 - the names that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing: addresses may hold pairing codes."""

    server = http.server.ThreadingHTTPServer(("0.0.0.0", port), Redirect)  # noqa: S104 - only redirects
    threading.Thread(target=server.serve_forever, daemon=True, name="redirect").start()
