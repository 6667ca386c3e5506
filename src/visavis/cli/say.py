"""``visavis say``: a text becomes a WAV file, with the times of its words for whoever wants them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from visavis.kit.errors import Invalid
from visavis.kit.text import Text


def command(
    text: Annotated[str, typer.Argument(help="What to say, 1–2,000 characters.")],
    out: Annotated[Path, typer.Argument(help="Where to write the WAV.")] = Path("speech.wav"),
    voice: Annotated[str, typer.Option(help="A voice's full name; `--voice list` shows them.")] = "f1",
    lang: Annotated[str, typer.Option(help="Language of the text: ko or en.")] = "ko",
    rate: Annotated[float, typer.Option(min=0.5, max=2.0, help="Times the natural speed.")] = 1.0,
    times: Annotated[bool, typer.Option("--times", help="Print phones and words with their times as JSON.")] = False,
) -> None:
    """Say a text in any voice of this machine, or of a connected service."""
    from visavis.cli.voices import compose, list_voices, read_language
    from visavis.media.encode import write_wav
    from visavis.voice.speak import SPEAKERS, speak_with

    compose()
    if voice == "list":
        list_voices()
        return
    language = read_language(lang)
    if not out.parent.is_dir() or out.is_dir():
        raise Invalid(
            Text(
                ko="'{f}'에 쓸 수 없습니다. 있는 폴더의 파일 이름을 지정해 주세요.",
                en="'{f}' can't be written. Name a file in a folder that is there.",
            ).fill(f=out)
        )
    speech = speak_with(SPEAKERS, voice, text, language, rate)
    write_wav(out, speech.audio)
    if times:
        told = {"phones": [asdict(one) for one in speech.phones], "words": [asdict(one) for one in speech.words]}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo(f"{out}  {speech.audio.duration_s:.1f} s, {speech.audio.rate_hz} Hz, {voice}")
