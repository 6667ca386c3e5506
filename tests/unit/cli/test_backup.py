"""Destroy, restore, compare; and backups that are none."""

from __future__ import annotations

import hashlib
import io
import shutil
import sqlite3
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from visavis.accounts.membership import join
from visavis.accounts.tables import Absorbed, Account
from visavis.api.services import Services
from visavis.app import build_services
from visavis.cli.backup import NothingToBackUp, command, restore, spaces_in
from visavis.cli.restore import NoTarget
from visavis.cli.restore import command as restore_command
from visavis.language.chat.secrets import open_secrets
from visavis.settings import Settings
from visavis.storage.blobs import Blobs
from visavis.storage.saving.manifest import BackupBroken, Manifest
from visavis.storage.saving.reading import FolderNotEmpty, restore_backup
from visavis.storage.saving.writing import Kept, WontOverwrite, write_backup


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, the job queue's too."""
    with closing(sqlite3.connect(database)) as read:
        names = [name for (name,) in read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(read.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}  # noqa: S608


def blobs_in(blobs: Blobs) -> dict[str, str]:
    return {key: hashlib.sha256(blobs.get(key)).hexdigest() for key, _size in blobs.listed()}


@pytest.fixture
def filled(services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Services:
    """Two people with recordings, one of them with those of an absorbed guest too, and a clip that is everybody's."""
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    with services.database.transaction() as session:
        for name in ("mina", "junho"):
            session.add(Account(id=f"acc_{name}", login=name, display_name=name, language="ko"))
        session.flush()
        session.add(Absorbed(guest_id="acc_guest", account_id="acc_mina"))
    for space, size in (("acc_mina", 10), ("acc_junho", 1_000_000), ("acc_guest", 0)):
        services.blobs.put(f"accounts/{space}/takes/take_1/0.webm", space.encode() * size)
    services.blobs.put("shared/cast/clip.mp4", b"clip")
    open_secrets(settings.data_dir / "identity").seal("a key of a model")
    return services


def test_what_was_destroyed_comes_back_row_by_row_and_byte_by_byte(
    filled: Services, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = open_secrets(settings.data_dir / "identity").seal("a key of a model")
    before, kept = rows(settings.data_dir / "visavis.db"), blobs_in(filled.blobs)
    out = tmp_path / "backup.tar"
    command(out)
    assert out.stat().st_mode & 0o777 == 0o600
    assert "2 accounts" in capsys.readouterr().out
    filled.database.close()
    shutil.rmtree(settings.data_dir)

    restore(out, settings.data_dir)
    told = capsys.readouterr().out
    assert "2 accounts" in told
    assert "4 files" in told
    assert rows(settings.data_dir / "visavis.db") == before
    again = build_services(settings)
    assert blobs_in(again.blobs) == kept
    assert open_secrets(settings.data_dir / "identity").open(sealed) == "a key of a model"
    with again.database.transaction() as session:
        join(session, None, "later", "correct horse battery", "Later", "ko")
    again.database.close()


def test_a_backup_is_of_one_moment_while_others_write_and_delete(
    filled: Services, settings: Settings, tmp_path: Path
) -> None:
    """Rows never lack a blob that they name, but for deleted ones; and nobody's blobs come without their rows."""
    began, ends = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not ends.is_set():
            number += 1
            name = f"acc_more{number}"
            filled.blobs.put(f"accounts/{name}/takes/take_1/0.webm", b"piece")
            with filled.database.transaction() as session:
                session.add(Account(id=name, login=name, display_name=name, language="ko"))
            began.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert began.wait(60)
        made = [tmp_path / f"{number}.tar" for number in range(3)]
        for out in made:
            command(out)
    finally:
        ends.set()
        writer.join()
    for number, out in enumerate(made):
        folder = tmp_path / f"restored{number}"
        restore(out, folder)
        known = spaces_in(folder / "visavis.db")
        spaces = {place.name for place in (folder / "blobs" / "accounts").iterdir()}
        assert spaces == known
        assert len(spaces) > 3


def test_what_is_deleted_meanwhile_is_counted_and_left_out(
    filled: Services, settings: Settings, tmp_path: Path
) -> None:
    def delete(done: int, of: int) -> None:
        filled.blobs.delete("accounts/acc_mina/takes/take_1/0.webm")

    kept = Kept(settings.data_dir / "visavis.db", filled.blobs, settings.data_dir / "identity", "0")
    made = write_backup(tmp_path / "backup.tar", kept, spaces_in, delete)
    assert made.gone == 1
    assert restore_backup(tmp_path / "backup.tar", tmp_path / "restored", lambda _: None) == made


def test_nothing_is_overwritten(filled: Services, tmp_path: Path) -> None:
    out = tmp_path / "backup.tar"
    out.write_bytes(b"an older one")
    with pytest.raises(WontOverwrite):
        command(out)
    assert out.read_bytes() == b"an older one"
    assert [file for file in tmp_path.iterdir() if file.name.startswith(".visavis-")] == []


def test_a_folder_with_data_is_left_alone(filled: Services, settings: Settings, tmp_path: Path) -> None:
    command(tmp_path / "backup.tar")
    before = rows(settings.data_dir / "visavis.db")
    with pytest.raises(FolderNotEmpty):
        restore(tmp_path / "backup.tar", settings.data_dir)
    assert rows(settings.data_dir / "visavis.db") == before


def torn(backup: bytes) -> list[bytes]:
    """The same cut off in its head, in the midst of a file, and where a file ends; and with one byte changed."""
    with tarfile.open(fileobj=io.BytesIO(backup)) as tar:
        last = tar.getmembers()[-1]
        large = max(tar.getmembers(), key=lambda member: member.size)
    turned = bytearray(backup)
    turned[large.offset_data + large.size // 2] ^= 1
    cut = [backup[:end] for end in (0, 300, large.offset_data + 1000, last.offset)]
    return [*cut, bytes(turned), b"no tar" * 500]


def test_a_torn_or_changed_backup_is_refused_and_leaves_nothing(filled: Services, tmp_path: Path) -> None:
    command(tmp_path / "backup.tar")
    for number, data in enumerate(torn((tmp_path / "backup.tar").read_bytes())):
        (tmp_path / "torn.tar").write_bytes(data)
        with pytest.raises(BackupBroken):
            restore(tmp_path / "torn.tar", tmp_path / "restored")
        assert not (tmp_path / "restored").exists(), number
    (tmp_path / "mounted").mkdir()
    with pytest.raises(BackupBroken):
        restore(tmp_path / "torn.tar", tmp_path / "mounted")
    assert list((tmp_path / "mounted").iterdir()) == []


def foreign(path: str, kind: bytes = tarfile.REGTYPE) -> bytes:
    """A tar with one member as somebody else may make it, and a manifest that agrees."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        member = tarfile.TarInfo(path)
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)
        manifest = Manifest("0", "", {}, ()).as_json()
        last = tarfile.TarInfo("manifest.json")
        last.size = len(manifest)
        tar.addfile(last, io.BytesIO(manifest))
    return out.getvalue()


ODD_PATHS = ("../escaped", "/srv/escaped", "blobs/../../escaped", "blobs/a\\..\\b", ".env", "blobs/")


@pytest.mark.parametrize("path", ODD_PATHS)
def test_no_path_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    (tmp_path / "foreign.tar").write_bytes(foreign(path))
    with pytest.raises(BackupBroken):
        restore(tmp_path / "foreign.tar", tmp_path / "deep" / "restored")
    assert not list(tmp_path.rglob("escaped"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_only_plain_files_come_out_of_a_backup(kind: bytes, tmp_path: Path) -> None:
    (tmp_path / "foreign.tar").write_bytes(foreign("identity/link", kind))
    with pytest.raises(BackupBroken):
        restore(tmp_path / "foreign.tar", tmp_path / "restored")


def test_where_rows_lie_elsewhere_the_commands_are_told(
    filled: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VISAVIS_DATABASE_URL", "postgresql+psycopg://visavis:password@db.example.org/visavis")
    command(tmp_path / "backup.tar")
    told = capsys.readouterr()
    assert "pg_dump" in told.err
    assert "pg_restore" in told.err
    assert "password" not in told.out + told.err
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    assert (tmp_path / "restored/blobs/shared/cast/clip.mp4").read_bytes() == b"clip"
    assert not (tmp_path / "restored/visavis.db").exists()


def test_an_empty_data_folder_has_nothing_to_back_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "none"))
    with pytest.raises(NothingToBackUp):
        command(tmp_path / "backup.tar")
    with pytest.raises(NoTarget):
        restore_command(tmp_path / "backup.tar")
