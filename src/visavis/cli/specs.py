"""``visavis specs``: tables of accepted applicants' specs, brought with their source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from visavis.kit.errors import NotFound
from visavis.kit.text import Text

program = typer.Typer(help="Bring tables of accepted applicants' specs.", no_args_is_help=True)


class NoSuchTable(NotFound):
    """The file isn't there."""


@program.command("import")
def bring(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX in the template's columns.")],
    source: Annotated[str, typer.Option(help="Where the figures are from; always shown beside them.")],
    year: Annotated[int, typer.Option(help="In which the source was published or collected.")],
) -> None:
    """Keep every row of a table, or none of it."""
    from visavis.app import build_services, migrate
    from visavis.career.specs.importing import check_source, keep_table, read_table
    from visavis.settings import Settings

    if not file.is_file():
        raise NoSuchTable(Text(ko="'{f}' 파일이 없습니다.", en="There is no file '{f}'.").fill(f=file))
    check_source(source, year)
    table = read_table(file.read_bytes())
    settings = Settings()
    migrate(settings)
    with build_services(settings).database.transaction() as session:
        made = keep_table(session, table, file.name, source, year, None)
        typer.echo(f"{made.id}\t{made.row_count} rows\t{made.source}, {made.year}")


@program.command("list")
def show_all() -> None:
    """List the tables that were brought."""
    from visavis.app import build_services, migrate
    from visavis.career.specs.importing import list_imports
    from visavis.settings import Settings

    settings = Settings()
    migrate(settings)
    with build_services(settings).database.reading() as session:
        for one in list_imports(session):
            typer.echo(f"{one.id}\t{one.row_count} rows\t{one.source}, {one.year}\t{one.file_name}")


@program.command("remove")
def remove(import_id: Annotated[str, typer.Argument(help="As `visavis specs list` shows it.")]) -> None:
    """Take a table out again, with all its rows."""
    from visavis.app import build_services, migrate
    from visavis.career.specs.importing import remove_import
    from visavis.settings import Settings

    settings = Settings()
    migrate(settings)
    with build_services(settings).database.transaction() as session:
        remove_import(session, import_id)


@program.command("template")
def template(
    file: Annotated[Path, typer.Argument(help="Where to write it; the ending .csv or .xlsx chooses the form.")],
    lang: Annotated[str, typer.Option(help="Language of the headers: ko or en.")] = "ko",
) -> None:
    """Write the empty table to fill in."""
    from visavis.career.specs.template import csv_template, xlsx_template

    make = xlsx_template if file.suffix.lower() == ".xlsx" else csv_template
    file.write_bytes(make("en" if lang == "en" else "ko"))
