"""``visavis account``: for the day when nobody can log in any more."""

from __future__ import annotations

from typing import Annotated

import typer

program = typer.Typer(help="List accounts, or make a link that sets a new password.", no_args_is_help=True)


@program.command("list")
def show_all() -> None:
    """List everybody who joined."""
    from visavis.accounts.membership import list_accounts
    from visavis.app import build_services, migrate
    from visavis.settings import Settings

    settings = Settings()
    migrate(settings)
    with build_services(settings).database.reading() as session:
        for one in list_accounts(session):
            role = "administrator" if one.is_admin else "member"
            typer.echo(f"{one.login}\t{role}\t{one.created_at:%Y-%m-%d}\t{one.display_name}")


@program.command("reset")
def reset(login: Annotated[str, typer.Argument(help="Whose password is forgotten.")]) -> None:
    """Print a link, good once and for 24 hours, that sets a new password."""
    from visavis.accounts.recovery import make_reset_link
    from visavis.app import build_services, migrate
    from visavis.cli.address import last_address
    from visavis.settings import Settings

    settings = Settings()
    migrate(settings)
    services = build_services(settings)
    with services.database.transaction() as session:
        token, _ = make_reset_link(session, login)
    base = settings.public_url or last_address(settings.data_dir) or services.options.public_url
    typer.echo(f"{base.rstrip('/')}/recover?token={token}")
