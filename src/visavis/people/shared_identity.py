"""Several machines on one database have the same secret and the same identity, or don't start.

The key that kept keys are encrypted with never enters the database; its fingerprint does. The identity that signs marks
of origin, and the codes of people, does: encrypted with that key, so that every machine signs alike.
"""

from __future__ import annotations

import json
from pathlib import Path

from visavis.kit.errors import Conflict
from visavis.kit.text import Text
from visavis.language.chat.secrets import Secrets
from visavis.media.provenance import CHAIN_FILE, KEY_FILE, Identity, keep_identity, signing_identity
from visavis.storage.database import Database
from visavis.storage.installation import agree, note, noted

SECRET, IDENTITY = "secret", "identity"


class SecretsDiffer(Conflict):
    """This machine's secret isn't that of the others."""


class IdentitiesDiffer(Conflict):
    """This machine's signing certificate isn't that of the others."""


def share_identity(database: Database, secrets: Secrets, folder: Path) -> None:
    """Bring this machine's identity into agreement with the database's. Raises SecretsDiffer and IdentitiesDiffer."""
    with database.transaction() as session:
        if agree(session, SECRET, secrets.fingerprint) != secrets.fingerprint:
            raise SecretsDiffer(
                Text(
                    ko="이 서버의 비밀이 같은 데이터베이스를 쓰는 다른 서버와 다릅니다. 모든 서버와 작업 프로세스에 "
                    "같은 VISAVIS_SECRET을 정하거나, 첫 서버의 identity/secrets-key 파일을 복사해 주세요. "
                    "그 비밀을 잃었다면 "
                    "`visavis share-secret --renew`로 이 서버의 것을 쓰게 할 수 있습니다.",
                    en="This machine's secret isn't that of the other machines on this database. Give every server and "
                    "worker the same VISAVIS_SECRET, or copy the first one's file identity/secrets-key. If that secret "
                    "is lost, `visavis share-secret --renew` makes this machine's the one.",
                )
            )
        kept = noted(session, IDENTITY)
        if kept is not None and not _has_identity(folder):
            keep_identity(folder, Identity(**json.loads(secrets.open(kept))))
            return
        ours = json.dumps(signing_identity(folder).as_values())
        kept = kept or agree(session, IDENTITY, secrets.seal(ours))
        if secrets.open(kept) != ours:
            raise IdentitiesDiffer(
                Text(
                    ko="이 서버의 서명 인증서가 다른 서버와 다릅니다. 데이터 폴더의 identity/{c}와 identity/{k}를 "
                    "지우면 공유된 것을 받아 옵니다. 이 서버의 것을 모두가 쓰게 하려면 "
                    "`visavis share-secret --renew`를 실행하세요.",
                    en="This machine's signing certificate isn't that of the others. Delete identity/{c} and "
                    "identity/{k} in its data folder to get the shared one, or make this one everybody's with "
                    "`visavis share-secret --renew`.",
                ).fill(c=CHAIN_FILE, k=KEY_FILE)
            )


def renew(database: Database, secrets: Secrets, folder: Path) -> None:
    """Make this machine's secret and identity those of the installation; other machines must follow."""
    with database.transaction() as session:
        note(session, SECRET, secrets.fingerprint)
        note(session, IDENTITY, secrets.seal(json.dumps(signing_identity(folder).as_values())))


def _has_identity(folder: Path) -> bool:
    return (folder / CHAIN_FILE).exists() and (folder / KEY_FILE).exists()
