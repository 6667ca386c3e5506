"""``visavis models``: bring in weights that others published, list and delete them."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.kit.errors import Invalid, NotFound, Refused, Unavailable
from visavis.kit.text import LANGUAGES, Text

if TYPE_CHECKING:
    from visavis.engines.fetching import Fetchable

program = typer.Typer(help="Bring in weights that others published; list and delete them.", no_args_is_help=True)

LONGEST_VOICE_NAME = 24
_TERMS = (
    "NVIDIA's official StyleGAN2 weights are for non-commercial use only; other weights have their own terms.\n"
    "공식 StyleGAN2 가중치는 비상업적 용도로만 쓸 수 있고, 다른 가중치는 각자의 조건이 있습니다."
)
_TERMS_OF_VOICES = (
    "the voice's MODEL_CARD or README names its licence; some voices are for non-commercial use only.\n"
    "음성의 MODEL_CARD나 README에 라이선스가 있습니다. 비상업적 용도로만 쓸 수 있는 음성도 있습니다."
)
LAB_NEEDS = ("torch", "safetensors", "onnx")


class NoLab(Unavailable):
    """What reads foreign checkpoints isn't installed."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            Text(
                ko="체크포인트를 읽으려면 학습실 패키지가 필요합니다('{m}' 없음). 설치: pip install 'visavis[lab]'",
                en="Reading checkpoints needs the lab's packages ('{m}' is missing). "
                "Install them: pip install 'visavis[lab]'",
            ).fill(m=missing)
        )


class UnknownKind(Invalid):
    """There is no importer for this kind of model."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            Text(
                ko="'{k}' 모델은 가져올 수 없습니다. 가져올 수 있는 종류: stylegan2, voice",
                en="Models of kind '{k}' can't be imported. Kinds that can: stylegan2, voice.",
            ).fill(k=kind)
        )


class IsFolder(Invalid):
    """A folder was named in place of a checkpoint."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                ko="'{p}'은(는) 폴더입니다. 그 안의 체크포인트 파일(.pt 또는 .pkl) 하나를 지정해 주세요.",
                en="'{p}' is a folder. Name one checkpoint in it (.pt or .pkl).",
            ).fill(p=path)
        )


class BadName(Invalid):
    """The name can't be a folder's."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                ko="'{n}'은(는) 이름으로 쓸 수 없습니다. --name에 영문자, 숫자, '-', '_', '.'만 쓰세요.",
                en="'{n}' can't be a name. Use letters, digits, '-', '_' and '.' for --name.",
            ).fill(n=name)
        )


class LicenceNotAccepted(Refused):
    """Nobody accepted a licence, and nobody could be asked."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko='가중치의 라이선스를 확인한 뒤 --accept-licence "이름"을 붙여 다시 실행해 주세요.',
                en='Read the licence of the weights, then run this again with --accept-licence "NAME".',
            )
        )


class NotConfirmed(Refused):
    """Nobody said that the model may go, and nobody could be asked."""

    def __init__(self) -> None:
        super().__init__(Text(ko="삭제하려면 --yes를 붙여 주세요.", en="Add --yes to delete it."))


@program.command("import")
def import_model(
    kind: Annotated[str, typer.Argument(help="What it is: stylegan2 or voice.")],
    file: Annotated[
        Path, typer.Argument(help="A checkpoint (rosinality's .pt, StyleGAN2-ADA's .pkl), or the folder of a voice.")
    ],
    accept_licence: Annotated[str | None, typer.Option(help="Name of the weights' licence, which you accept.")] = None,
    name: Annotated[str | None, typer.Option(help="What to call it here; the file's name by default.")] = None,
    half: Annotated[bool, typer.Option(help="Store half-precision weights: half the size.")] = False,
    lang: Annotated[list[str] | None, typer.Option(help="Language of a voice: ko or en; may be repeated.")] = None,
) -> None:
    """Bring weights into the data folder, and note who accepted their licence: an official StyleGAN2 checkpoint, or a
    voice of Piper or for sherpa-onnx."""
    from visavis.settings import Settings

    if kind == "voice":
        _import_voice(file, accept_licence, name, lang or [])
        return
    if kind != "stylegan2":
        raise UnknownKind(kind)
    if file.is_dir():
        raise IsFolder(file)
    _check_lab()
    called = name or file.stem
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", called):
        raise BadName(called)
    path = str(file.absolute())
    _run_lab("look", path)  # before anybody is asked anything
    licence = accept_licence or _ask_licence(file)
    folder = Settings().make_data_dir() / "models" / kind / called
    more = ["--half"] if half else []
    _run_lab("import", path, f"--out={folder}", f"--accept-licence={licence}", *more)


