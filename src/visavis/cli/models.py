"""``visavis models``: bring in weights that others published, list and delete them."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from visavis.kit.errors import Invalid, Refused, Unavailable
from visavis.kit.text import Text

program = typer.Typer(help="Bring in weights that others published; list and delete them.", no_args_is_help=True)

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
                ko="'{k}' 모델은 가져올 수 없습니다. 가져올 수 있는 종류: stylegan2",
                en="Models of kind '{k}' can't be imported. Kinds that can: stylegan2.",
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
    kind: Annotated[str, typer.Argument(help="What it is: stylegan2.")],
    file: Annotated[Path, typer.Argument(help="A checkpoint: rosinality's .pt, or StyleGAN2-ADA's .pkl.")],
    accept_licence: Annotated[str | None, typer.Option(help="Name of the weights' licence, which you accept.")] = None,
    name: Annotated[str | None, typer.Option(help="What to call it here; the file's name by default.")] = None,
    half: Annotated[bool, typer.Option(help="Store half-precision weights: half the size.")] = False,
) -> None:
    """Turn an official checkpoint into safetensors and ONNX in the data folder, and note who accepted its licence."""
    from visavis.settings import Settings

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


@program.command("list")
def show_all() -> None:
    """List the imported models: kind, name, size of its pictures, megabytes, and the licence that was accepted."""
    from visavis.engines.imported import list_imported
    from visavis.settings import Settings

    held = list_imported(Settings().model_library().models)
    for one in held:
        megabytes = f"{one.size_bytes / 1e6:.0f} MB"
        typer.echo("\t".join((one.kind, one.name, f"{one.size_px} px", megabytes, one.licence)))
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


def _run_lab(*words: str) -> None:
    """Foreign files are read in a process of their own, whose words on what is wrong are for the user."""
    done = subprocess.run([sys.executable, "-m", "visavis.lab.generator", *words], check=False)
    if done.returncode:
        raise typer.Exit(done.returncode)


def _check_lab() -> None:
    for module in LAB_NEEDS:
        if importlib.util.find_spec(module) is None:
            raise NoLab(module)


def _ask_licence(file: Path) -> str:
    """Asks at a terminal; elsewhere the option is needed."""
    if not sys.stdin.isatty():
        raise LicenceNotAccepted
    typer.echo(
        f"{file.name}: NVIDIA's official StyleGAN2 weights are for non-commercial use only; other weights have their "
        "own terms.\n공식 StyleGAN2 가중치는 비상업적 용도로만 쓸 수 있고, 다른 가중치는 각자의 조건이 있습니다.",
        err=True,
    )
    name: str = typer.prompt("Licence of these weights / 이 가중치의 라이선스", err=True)
    if not typer.confirm(f"'{name}': do you accept it? / 동의하십니까?", err=True):
        raise LicenceNotAccepted
    return name
