"""``visavis retalk``: a video's person says other words, by those of VideoReTalking's three stages that are present."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from visavis.cli.dub import FilmUnconsented, is_film
from visavis.cli.talk import NoSuchRecording, NothingToSay, check_target, deliver, draft_beside, speak_text
from visavis.cli.terms import tell_licence
from visavis.cli.voices import compose, read_language
from visavis.engines.imported import Library
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Language, Text

if TYPE_CHECKING:
    from visavis.media.values import Audio
    from visavis.people.retalking import Retalked, Wishes
    from visavis.studio.talk.retalking.stages import Ran


class UnknownEngine(Invalid):
    """A stage has no engine of this name."""

    def __init__(self, option: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            Text(
                ko="{o}에 '{n}'은(는) 없습니다. 고를 수 있는 값: {k}",
                en="{o} knows no '{n}'. Choose one of: {k}.",
            ).fill(o=option, n=name, k=", ".join(known))
        )


class NotAVideo(NotFound):
    """There is no such video."""

    def __init__(self, film: Path) -> None:
        super().__init__(Text(ko="'{f}' 영상 파일이 없습니다.", en="There is no video '{f}'.").fill(f=film))


def command(
    film: Annotated[Path, typer.Argument(help="A video of one person.")],
    text: Annotated[str | None, typer.Option(help="What to say.")] = None,
    audio: Annotated[Path | None, typer.Option(help="A recording to follow instead of a text.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the text and of the label: ko or en.")] = "ko",
    voice: Annotated[str | None, typer.Option(help="Name of a voice.")] = None,
    out: Annotated[Path, typer.Option(help="Where to write the MP4.")] = Path("clip.mp4"),
    stabilise: Annotated[str, typer.Option(help="any, dnet (needs --coefficients) or off.")] = "any",
    lips: Annotated[str, typer.Option(help="any, lnet, wav2lip256, wav2lip, or own: as filmed.")] = "any",
    enhance: Annotated[str, typer.Option(help="any, enet (with lnet), detail (embedded) or off.")] = "any",
    coefficients: Annotated[Path | None, typer.Option(help="The film's 3DMM coefficients (.npy).")] = None,
    expression: Annotated[Path | None, typer.Option(help="A calm expression's coefficients (.npy).")] = None,
    consent: Annotated[bool, typer.Option("--consent", help="The filmed adult agreed to new lips.")] = False,
) -> None:
    """Give a video's person other words and say which engine ran in each stage. The clip carries a visible label and a
    signed mark of its origin.
    """
    wishes = read_wishes(stabilise, lips, enhance)
    language = read_language(lang)
    if (text is None) == (audio is None):
        raise NothingToSay
    check_target(out)
    compose()
    if audio is not None and not audio.is_file():
        raise NoSuchRecording(audio)
    if not is_film(film):
        raise NotAVideo(film)
    if not consent:
        raise FilmUnconsented
    sound = audio or speak_text(text or "", language, voice).audio
    _write(film, sound, out, wishes, (coefficients, expression), language)


def read_wishes(stabilise: str, lips: str, enhance: str) -> Wishes:
    """Raises UnknownEngine."""
    from visavis.people.retalking import Enhance, Lips, Stabilise, Wishes

    given = {"stabilise": (stabilise, Stabilise), "lips": (lips, Lips), "enhance": (enhance, Enhance)}
    for option, (name, kind) in given.items():
        if name not in get_args(kind):
            raise UnknownEngine(f"--{option}", name, get_args(kind))
    return Wishes(**{option: name for option, (name, _) in given.items()})  # type: ignore[arg-type]  # checked above


def _write(
    film: Path,
    sound: Audio | Path,
    out: Path,
    wishes: Wishes,
    coefficients: tuple[Path | None, Path | None],
    language: Language,
) -> None:
    from visavis.engines.imported import library
    from visavis.media.sandbox import run_limited

    label = "영상 만드는 중 / Rendering"
    with draft_beside(out) as draft, typer.progressbar(length=100, label=label, file=sys.stderr) as bar:
        made: Retalked = run_limited(
            _retalk,
            library(),
            film,
            sound,
            draft,
            wishes,
            coefficients,
            language,
            on_progress=lambda share: bar.update(int(100 * share) - bar.pos),
        )
        for card in made.cards:
            tell_licence(card)
        deliver(draft, out, film.stem, "compositeWithTrainedAlgorithmicMedia", made.dubbed.makers)
    width, height = made.dubbed.size_px
    typer.echo(f"{out}  {made.dubbed.duration_s:.1f} s, {width}×{height}")
    for ran in made.stages:
        typer.echo(tell(ran))


def tell(ran: Ran) -> str:
    """One stage in a line; reasons in both languages, since ``--lang`` is that of the words that are spoken."""
    engine = f"{ran.engine} {(ran.weights_sha256 or '')[:12]}".strip() if ran.engine else "–"
    why = f"  ({ran.why.en} / {ran.why.ko})" if ran.why else ""
    return f"  {ran.stage}: {engine}{why}"


def _retalk(
    models: Library,
    film: Path,
    sound: Audio | Path,
    draft: Path,
    wishes: Wishes,
    coefficients: tuple[Path | None, Path | None],
    label: Language,
    progress: Callable[[float], None],
) -> Retalked:
    """In a limited child: nobody knows what is in files that were brought."""
    from visavis.engines.imported import use_library
    from visavis.media.decode import load_audio
    from visavis.people.retalking import retalk
    from visavis.studio.talk.retalking.coefficients import read_coefficients

    use_library(models)
    heard = load_audio(sound, rate_hz=24_000) if isinstance(sound, Path) else sound
    path, calm = coefficients
    given = read_coefficients(path, calm) if path else None
    return retalk(film, heard, draft, wishes, given, label, progress)