@program.command("fetch")
def fetch_model(
    name: Annotated[str, typer.Argument(help="What to fetch: whisper-tiny, whisper-base or whisper-small.")],
    place: Annotated[
        str | None, typer.Option("--from", help="A mirror's address or a folder, instead of the model's own address.")
    ] = None,
) -> None:
    """Fetch published weights into the data folder; a broken connection is gone on from when you run it again."""
    from visavis.engines.fetching import fetch
    from visavis.engines.imported import RECORD
    from visavis.settings import Settings

    model = _fetchable(name)
    models = Settings().make_data_dir() / "models"
    fresh = not (models / model.kind / model.name / RECORD).is_file()
    if fresh:
        typer.echo(f"{model.name}: {model.origin}, {model.licence}, {model.megabytes} MB", err=True)
    folder = fetch(model, models, place, _show)
    state = "fetched; its SHA-256 is recorded" if fresh else "is here, and as it was when it came"
    typer.echo(f"{model.name} {state}: {folder}")


@program.command("list")
def show_all() -> None:
    """List the imported models: kind, name, size of its pictures, megabytes, and the licence that was accepted."""
    from visavis.engines.imported import list_imported
    from visavis.settings import Settings

    held = list_imported(Settings().model_library().models)
    for one in held:
        megabytes = f"{one.size_bytes / 1e6:.0f} MB"
        pictures = f"{one.size_px} px" if one.kind == "stylegan2" else "–"
        typer.echo("\t".join((one.kind, one.name, pictures, megabytes, one.licence)))
    if not held:
        typer.echo("No models. 가져온 모델이 없습니다.", err=True)


@program.command("delete")
def delete(
    name: Annotated[str, typer.Argument(help="Name of an imported model; `visavis models list` shows them.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Delete an imported model. People that were made with it keep their portraits, but can't be drawn anew."""
    from visavis.engines.imported import find_imported, remove_imported
    from visavis.settings import Settings

    model = find_imported(Settings().model_library().models, name)
    if not yes and not sys.stdin.isatty():
        raise NotConfirmed
    if yes or typer.confirm(f"Delete {model.kind} '{model.name}'? / 삭제할까요?", err=True):
        remove_imported(model)


def _fetchable(name: str) -> Fetchable:
    from visavis.voice.listen import whisper

    known = {f"whisper-{size}": size for size in whisper.SIZES}
    if name not in known:
        raise NotFound(
            Text(
                ko="'{n}' 모델을 받을 수 없습니다. 받을 수 있는 모델: {k}",
                en="There is no '{n}' to fetch. Models that can be: {k}.",
            ).fill(n=name, k=", ".join(known))
        )
    return whisper.fetchable(known[name])


def _show(name: str, have: int, of: int | None) -> None:
    """One line that changes while a person looks on."""
    if sys.stderr.isatty():
        share = f"{100 * have // of} %" if of else f"{have / 1e6:.0f} MB"
        typer.echo(f"\r{name:20} {share:>8}", nl=have == of, err=True)


def _import_voice(folder: Path, accept_licence: str | None, name: str | None, languages: list[str]) -> None:
    from visavis.settings import Settings
    from visavis.voice.speak.importing import import_voice
    from visavis.voice.speak.sherpa import KIND

    spoken = tuple(language for language in LANGUAGES if language in languages)
    if not spoken or len(spoken) < len(set(languages)):
        raise Invalid(
            Text(
                ko="이 목소리가 말하는 언어를 --lang ko 또는 --lang en으로 알려 주세요.",
                en="Say which language the voice speaks: --lang ko or --lang en.",
            )
        )
    called = name or re.sub(r"^vits-piper-", "", folder.resolve().name)[:LONGEST_VOICE_NAME]
    if not re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{LONGEST_VOICE_NAME - 1}}}", called):
        raise BadName(called)
    licence = accept_licence or _ask_licence(folder, _TERMS_OF_VOICES)
    target = Settings().make_data_dir() / "models" / KIND / called
    tried = import_voice(folder, target, licence, spoken)
    typer.echo(f"sherpa:{called}  {tried.rate_hz} Hz, {tried.speakers} speaker(s)")


def _run_lab(*words: str) -> None:
    """Foreign files are read in a process of their own, whose words on what is wrong are for the user."""
    done = subprocess.run([sys.executable, "-m", "visavis.lab.generator", *words], check=False)
    if done.returncode:
        raise typer.Exit(done.returncode)


def _check_lab() -> None:
    for module in LAB_NEEDS:
        if importlib.util.find_spec(module) is None:
            raise NoLab(module)


def _ask_licence(file: Path, terms: str = _TERMS) -> str:
    """Asks at a terminal; elsewhere the option is needed."""
    if not sys.stdin.isatty():
        raise LicenceNotAccepted
    typer.echo(f"{file.name}: {terms}", err=True)
    name: str = typer.prompt("Licence of these weights / 이 가중치의 라이선스", err=True)
    if not typer.confirm(f"'{name}': do you accept it? / 동의하십니까?", err=True):
        raise LicenceNotAccepted
    return name
