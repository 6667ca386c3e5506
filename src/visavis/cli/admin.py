"""``visavis admin``: makes an account an administrator; the first one can't be made from within."""

from __future__ import annotations

from typing import Annotated

import typer


def command(login: Annotated[str, typer.Argument(help="The login of an account that has joined.")]) -> None:
    """Make an account an administrator."""
    from visavis.accounts.membership import promote
    from visavis.app import build_services, migrate
    from visavis.settings import Settings

    settings = Settings()
    migrate(settings)
    with build_services(settings).database.transaction() as session:
        account = promote(session, login)
        typer.echo(f"{account.login} is an administrator now.")
