"""``visavis backup``, and the half of ``visavis restore`` that takes a backup: the whole installation in one file."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.settings import Settings
    from visavis.storage.saving.manifest import Manifest

SUFFIX = ".tar"


class NotATar(Invalid):
    """A backup's name ends in .tar."""


class NothingToBackUp(NotFound):
    """There is no database in the data folder."""


def command(
    out: Annotated[Path, typer.Argument(help="The file to write, ending in .tar; nothing is overwritten.")],
) -> None:
    """Write everything that this installation keeps into one file, while it runs: rows, recordings, keys."""
    import visavis
    from visavis.settings import Settings
    from visavis.storage.blobs import open_blobs
    from visavis.storage.saving.writing import Kept, write_backup

    require_tar(out)
    settings = Settings()
    database = _database_file(settings)
    kept = Kept(database, open_blobs(settings.blob_place()), settings.data_dir / "identity", visavis.__version__)
    with _told(out), typer.progressbar(length=100, label="백업 중 / Backing up", file=sys.stderr) as bar:
        made = write_backup(out, kept, spaces_in, lambda done, of: bar.update(100 * done // of - bar.pos))
    _tell(made, f"{out}  {out.stat().st_size / 1e6:.1f} MB")
    if database is None:
        typer.echo(_ROWS_ELSEWHERE.format(out=out.with_suffix(".dump")), err=True)


def restore(file: Path, data_dir: Path) -> None:
    """Bring a backup back into an empty folder, and say what came."""
    from visavis.storage.saving.reading import restore_backup

    if not file.is_file():
        raise NotFound(Text(ko="'{p}' 파일이 없습니다.", en="There is no file '{p}'.").fill(p=file))
    with (
        _told(data_dir),
        typer.progressbar(length=file.stat().st_size, label="복원 중 / Restoring", file=sys.stderr) as bar,
    ):
        made = restore_backup(file, data_dir, lambda read: bar.update(read - bar.pos))
    _tell(made, str(data_dir))
    typer.echo(f"Made by Visavis {made.version} at {made.made_at}.")
    typer.echo(f"Start it with: VISAVIS_DATA_DIR={data_dir} visavis serve")
    if not made.rows:
        typer.echo("The rows aren't in this backup: restore them into PostgreSQL with pg_restore.", err=True)


def require_tar(path: Path) -> None:
    from visavis.cli.person import require_folder

    if path.suffix.lower() != SUFFIX:
        raise NotATar(Text(ko="백업 파일 이름은 .tar로 끝나야 합니다.", en="The name of a backup must end in .tar."))
    require_folder(path)


def spaces_in(database: Path) -> frozenset[str]:
    """Every account, and every guest that one absorbed: where blobs of anybody lie."""
    asked = "SELECT id FROM accounts UNION SELECT guest_id FROM absorbed_guests"
    with closing(sqlite3.connect(database)) as read:
        return frozenset(str(space) for (space,) in read.execute(asked))


def _database_file(settings: Settings) -> Path | None:
    """SQLite's file; None where the rows lie in another database."""
    from sqlalchemy import make_url

    url = make_url(settings.database())
    if url.get_backend_name() != "sqlite":
        return None
    file = Path(url.database or "")
    if not file.is_file():
        raise NothingToBackUp(
            Text(
                ko="'{f}'에 아직 데이터베이스가 없습니다. VISAVIS_DATA_DIR을 확인해 주세요.",
                en="There is no database in '{f}' yet. See to VISAVIS_DATA_DIR.",
            ).fill(f=settings.data_dir)
        )
    return file


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """A full disk or a folder without permission, as an error of ours."""
    from visavis.cli.writing import CantWriteThere

    try:
        yield
    except OSError as error:
        raise CantWriteThere(place) from error


def _tell(made: Manifest, where: str) -> None:
    typer.echo(where)
    if made.rows:
        accounts, interviews = made.rows.get("accounts", 0), made.rows.get("interviews", 0)
        rows = sum(made.rows.values())
        typer.echo(f"  {rows} rows in {len(made.rows)} tables ({accounts} accounts, {interviews} interviews)")
    blobs = made.blobs
    gone = f"; {made.gone} more were deleted meanwhile" if made.gone else ""
    typer.echo(f"  {len(blobs)} files, {sum(one.size_bytes for one in blobs) / 1e6:.1f} MB, all with SHA-256{gone}")


_ROWS_ELSEWHERE = """
The rows lie in PostgreSQL and are NOT in this file. Back them up BEFORE the files, each time:
  pg_dump --format=custom --file={out} "${{VISAVIS_DATABASE_URL/+psycopg/}}"
and restore them with
  pg_restore --clean --if-exists --dbname="${{VISAVIS_DATABASE_URL/+psycopg/}}" {out}
행(데이터)은 PostgreSQL에 있고 이 파일에는 없습니다. 매번 파일보다 먼저 위 명령으로 백업해 주세요."""
