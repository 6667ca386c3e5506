"""``visavis talk``: a portrait, or somebody in a video, says a text or moves the lips to a recording."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.cli.dub import FilmUnconsented, dub_film, is_film
from visavis.cli.terms import tell_licence, tell_makers
from visavis.cli.voices import compose, list_voices, read_language
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visavis.media.provenance import Maker, SourceType
    from visavis.media.values import RGB, Audio
    from visavis.studio.talk import Motion
    from visavis.voice.speak import Speech


class NothingToSay(Invalid):
    """Neither a text nor a recording was given, or both."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="--text 또는 --audio 중 하나를 지정해 주세요.",
                en="Give either --text or --audio.",
            )
        )


class NoSuchPortrait(NotFound):
    """The portrait is neither a file nor a member of the cast."""

    def __init__(self, portrait: str, cast: str) -> None:
        super().__init__(
            Text(
                ko="'{p}' 사진 파일이 없습니다. 파일 경로나 면접관 이름({c})을 적어 주세요.",
                en="There is no picture '{p}'. Give a file, or one of the interviewers: {c}.",
            ).fill(p=portrait, c=cast)
        )


class NoSuchRecording(NotFound):
    def __init__(self, recording: Path) -> None:
        super().__init__(
            Text(ko="'{f}' 음성 파일이 없습니다.", en="There is no recording '{f}'.").fill(f=recording),
        )


@dataclass(frozen=True)
class Sitter:
    """Who is to talk: the picture, a title for the mark of origin, and the voice that suits (None: the default)."""

    picture: RGB
    title: str
    voice: str | None


def command(
    portrait: Annotated[str, typer.Argument(help="A photo or a video of one person, or a member of the cast.")],
    text: Annotated[str | None, typer.Option(help="What to say.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the text and of the label: ko or en.")] = "ko",
    out: Annotated[Path, typer.Option(help="Where to write the MP4.")] = Path("clip.mp4"),
    size: Annotated[int, typer.Option(min=256, max=1024, help="Side of the clip in pixels.")] = 512,
    voice: Annotated[str | None, typer.Option(help="Name of a voice; `--voice list` shows them.")] = None,
    audio: Annotated[Path | None, typer.Option(help="A recording to follow instead of a text.")] = None,
    seed: Annotated[int, typer.Option(help="Another seed gives other blinks and head movements.")] = 0,
    engine: Annotated[str | None, typer.Option(help="mesh (embedded), wav2lip or wav2lip256 (imported).")] = None,
    consent: Annotated[bool, typer.Option("--consent", help="The filmed adult agreed to new lips.")] = False,
) -> None:
    """Make a clip of a portrait that talks, or give a video's person other words. It carries a visible label and a
    signed mark of its origin.
    """
    if voice == "list":
        compose()
        list_voices()
        return
    language = read_language(lang)
    if (text is None) == (audio is None):
        raise NothingToSay
    check_target(out)
    _identity_folder()
    compose()
    if audio is not None and not audio.is_file():
        raise NoSuchRecording(audio)
    if is_film(Path(portrait)):
        if not consent:
            raise FilmUnconsented
        _dub(Path(portrait), audio or speak_text(text or "", language, voice).audio, out, engine, language)
        return
    sitter = find_sitter(portrait)
    motion = _follow(audio, seed) if audio else _say(text or "", language, voice or sitter.voice, seed)
    _write(sitter, motion, out, size, language, engine)
    typer.echo(f"{out}  {motion.duration_s:.1f} s, {size}×{size}")


_LABEL = "영상 만드는 중 / Rendering"


def find_sitter(portrait: str) -> Sitter:
    """A file's picture or a member of the cast. Raises NoSuchPortrait, and Unreadable for a broken picture."""
    from visavis.media.image import load_image
    from visavis.people.casting import cast

    path = Path(portrait)
    if path.is_file():
        return Sitter(load_image(path), path.stem, None)
    for member in cast():
        if member.id == portrait.lower():
            return Sitter(member.portrait(), member.name.en, member.voice)
    raise NoSuchPortrait(portrait, ", ".join(member.id for member in cast()))


def _say(text: str, language: Language, voice: str | None, seed: int) -> Motion:
    from visavis.studio.talk import speech_motion

    return speech_motion(speak_text(text, language, voice), seed)


def speak_text(text: str, language: Language, voice: str | None) -> Speech:
    from visavis.voice.speak import SPEAKERS, speak_with

    return speak_with(SPEAKERS, voice or "f1", text, language)


def _follow(recording: Path, seed: int) -> Motion:
    from visavis.media.decode import load_audio
    from visavis.studio.talk.motion_audio import motion_from_audio

    return motion_from_audio(load_audio(recording, rate_hz=24_000), seed)


def _write(sitter: Sitter, motion: Motion, out: Path, size: int, language: Language, engine: str | None) -> None:
    """Render beside the target and move it there when it is whole and marked."""
    from visavis.studio.talk import TALK, make_clip

    with (
        draft_beside(out) as draft,
        TALK.lease(engine) as talker,
        typer.progressbar(length=motion.frames, label=_LABEL, file=sys.stderr) as bar,
    ):
        tell_licence(talker.card)
        rig = talker.prepare(sitter.picture, size)
        make_clip(talker, rig, motion, motion.sound, draft, language, lambda _: bar.update(1))
        source: SourceType = "compositeWithTrainedAlgorithmicMedia" if talker.weights_sha256 else "compositeSynthetic"
        deliver(draft, out, sitter.title, source, TALK.maker(talker.card.name))


def _dub(film: Path, sound: Audio | Path, out: Path, engine: str | None, language: Language) -> None:
    from visavis.studio.talk import LIPS

    tell_licence(LIPS.choose(engine))
    with draft_beside(out) as draft, typer.progressbar(length=100, label=_LABEL, file=sys.stderr) as bar:
        made = dub_film(engine, film, sound, draft, language, lambda share: bar.update(int(100 * share) - bar.pos))
        deliver(draft, out, film.stem, "compositeWithTrainedAlgorithmicMedia", made.makers)
    width, height = made.size_px
    told = f"  no face in {made.faceless} of {made.frames} frames" if made.faceless else ""
    typer.echo(f"{out}  {made.duration_s:.1f} s, {width}×{height}  {tell_makers(made.makers)}{told}")


@contextmanager
def draft_beside(out: Path) -> Iterator[Path]:
    """A file beside the target; whatever happens, none is left."""
    draft = out.with_name(f".{out.stem}.draft.mp4")
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def deliver(draft: Path, out: Path, title: str, source: SourceType, maker: Maker | Sequence[Maker]) -> None:
    from visavis.media.provenance import mark_file, signing_identity

    mark_file(draft, title, source, signing_identity(_identity_folder()), maker=maker)
    draft.replace(out)


def _identity_folder() -> Path:
    """Where the key lies that signs the mark of origin. Raises NoDataFolder."""
    from visavis.settings import Settings

    return Settings().make_data_dir() / "identity"


def check_target(out: Path) -> None:
    """Say so before the work is done when its result couldn't be written."""
    if out.suffix.lower() != ".mp4":
        raise Invalid(Text(ko="--out 파일 이름은 .mp4로 끝나야 합니다.", en="The name after --out must end in .mp4."))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(
            Text(
                ko="'{f}' 폴더를 만들 수 없습니다. 다른 위치를 지정해 주세요.",
                en="The folder '{f}' can't be made. Choose another place.",
            ).fill(f=out.parent)
        ) from error
