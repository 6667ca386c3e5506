"""The command line. Each command lies in its own file and loads what it needs only when it runs."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError

import visavis
from visavis.cli import (
    account,
    admin,
    backup,
    doctor,
    evaluate,
    expression,
    lab,
    listen,
    makeup,
    migrate_store,
    migrations,
    models,
    openapi,
    person,
    photo,
    restore,
    resume,
    retalk,
    review,
    say,
    serve,
    share_secret,
    shop,
    sketch,
    specs,
    talk,
    work,
)
from visavis.kit.errors import VisavisError

program = typer.Typer(name="visavis", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
program.command("serve")(serve.command)
program.command("work")(work.command)
program.command("migrate-store")(migrate_store.command)
program.command("share-secret")(share_secret.command)
program.command("doctor")(doctor.command)
program.command("talk")(talk.command)
program.command("retalk")(retalk.command)
program.command("say")(say.command)
program.command("listen")(listen.command)
program.command("review")(review.command)
program.add_typer(person.program, name="person")
program.add_typer(shop.program, name="shop")
program.command("makeup")(makeup.command)
program.command("restore")(restore.command)
program.command("photo")(photo.command)
program.command("expression")(expression.command)
program.add_typer(resume.program, name="resume")
program.command("sketch")(sketch.command)
program.command("evaluate")(evaluate.command)
program.command("admin")(admin.command)
program.add_typer(account.program, name="account")
program.command("backup")(backup.command)
program.add_typer(lab.program, name="lab")
program.add_typer(models.program, name="models")
program.add_typer(specs.program, name="specs")
program.command("openapi")(openapi.command)
program.add_typer(migrations.program, name="migrations")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(visavis.__version__)
        raise typer.Exit


@program.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Practise an interview face to face with a virtual interviewer, on your own machine."""
    from visavis.settings import Settings

    Settings().compose_engines()


def main() -> None:
    """Run a command; an error of ours ends as one sentence and exit code 1."""
    try:
        program()
    except VisavisError as error:
        _end(error)
    except ValidationError as error:
        if error.title != "Settings":
            raise
        from visavis.settings import explain

        _end(explain(error))


def _end(error: VisavisError) -> NoReturn:
    typer.echo(f"visavis: {error.message.en}\n         {error.message.ko}", err=True)
    sys.exit(1)
