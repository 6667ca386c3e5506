"""``visavis expression``: what class of expression the faces of pictures and videos look like to a model."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visavis.kit.errors import Invalid, VisavisError
from visavis.kit.text import Language, Text

if TYPE_CHECKING:
    from visavis.cli.expression_files import Found
    from visavis.cli.expression_rows import Read

_ONE_VIDEO = Text(
    ko="--speak는 얼굴이 보이는 영상 하나에만 쓸 수 있습니다.",
    en="--speak goes with one video in which a face is seen.",
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
    from visavis.cli.expression_files import find, tell_aside
    from visavis.cli.expression_rows import told
    from visavis.cli.expression_table import csv_rows
    from visavis.cli.person import language_of
    from visavis.cli.writing import require_outs, write_whole

    language = language_of(lang)
    found = find(path)
    require_outs([out for out in (table, looked, speak) if out is not None], found.files)
    _require_fitting(path, looked, speak, voice)
    done: list[Read] = []
    for one in found.files:
        read = _read(one, alone=path.is_file())
        done.append(read)
        if not as_json:
            typer.echo("\n".join(told(read, language)))
    if as_json:
        typer.echo(json.dumps(_as_json(done, found, path.is_file(), language), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(_known(language)), err=True)
    if found.aside:
        typer.echo(tell_aside(found.aside, language), err=True)
    if table is not None:
        write_whole(table, "".join(csv_rows(done, language)).encode("utf-8-sig"))
    if looked is not None:
        _write_map(found.files[0], looked, language)
    if speak is not None:
        _write_cues(done[0], speak, every, voice, language)


def _require_fitting(path: Path, looked: Path | None, speak: Path | None, voice: str) -> None:
    """What is asked for goes with what is brought, told before anything is read. Raises kinds of Invalid."""
    if (looked or speak) and not path.is_file():
        raise Invalid(Text(ko="--map과 --speak는 파일 하나에만 씁니다.", en="--map and --speak go with a single file."))
    if looked is not None:
        _require_map(path, looked)
    if speak is not None:
        _require_cues(path, speak, voice)


def _require_map(path: Path, looked: Path) -> None:
    from visavis.people.exporting import SUFFIXES, WrongSuffix

    if looked.suffix.lower() not in SUFFIXES:
        raise WrongSuffix
    if _holds_clip(path):
        raise Invalid(
            Text(
                ko="--map은 사진에만 쓸 수 있습니다. 영상에서 한 장면을 사진으로 저장해 사용해 주세요.",
                en="--map goes with a picture. Save a frame of the video as a picture.",
            )
        )


def _require_cues(path: Path, speak: Path, voice: str) -> None:
    from visavis.cli.voices import compose
    from visavis.voice.speak import SPEAKERS, why_no_voice

    if speak.suffix.lower() != ".wav":
        raise Invalid(
            Text(
                ko="--speak의 파일 이름은 .wav로 끝나야 합니다.",
                en="The name of the file for --speak must end in .wav.",
            )
        )
    if not _holds_clip(path):
        raise Invalid(_ONE_VIDEO)
    compose()
    why_not = why_no_voice(SPEAKERS, voice)
    if why_not is not None:
        raise Invalid(why_not)


def _holds_clip(path: Path) -> bool:
    from visavis.cli.expression_files import CantOpen
    from visavis.media.sniff import is_clip

    try:
        return is_clip(path)
    except OSError as error:
        raise CantOpen(path, error) from error


def _read(file: Path, alone: bool) -> Read:
    """One file; in a folder, what can't be read stops nothing."""
    from visavis.cli.expression_files import CantOpen
    from visavis.cli.expression_rows import Read

    try:
        try:
            return _read_one(file)
        except OSError as error:
            raise CantOpen(file, error) from error
    except VisavisError as error:
        if alone:
            raise
        return Read(file, error=error.message, code=error.code)


