"""``visavis share-secret``: what several servers on one database must have alike."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    renew: Annotated[
        bool, typer.Option("--renew", help="Make this machine's secret and certificate everybody's; others follow.")
    ] = False,
) -> None:
    """Check that this machine has the secret and the signing certificate of the others on its database."""
    from visavis.app import migrate, model_house
    from visavis.language.chat.keeping import reseal
    from visavis.people import shared_identity
    from visavis.settings import Settings
    from visavis.storage.database import open_database

    settings = Settings()
    migrate(settings)
    database = open_database(settings.database())
    secrets, folder = model_house(settings, database).secrets, settings.data_dir / "identity"
    if renew:
        shared_identity.renew(database, secrets, folder)
        with database.transaction() as session:
            lost = reseal(session, secrets)
        if lost:
            typer.echo(f"{lost} kept keys of language models can't be read; their owners must enter them again.")
    shared_identity.share_identity(database, secrets, folder)
    database.close()
    typer.echo("This machine has the installation's secret and signing certificate.")
