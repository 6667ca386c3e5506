"""Bringing published weights in: from a file here, or fetched first."""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from visavis.cli.models import licences, running
from visavis.cli.models.errors import BadName, IsFolder, NoAddress
from visavis.kit.errors import Invalid, Refused
from visavis.kit.text import LANGUAGES, Text

if TYPE_CHECKING:
    from visavis.engines.catalogue import Published
    from visavis.engines.fetching import Fetchable

LONGEST_VOICE_NAME = 24
_TAKEN = {"torch": ".pt, .pth, .ckpt, .safetensors", "onnx": ".onnx", "task": ".task"}
_FILE = re.compile(r"\.(pt|pth|ckpt|pkl|bin|tar|onnx|task|safetensors)$")


def import_stylegan2(file: Path, accepted: str | None, name: str | None, half: bool) -> None:
    """An official StyleGAN2 checkpoint, by the lab of generators."""
    if file.is_dir():
        raise IsFolder(file)
    running.check_lab()
    called = checked_name(file.stem if name is None else name)
    path = str(file.absolute())
    running.run_lab("visavis.lab.generator", "look", path)  # before anybody is asked anything
    licence = accepted or licences.ask_licence(file.name, licences.OF_STYLEGAN2)
    more = ["--half"] if half else []
    words = [f"--out={_models() / 'stylegan2' / called}", f"--accept-licence={licence}", *more]
    running.run_lab("visavis.lab.generator", "import", path, *words)


def import_voice(folder: Path, accepted: str | None, name: str | None, languages: list[str]) -> None:
    """A voice of Piper or for sherpa-onnx."""
    from visavis.voice.speak import importing
    from visavis.voice.speak.sherpa import KIND

    spoken = tuple(language for language in LANGUAGES if language in languages)
    if not spoken or len(spoken) < len(set(languages)):
        raise Invalid(
            Text(
                ko="이 목소리가 말하는 언어를 --lang ko 또는 --lang en으로 알려 주세요.",
                en="Say which language the voice speaks: --lang ko or --lang en.",
            )
        )
    usual = re.sub(r"^vits-piper-", "", folder.resolve().name)[:LONGEST_VOICE_NAME]
    called = checked_name(usual if name is None else name, LONGEST_VOICE_NAME)
    licence = accepted or licences.ask_licence(folder.name, licences.OF_VOICES)
    tried = importing.import_voice(folder, _models() / KIND / called, licence, spoken)
    typer.echo(f"sherpa:{called}  {tried.rate_hz} Hz, {tried.speakers} speaker(s)")


def import_published(card: Published, file: Path, accepted: str | None, name: str | None) -> None:
    """A file of a kind in the catalogue: a checkpoint through the lab, an ONNX graph or a bundle without it."""
    if file.is_dir():
        raise IsFolder(file, _TAKEN[card.form])
    target = _target(card, file.name, name)
    typed = licences.accept(card, accepted) if accepted is not None else None
    torch = _wants_torch(card, file)
    if torch:
        running.check_lab()
        running.run_lab(*running.DOOR, "look", str(file.absolute()))  # before anybody is asked anything
    _say_whether_official(card, file)
    licence = typed or _asked(card, file.name)
    if typed and typed.non_commercial:
        typer.echo(licences.terms_of(card), err=True)
    if torch:
        _import_torch(card, file, target, licence)
    else:
        _import_single(card, file, target, licence)
    typer.echo(f"{card.kind} '{target.name}': {target}")
    _say_which_serves(card.kind)


def _asked(card: Published, file: str) -> licences.Accepted:
    return licences.accept(card, licences.ask_licence(file, licences.terms_of(card), card.licence_weights))


def _target(card: Published, file: str, name: str | None) -> Path:
    """The folder that is to be made. Raises BadName, and AlreadyThere before anything is read or fetched."""
    from visavis.engines.drafts import AlreadyThere

    usual = re.sub(r"[^A-Za-z0-9._-]", "-", _FILE.sub("", file))
    target = _models() / card.kind / checked_name(usual if name is None else name)
    if target.exists():
        raise AlreadyThere(target)
    return target


def _say_which_serves(kind: str) -> None:
    """Where several weights of a kind are here, one has to be chosen: that is said when the second one comes."""
    from visavis.engines.choosing import which_serves
    from visavis.engines.imported import use_library
    from visavis.settings import Settings

    use_library(Settings().model_library())
    if told := which_serves(kind):
        typer.echo(f"{told.en}\n{told.ko}", err=True)


