"""``visavis models``: the catalogue of weights that others published; bring them in, check them, remove them."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.cli.models.errors import NotConfirmed, NotFetchable, UnknownKind

if TYPE_CHECKING:
    from visavis.engines.imported import Imported

program = typer.Typer(
    help="Weights that others published: the catalogue, and what of it is here.", no_args_is_help=True
)


@program.callback()
def begin() -> None:
    """Weights that others published: the catalogue, and what of it is here."""
    from visavis.engines.drafts import sweep
    from visavis.settings import Settings

    # an end that is asked for takes drafts along, as Control-C does; after any other the next command sweeps
    with suppress(ValueError):  # of another thread than the first
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sweep(Settings().data_dir / "models")


Json = Annotated[bool, typer.Option("--json", help="For programs.")]
AcceptLicence = Annotated[str | None, typer.Option(help="Name of the weights' licence, which you accept.")]
Called = Annotated[str | None, typer.Option("--name", help="What to call it here; the file's name by default.")]
Held = Annotated[str, typer.Argument(help="NAME or KIND/NAME of what is here; `visavis models list` shows them.")]
Yes = Annotated[bool, typer.Option("--yes", help="Don't ask.")]


@program.command("list")
def list_models(as_json: Json = False) -> None:
    """What is here (kind, name, size of its pictures, megabytes, licence, SHA-256), then what else is known."""
    from visavis.cli.models.showing import list_all

    list_all(as_json)


@program.command("card")
def show_card(
    name: Annotated[str, typer.Argument(help="A name of the catalogue, or of an imported model.")],
    as_json: Json = False,
) -> None:
    """Licence, origin, known SHA-256, size, purpose, whether it is here, and what it was measured to cost."""
    from visavis.cli.models import showing

    showing.show_card(name, as_json)


@program.command("fetch")
def fetch_model(
    name: Annotated[str, typer.Argument(help="What to fetch, by its name in the catalogue.")],
    place: Annotated[
        str | None, typer.Option("--from", help="A mirror's address or a folder (or of the file itself) instead.")
    ] = None,
    file: Annotated[str | None, typer.Option(help="Which of the published files; the first by default.")] = None,
    accept_licence: AcceptLicence = None,
    called: Called = None,
) -> None:
    """Fetch published weights and bring them in; a broken connection is gone on from when you run it again."""
    from visavis.cli.models import bringing
    from visavis.cli.models.catalogue import catalogue

    known = catalogue()
    item = known.get(name)
    if item is not None and item.fetchable is not None:
        bringing.fetch_model(item.fetchable, place)
    elif item is not None and item.published is not None:
        bringing.fetch_published(item.published, place, file, accept_licence, called)
    else:
        raise NotFetchable(name, [item.name for item in known.values() if item.fetchable or item.published])


@program.command("import")
def import_model(
    kind: Annotated[str, typer.Argument(help="What it is, by its name in the catalogue.")],
    file: Annotated[Path, typer.Argument(help="A checkpoint, an ONNX or .task file, or the folder of a voice.")],
    accept_licence: AcceptLicence = None,
    name: Called = None,
    half: Annotated[bool, typer.Option(help="Of stylegan2: store half-precision weights, half the size.")] = False,
    lang: Annotated[list[str] | None, typer.Option(help="Language of a voice: ko or en; may be repeated.")] = None,
) -> None:
    """Bring weights into the data folder, read as data and checked, and note who accepted their licence."""
    from visavis.cli.models import bringing
    from visavis.cli.models.catalogue import importable, published

    if kind == "voice":
        bringing.import_voice(file, accept_licence, name, lang or [])
    elif kind == "stylegan2":
        bringing.import_stylegan2(file, accept_licence, name, half)
    elif kind in published():
        bringing.import_published(published()[kind], file, accept_licence, name)
    else:
        raise UnknownKind(kind, importable())


@program.command("verify")
def verify_model(name: Held) -> None:
    """Check the files against their record, time the graph on every provider, and compare it with torch again."""
    from visavis.cli.models.verifying import verify

    verify(_held(name))


@program.command("remove")
def remove(name: Held, yes: Yes = False) -> None:
    """Remove an imported model. People that were made with it keep their portraits, but can't be drawn anew."""
    from visavis.engines.imported import remove_imported

    model = _held(name)
    if not yes and not sys.stdin.isatty():
        raise NotConfirmed
    if yes or typer.confirm(f"Remove {model.kind} '{model.name}'? / 삭제할까요?", err=True):
        remove_imported(model)


program.command("delete", hidden=True)(remove)


def _held(name: str) -> Imported:
    """Raises ModelNotFound."""
    from visavis.engines.imported import find_imported
    from visavis.settings import Settings

    kind, _, called = name.rpartition("/")
    return find_imported(Settings().model_library().models, called, kind or None)