def _read_one(file: Path) -> Read:
    from visavis.cli.expression_rows import Read
    from visavis.interview.review.clip import NeitherPictureNorVideo, read_clip
    from visavis.media.image import NotAPicture, load_image
    from visavis.media.sniff import is_clip
    from visavis.observe.expression_classes import EXPRESSIONS, count_unread, read_picture

    if is_clip(file):
        with _plain_name(file) as plain:
            return Read(file, clip=read_clip(plain, progress=_shown(file)))
    try:
        image = load_image(file)
    except NotAPicture as error:
        raise NeitherPictureNorVideo from error
    with EXPRESSIONS.lease() as engine:
        faces = tuple(read_picture(engine, image))
        return Read(file, faces=faces, classes=engine.classes, unread=count_unread(image, faces))


@contextmanager
def _plain_name(file: Path) -> Iterator[Path]:
    """The same file under a name that is UTF-8: FFmpeg's binding takes no other."""
    try:
        str(file.absolute()).encode()
    except UnicodeEncodeError:
        with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
            link = Path(folder) / "video"
            link.symlink_to(file.absolute())
            yield link
    else:
        yield file


def _shown(file: Path) -> Any:
    """A line of progress on a terminal."""
    from visavis.cli.writing import shown

    def show(_step: str, share: float) -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{shown(Path(file.name))}  {100 * share:.0f} %", err=True, nl=share >= 1)

    return show


def _as_json(done: list[Read], found: Found, alone: bool, language: Language) -> dict[str, Any]:
    from visavis.cli.expression_rows import as_json
    from visavis.cli.writing import shown
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
    if alone:
        return {**about, **files[0]}
    skipped = [{"file": shown(one), "reason": why} for one, why in found.aside]
    return {**about, "files": files, "skipped": skipped}


def _known(language: Language) -> Iterator[str]:
    """What stands below every answer."""
    from visavis.observe.expression_classes import EXPRESSIONS
    from visavis.observe.expression_classes import wording as words

    with EXPRESSIONS.lease() as engine:
        for text in (words.how_often_wrong(engine.reliability), words.WHAT_IT_IS):
            yield f"· {text.in_language(language)}"


def _write_map(file: Path, out: Path, language: Language) -> None:
    from visavis.cli.writing import shown, write_whole
    from visavis.media.image import encode_jpeg, encode_png, load_image
    from visavis.observe.expression_classes import EXPRESSIONS, draw_map, look_map, read_picture
    from visavis.observe.expression_classes import wording as words

    image = load_image(file)
    with EXPRESSIONS.lease() as engine:
        for number, seen in enumerate(read_picture(engine, image), 1):
            told = words.NO_MAP
            if seen.judgement.means_something:
                found = look_map(engine, seen.cut)
                image = draw_map(image, seen.cut, found)
                told = words.moved_by(engine.classes[found.of], found.most_fall)
            typer.echo(f"#{number}  {told.in_language(language)}", err=True)
    write_whole(out, encode_png(image) if out.suffix.lower() == ".png" else encode_jpeg(image))
    typer.echo(shown(out), err=True)


def _write_cues(read: Read, out: Path, every_s: float, voice: str, language: Language) -> None:
    from visavis.cli.writing import write_whole
    from visavis.media.encode import wav_bytes
    from visavis.observe.expression_classes import wording
    from visavis.observe.expression_classes.cues import find_cues
    from visavis.voice.speak import SPEAKERS, speak_with
    from visavis.voice.speak.laying import lay_speech

    if read.clip is None or not read.clip.people:
        raise Invalid(_ONE_VIDEO)
    cues = find_cues(read.clip.people[0].looks, every_s)
    said = [(cue.time_s, speak_with(SPEAKERS, voice, cue.text.in_language(language), language, 1.1)) for cue in cues]
    write_whole(out, wav_bytes(lay_speech([(at_s, speech.audio) for at_s, speech in said], read.clip.duration_s)))
    for cue in cues:
        typer.echo(f"{cue.time_s:7.1f} s  {cue.text.in_language(language)}", err=True)
    typer.echo(wording.OTHERS_KNOW.in_language(language), err=True)
