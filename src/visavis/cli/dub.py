"""The half of ``visavis talk`` that takes a video: the same clip, whose lips follow another sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.kit.errors import Refused
from visavis.kit.text import Language, Text

if TYPE_CHECKING:
    from visavis.media.values import Audio
    from visavis.studio.talk import Dubbed


class FilmUnconsented(Refused):
    """Nobody said that the filmed person agreed."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="영상 속 사람의 입 모양을 바꾸려면 그 사람(만 20세 이상)의 동의가 필요합니다. 동의를 받았으면 "
                "--consent를 붙여 주세요.",
                en="To change the lips of a filmed person you need that person's consent (20 or older). Add --consent "
                "if you have it.",
            )
        )


def is_film(path: Path) -> bool:
    """Whether a file is a clip by its first bytes."""
    from visavis.media.sniff import is_clip

    return path.is_file() and is_clip(path)


def dub_film(
    engine: str | None,
    film: Path,
    sound: Audio | Path,
    draft: Path,
    label: Language,
    on_progress: Callable[[float], None],
) -> Dubbed:
    """Write the dubbed clip to ``draft``, in a limited child process: nobody knows what is in a film that was brought.

    Raises Unavailable when the engine can't serve, and what ``studio.talk.dub`` raises.
    """
    from visavis.media.sandbox import run_limited
    from visavis.studio.talk import LIPS

    chosen = LIPS.choose(engine).name
    return run_limited(_dub, chosen, film, sound, draft, label, on_progress=on_progress)


def _dub(
    engine: str,
    film: Path,
    sound: Audio | Path,
    draft: Path,
    label: Language,
    progress: Callable[[float], None],
) -> Dubbed:
    from visavis.media.decode import load_audio
    from visavis.studio.talk import LIPS, dub

    heard = load_audio(sound, rate_hz=24_000) if isinstance(sound, Path) else sound
    with LIPS.lease(engine) as lips:
        return dub(lips, film, heard, draft, label, progress)
