"""``visavis expression``: what class of expression the faces of pictures and videos look like to a model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visavis.kit.errors import Invalid, NotFound, VisavisError
from visavis.kit.text import Language, Text

if TYPE_CHECKING:
    from visavis.cli.expression_rows import Read

_VIDEO = (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".ts")


class NothingToRead(NotFound):
    """There is no such file or folder, or no picture and no video in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                ko="'{p}'에 읽을 사진이나 영상이 없습니다. 경로를 확인해 주세요.",
                en="There is no picture or video at '{p}'. Check the path.",
            ).fill(p=path)
        )


def command(
    path: Annotated[Path, typer.Argument(help="A picture, a video, or a folder of them.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    table: Annotated[Path | None, typer.Option("--csv", help="Also write a table, one row a face.")] = None,
    looked: Annotated[
        Path | None, typer.Option("--map", help="Of a picture: write it with what the model looked at (.png or .jpg).")
    ] = None,
    speak: Annotated[
        Path | None,
        typer.Option("--speak", help="Of a video: write spoken cues of the other's expression, on its clock (.wav)."),
    ] = None,
    every: Annotated[float, typer.Option(min=2, max=120, help="Seconds between two spoken cues, at least.")] = 6.0,
    voice: Annotated[str, typer.Option(help="The voice of the cues.")] = "f1",
    lang: Annotated[str, typer.Option(help="Language of what is told: ko or en.")] = "ko",
) -> None:
    """Tell which class of expression faces look like to a model, how sure it is and how often it is wrong.

    It can't tell what anybody feels or is like, and it says "can't tell" where it isn't sure.
    """
    from visavis.cli.expression_rows import csv_rows, told
    from visavis.cli.person import language_of, require_folder

    language = language_of(lang)
    for file in (table, looked, speak):
        if file is not None:
            require_folder(file)
    if (looked or speak) and not path.is_file():
        raise Invalid(Text(ko="--map과 --speak는 파일 하나에만 씁니다.", en="--map and --speak go with a single file."))
    files = _files(path)
    done: list[Read] = []
    for one in files:
        read = _read(one, alone=path.is_file())
        done.append(read)
        if not as_json:
            typer.echo("\n".join(told(read, language)))
    if as_json:
        typer.echo(json.dumps(_as_json(done, path.is_file(), language), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(_known(language)), err=True)
    if table is not None:
        table.write_text("".join(csv_rows(done, language)), "utf-8-sig")
    if looked is not None:
        _write_map(files[0], looked)
    if speak is not None:
        _write_cues(done[0], speak, every, voice, language)


def _files(path: Path) -> list[Path]:
    from visavis.shop.opening import SUFFIXES

    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.suffix.lower() in (*SUFFIXES, *_VIDEO) and one.is_file())
        if found:
            return found
    elif path.is_file():
        return [path]
    raise NothingToRead(path)


def _read(file: Path, alone: bool) -> Read:
    """One file; in a folder, what can't be read stops nothing."""
    from visavis.cli.expression_rows import Read

    try:
        return _read_one(file)
    except VisavisError as error:
        if alone:
            raise
        return Read(file, error=error.message)


def _read_one(file: Path) -> Read:
    from visavis.cli.expression_rows import Read
    from visavis.interview.review.clip import read_clip
    from visavis.media.image import load_image
    from visavis.media.sniff import is_clip
    from visavis.observe.expression_classes import EXPRESSIONS, read_picture

    if is_clip(file):
        return Read(file, clip=read_clip(file, progress=_shown(file)))
    with EXPRESSIONS.lease() as engine:
        return Read(file, faces=tuple(read_picture(engine, load_image(file))), classes=engine.classes)


def _shown(file: Path) -> Any:
    """A line of progress on a terminal."""

    def show(_step: str, share: float) -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{file.name}  {100 * share:.0f} %", err=True, nl=share >= 1)

    return show


def _as_json(done: list[Read], alone: bool, language: Language) -> dict[str, Any]:
    from visavis.cli.expression_rows import as_json
    from visavis.observe.expression_classes import EXPRESSIONS
    from visavis.observe.expression_classes import wording as words

    with EXPRESSIONS.lease() as engine:
        known = engine.reliability
        about = {
            "engine": engine.card.name,
            "classes": list(engine.classes),
            "what_it_is": words.WHAT_IT_IS.in_language(language),
            "how_often_wrong": words.how_often_wrong(known).in_language(language),
            "reliability": {name: getattr(known, name) for name in known.__dataclass_fields__},
        }
    files = [as_json(one, language) for one in done]
    return {**about, **files[0]} if alone else {**about, "files": files}


def _known(language: Language) -> Iterator[str]:
    """What stands below every answer."""
    from visavis.observe.expression_classes import EXPRESSIONS
    from visavis.observe.expression_classes import wording as words

    with EXPRESSIONS.lease() as engine:
        for text in (words.how_often_wrong(engine.reliability), words.WHAT_IT_IS):
            yield f"· {text.in_language(language)}"


def _write_map(file: Path, out: Path) -> None:
    from visavis.media.image import encode_jpeg, encode_png, load_image
    from visavis.observe.expression_classes import EXPRESSIONS, draw_map, look_map, read_picture
    from visavis.people.exporting import SUFFIXES, WrongSuffix

    if out.suffix.lower() not in SUFFIXES:
        raise WrongSuffix
    image = load_image(file)
    with EXPRESSIONS.lease() as engine:
        for seen in read_picture(engine, image):
            image = draw_map(image, seen.cut, look_map(engine, seen.cut))
    out.write_bytes(encode_png(image) if out.suffix.lower() == ".png" else encode_jpeg(image))
    typer.echo(str(out), err=True)


def _write_cues(read: Read, out: Path, every_s: float, voice: str, language: Language) -> None:
    from visavis.cli.voices import compose
    from visavis.media.encode import write_wav
    from visavis.observe.expression_classes import wording
    from visavis.observe.expression_classes.cues import find_cues
    from visavis.voice.speak import SPEAKERS, speak_with
    from visavis.voice.speak.laying import lay_speech

    if read.clip is None or not read.clip.people:
        raise Invalid(
            Text(
                ko="--speak는 얼굴이 보이는 영상 하나에만 쓸 수 있습니다.",
                en="--speak goes with one video in which a face is seen.",
            )
        )
    compose()
    cues = find_cues(read.clip.people[0].looks, every_s)
    said = [(cue.time_s, speak_with(SPEAKERS, voice, cue.text.in_language(language), language, 1.1)) for cue in cues]
    write_wav(out, lay_speech([(at_s, speech.audio) for at_s, speech in said], read.clip.duration_s))
    for cue in cues:
        typer.echo(f"{cue.time_s:7.1f} s  {cue.text.in_language(language)}", err=True)
    typer.echo(wording.OTHERS_KNOW.in_language(language), err=True)
