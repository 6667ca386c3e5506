"""Keys at rest: encrypted and signed (Fernet: AES-128-CBC, HMAC-SHA-256) with a key of this installation.

It is made from VISAVIS_SECRET, which several machines can share, or lies in a file of one machine's data folder: either
way a copy of the database alone gives no key away.
"""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from visavis.kit.errors import Conflict
from visavis.kit.text import Text

FILE = "secrets-key"


class KeyUnreadable(Conflict):
    """A kept key was encrypted with another installation's secret."""


class Secrets:
    """Encrypts and decrypts short texts."""

    def __init__(self, key: bytes, *earlier: bytes) -> None:
        self._fernet = MultiFernet([Fernet(one) for one in (key, *earlier)])
        self.fingerprint = hashlib.sha256(b"fingerprint of " + key).hexdigest()
        """Tells whether two machines have the same key, and nothing else of it."""

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises KeyUnreadable."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise KeyUnreadable(
                Text(
                    ko="저장된 키를 풀 수 없습니다(서버의 비밀 파일이 바뀌었습니다). 키를 다시 넣어 주세요.",
                    en="The kept key can't be read (the server's secret file has changed). Please enter the key again.",
                )
            ) from error


def open_secrets(folder: Path, phrase: str = "") -> Secrets:
    """The installation's secrets; the file, readable by its owner alone, is made on first use.

    With ``phrase``, the key is made of that (HKDF, RFC 5869), and a file only opens what was sealed before.
    """
    path = folder / FILE
    if phrase:
        earlier = [path.read_bytes()] if path.exists() else []
        return Secrets(_derived(phrase), *earlier)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, Fernet.generate_key())
    return Secrets(path.read_bytes())


def _derived(phrase: str) -> bytes:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"visavis keys at rest").derive(phrase.encode())
    return base64.urlsafe_b64encode(derived)


def _write_once(path: Path, key: bytes) -> None:
    """Whole or not at all; where another process was first, its key stays."""
    draft = path.with_name(f".{FILE}-{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
