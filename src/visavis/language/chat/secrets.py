"""Keys at rest: encrypted and signed (Fernet: AES-128-CBC, HMAC-SHA-256) with a key of this installation.

It lies in a file beside the database, so a copy of the database alone gives no key away.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from visavis.kit.errors import Conflict
from visavis.kit.text import Text

FILE = "secrets-key"


class KeyUnreadable(Conflict):
    """A kept key was encrypted with another installation's secret."""


class Secrets:
    """Encrypts and decrypts short texts."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(key)

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


def open_secrets(folder: Path) -> Secrets:
    """The installation's secrets; the file, readable by its owner alone, is made on first use."""
    path = folder / FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, Fernet.generate_key())
    return Secrets(path.read_bytes())


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
