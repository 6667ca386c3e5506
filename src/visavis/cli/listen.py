"""``visavis listen``: the words of a recording, with their times."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.kit.errors import NotFound, Unavailable
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.voice.listen import Recognition


class NoRecogniser(Unavailable):
    """No recogniser is on this machine, and none was named."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)


def command(
    file: Annotated[Path, typer.Argument(help="A recording: sound, or video with sound.")],
    lang: Annotated[str | None, typer.Option(help="Language: ko or en; recognised when left out.")] = None,
    engine: Annotated[
        str | None, typer.Option(help="A recogniser by name; the best one on this machine when left out.")
    ] = None,
    verbatim: Annotated[bool, typer.Option("--verbatim", help="Ask it to keep fillers; it keeps most.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print segments, words and what wasn't believed.")] = False,
) -> None:
    """Write down what is said. Sound leaves this machine only for a remote recogniser that you name."""
    from visavis.cli.voices import compose, read_language
    from visavis.media.decode import load_audio
    from visavis.voice.listen import LISTENERS, RATE_HZ, local_listener

    compose()
    if not file.is_file():
        raise NotFound(Text(ko="'{f}' 파일이 없습니다.", en="There is no file '{f}'.").fill(f=file))
    name = engine or local_listener()
    if name is None:
        raise NoRecogniser(LISTENERS.why_not("whisper-small") or Text(ko="", en=""))
    language = read_language(lang) if lang else None
    with LISTENERS.lease(name) as recogniser:
        heard = recogniser.listen(load_audio(file, RATE_HZ, longest_s=4 * 3600), language, verbatim)
    typer.echo(json.dumps(asdict(heard) | {"engine": name}, ensure_ascii=False) if as_json else _lines(heard))


def _lines(heard: Recognition) -> str:
    """A line for each segment, with its start."""
    if not heard.segments:
        return "No speech was heard. 들린 말이 없습니다."
    return "\n".join(f"[{int(one.start_s) // 60:02d}:{one.start_s % 60:04.1f}] {one.text}" for one in heard.segments)
