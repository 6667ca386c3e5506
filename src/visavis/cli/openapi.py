"""``visavis openapi``: prints the schema that the web app's client is generated from."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typer


def command() -> None:
    """Print the OpenAPI schema of the HTTP interface as JSON, always the same for the same code."""
    from visavis.app import build_services, create_app
    from visavis.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        services = build_services(Settings(data_dir=Path(folder), database_url="sqlite://", public_url=None))
        schema = create_app(services).openapi()
    typer.echo(json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True))