def fetch_model(model: Fetchable, place: str | None) -> None:
    """A model of several files that is kept as it comes."""
    from visavis.engines.fetching import fetch
    from visavis.engines.imported import RECORD

    models = _models()
    fresh = not (models / model.kind / model.name / RECORD).is_file()
    if fresh:
        typer.echo(f"{model.name}: {model.origin}, {model.licence}, {model.megabytes} MB", err=True)
    folder = fetch(model, models, place, _show)
    state = "fetched; its SHA-256 is recorded" if fresh else "is here, and as it was when it came"
    typer.echo(f"{model.name} {state}: {folder}")


def fetch_published(
    card: Published, place: str | None, file: str | None, accepted: str | None, name: str | None
) -> None:
    """A published file, fetched and brought in; it stays when only the disk or another process was in the way."""
    from visavis.engines.drafts import LATER
    from visavis.engines.fetching import WantedFile, fetch_file

    source, wanted = _where(card, place, file)
    if card.form == "torch" and not wanted.endswith(".onnx"):
        running.check_lab()  # rather than after some hundred megabytes
    _target(card, wanted, name)
    licence = licences.accept(card, accepted) if accepted is not None else _asked(card, wanted)
    typer.echo(f"{wanted}: {source}, {card.megabytes} MB", err=True)
    folder = _models() / card.kind / ".fetched"
    fetched = fetch_file(WantedFile(wanted, card.hashes.get(wanted)), source, folder, _show)
    try:
        import_published(card, fetched, licence.typed, name)
    except (Invalid, Refused, typer.Exit) as error:
        if getattr(error, "exit_code", None) != LATER:
            _drop(fetched)  # it would be refused again
        raise
    _drop(fetched)


def _drop(fetched: Path) -> None:
    fetched.unlink(missing_ok=True)
    with suppress(OSError):
        fetched.parent.rmdir()


def checked_name(called: str, longest: int = 100) -> str:
    """Raises BadName."""
    if not re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{longest - 1}}}", called):
        raise BadName(called)
    return called


def _where(card: Published, place: str | None, file: str | None) -> tuple[str, str]:
    """The folder or address to fetch from, and the file in it. Raises NoAddress."""
    source = place or card.address
    if source is not None and file is None and _FILE.search(source) and not Path(source).is_dir():
        source, _, file = source.rpartition("/")
        source = source or "."
    wanted = file or next(iter(card.hashes), None)
    if source is None or wanted is None:
        raise NoAddress(card.kind, card.origin)
    if Path(wanted).name != wanted:
        raise BadName(wanted)
    return source, wanted


def _wants_torch(card: Published, file: Path) -> bool:
    """Whether the lab has to read the file: some checkpoints are handed out as ONNX too."""
    from visavis.engines.expectations import EXPECTED

    return card.form == "torch" and not (file.suffix == ".onnx" and card.kind in EXPECTED)


def _say_whether_official(card: Published, file: Path) -> None:
    from visavis.engines.fetching import sha256_of

    if not file.is_file():
        return  # whoever reads it says so
    sha256 = sha256_of(file)
    known = [name for name, official in card.hashes.items() if official == sha256]
    if known:
        typer.echo(f"This is the published {known[0]}. 공개된 원본 파일입니다.", err=True)
    else:
        typer.echo(
            f"SHA-256 {sha256}: none of the published files that are known; whether to trust it is up to you.\n"
            "알려진 원본 파일이 아닙니다. 믿을 수 있는 파일인지 직접 확인해 주세요.",
            err=True,
        )


def _import_torch(card: Published, file: Path, target: Path, licence: licences.Accepted) -> None:
    words = [f"--out={target}", f"--accept-licence={licence.licence}", f"--accepted-by={licences.login()}"]
    words += [f"--accepted-as={licence.typed}", f"--hashes={json.dumps(dict(card.hashes))}"]
    words += ["--non-commercial" if licence.non_commercial else "--no-non-commercial"]
    running.run_lab(*running.DOOR, "import", card.kind, str(file.absolute()), *words)


def _import_single(card: Published, file: Path, target: Path, licence: licences.Accepted) -> None:
    from visavis.engines.accepting import Acceptance
    from visavis.engines.importing_onnx import import_file, import_onnx
    from visavis.face.mesh import tasks

    accepted = Acceptance(
        licence.licence, licences.login(), licence.non_commercial, card.hashes, accepted_as=licence.typed
    )
    if card.form == "task":
        import_file(file, target, tasks.BUNDLE, accepted, tasks.try_bundle)
    else:
        import_onnx(file, target, accepted)


def _models() -> Path:
    from visavis.settings import Settings

    return Settings().make_data_dir() / "models"


def _show(name: str, have: int, of: int | None) -> None:
    """One line that changes while a person looks on."""
    if sys.stderr.isatty():
        share = f"{100 * have // of} %" if of else f"{have / 1e6:.0f} MB"
        typer.echo(f"\r{name:20} {share:>8}", nl=have == of, err=True)
