"""The embedded voice: eSpeak NG in a process of its own, with the times of every phoneme."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy

from visavis.engines import Card
from visavis.kit.errors import Failed, Invalid, NotFound
from visavis.kit.text import Language, Text
from visavis.media.values import Audio, Samples
from visavis.voice.reading import Spoken, read_out
from visavis.voice.speak.engine import Speech, Voice
from visavis.voice.speak.finish import finish
from visavis.voice.speak.timing import Mark, place_phones, place_words
from visavis.voice.speak.wish import check_wish

_PATIENCE_S = 60.0
"""The longest text takes under 2 s; a library that hangs is ended after this."""
LEAD_S = 0.12
TAIL_S = 0.25
"""Silence put before and after what eSpeak says."""

CARD = Card(
    name="espeak",
    kind="embedded",
    good_at=Text(
        ko="내려받기 없이 바로 말하는 한국어·영어 음성. 음소 시간이 정확하지만 기계음처럼 들립니다.",
        en="Korean and English at once, without a download; exact phoneme times, but it sounds synthetic.",
    ),
    licence_code="Apache-2.0 (calls eSpeak NG, GPL-3.0-or-later, in a process of its own)",
    licence_weights="none",
    origin="eSpeak NG 1.52 from the espeakng-loader wheel",
    inputs="text of 1–2,000 characters, Korean or English; rate 0.5–2.0",
    outputs="22,050 Hz mono float32 in [-1, 1], speech at -20 dBFS; phones in IPA and words with times",
    measured={
        "speed": "22-30 ms for a question of 5-7 s, warm, two cores (pytest tests/bench/test_speech_speed.py -m bench)",
        "loudness": "-20 dBFS within 1 dB for every voice and language (tests/unit/voice/speak)",
    },
)


@dataclass(frozen=True)
class Recipe:
    """How one voice is made: an eSpeak variant, its pitch and range (0–100) and a formant shift by resampling."""

    voice: Voice
    variant: str
    pitch: int
    range: int
    speed: float = 1.0
    shift: float = 1.0
    warmth_db: float = 2.0


def _voice(name: str, ko: str, en: str, sounds: str) -> Voice:
    return Voice(name, Text(ko=ko, en=en), ("ko", "en"), sounds)


_VOICES = (
    Recipe(_voice("f1", "맑고 또렷한 여성 목소리", "Clear woman's voice", "female"), "belinda", 38, 99),
    Recipe(_voice("f2", "낮고 차분한 여성 목소리", "Low, calm woman's voice", "female"), "f4", 42, 55, 0.95),
    Recipe(_voice("f3", "밝고 젊은 여성 목소리", "Bright young woman's voice", "female"), "f2", 62, 65, 1.04, 1.12),
    Recipe(_voice("m1", "따뜻한 남성 목소리", "Warm man's voice", "male"), "Gene", 58, 65),
    Recipe(_voice("m2", "굵고 느긋한 남성 목소리", "Deep, unhurried man's voice", "male"), "Andy", 50, 75, 0.93, 0.95),
    Recipe(_voice("m3", "가볍고 빠른 남성 목소리", "Light, brisk man's voice", "male"), "m6", 64, 65, 1.06, 1.05),
)
_BY_NAME = {made.voice.name: made for made in _VOICES}
_LANGUAGE = {"ko": "ko", "en": "en-us"}
_WORDS_PER_MINUTE = {"ko": 172, "en": 132}
"""eSpeak's own scale; measured about 320 Korean syllables and 165 English words a minute, pauses included."""


def why_not() -> Text | None:
    """Why eSpeak can't speak here, or None."""
    try:
        import espeakng_loader

        ready = Path(espeakng_loader.get_library_path()).is_file() and hasattr(os, "fork")
    except (ImportError, OSError):
        ready = False
    if ready:
        return None
    return Text(
        ko="음성 라이브러리(espeakng-loader)를 찾을 수 없습니다. `make setup`을 다시 실행해 주세요.",
        en="The speech library (espeakng-loader) isn't there. Run `make setup` again.",
    )


class Espeak:
    """Speaks through one child process; calls from several threads wait for each other."""

    card = CARD

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._ender: Callable[[], object] = _nothing

    def voices(self) -> tuple[Voice, ...]:
        return tuple(made.voice for made in _VOICES)

    def speak(self, text: str, language: Language, voice: str | None = None, rate: float = 1.0) -> Speech:
        return self.speak_as(_recipe(voice), text, language, rate)

    def speak_as(self, made: Recipe, text: str, language: Language, rate: float = 1.0) -> Speech:
        """As ``speak``, in a voice made by any recipe: the lab trains on voices that aren't on offer."""
        check_wish(text, rate)
        spoken = read_out(text, language)
        if not spoken.text.strip():
            raise Invalid(
                Text(ko="읽을 글이 없습니다. 글자를 넣어 주세요.", en="There is nothing to say. Write some words.")
            )
        reply, sound = self._ask(
            {
                "text": spoken.text,
                "voice": f"{_LANGUAGE[language]}+{made.variant}",
                "rate": round(np.clip(_WORDS_PER_MINUTE[language] * rate * made.speed / made.shift, 80, 450)),
                "pitch": made.pitch,
                "range": made.range,
            }
        )
        return _speech(text, language, spoken, made, reply, sound)

    def phonemes(self, clauses: list[str], espeak_voice: str) -> list[str]:
        """The IPA of each clause, for engines that were taught with eSpeak's. Raises Failed for an unknown voice."""
        reply, _ = self._ask({"clauses": clauses, "voice": espeak_voice})
        return [str(one) for one in reply["phonemes"]]

    def close(self) -> None:
        """End the child process; the next call starts another."""
        with self._lock:
            self._stop()

    def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            try:
                return self._exchange(request)
            except (OSError, ValueError):
                self._stop()
            try:  # a child that was killed meanwhile costs one silent restart
                return self._exchange(request)
            except (OSError, ValueError) as error:
                self._stop()
                raise _failed(str(error)) from error

    def _exchange(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        child = self._ready_child()
        watchdog = threading.Timer(_PATIENCE_S, child.kill)
        watchdog.start()
        try:
            return _converse(child, request)
        finally:
            watchdog.cancel()

    def _ready_child(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None or self._owner != os.getpid():
            import espeakng_loader

            self._stop()
            script = Path(__file__).with_name("espeak_child.py")
            paths = [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
            self._child = subprocess.Popen(
                [sys.executable, "-I", str(script), *map(str, paths)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._owner = os.getpid()
            self._ender = weakref.finalize(self, _end, self._child, self._owner)
        return self._child

    def _stop(self) -> None:
        self._child = None
        self._ender()


def _converse(child: subprocess.Popen[bytes], request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Send one request and read its answer. Raises OSError or ValueError when the process is gone, Failed when the
    library refused."""
    if child.stdin is None or child.stdout is None:
        raise OSError("the speech process has no pipes")
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.flush()
    reply: dict[str, Any] = json.loads(child.stdout.readline())
    if "error" in reply:
        raise _failed(reply["error"])
    sound = child.stdout.read(reply["bytes"])
    if len(sound) != reply["bytes"]:
        raise OSError("the speech process ended early")
    return reply, sound


def _nothing() -> None:
    """There is no child yet."""


def _end(child: subprocess.Popen[bytes], owner: int) -> None:
    """Close the pipes and end the process, if it is ours and not that of the process we were forked from."""
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    if owner != os.getpid():
        return
    try:  # the end of its input ends it, and lets it clean up
        child.wait(timeout=1.0)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _recipe(name: str | None) -> Recipe:
    if name is None:
        return _VOICES[0]
    if name not in _BY_NAME:
        raise NotFound(
            Text(
                ko="'{n}' 목소리가 없습니다. 고를 수 있는 목소리: {k}", en="There is no voice '{n}'. Voices: {k}."
            ).fill(n=name, k=", ".join(_BY_NAME))
        )
    return _BY_NAME[name]


def _failed(why: str) -> Failed:
    return Failed(
        Text(
            ko="음성을 만들지 못했습니다({w}). 다시 시도해 주세요.",
            en="The speech could not be made ({w}). Try again.",
        ).fill(w=why)
    )


def _speech(text: str, language: Language, spoken: Spoken, made: Recipe, reply: dict[str, Any], sound: bytes) -> Speech:
    rate_hz = int(reply["rate_hz"])
    raw = np.frombuffer(sound, np.int16).astype(np.float32) / 32768
    lead, tail = (np.zeros(round(rate_hz * s), np.float32) for s in (LEAD_S, TAIL_S))
    samples = finish(np.concatenate([lead, _shift(raw, made.shift), tail]), rate_hz, made.warmth_db)
    total_s = len(samples) / rate_hz
    marks = [Mark(kind, LEAD_S + at / rate_hz / made.shift, place, ipa) for kind, at, place, ipa in reply["events"]]
    phones = place_phones(marks, total_s, TAIL_S)
    return Speech(text, language, Audio(samples, rate_hz), phones, place_words(marks, spoken, phones, total_s))


def _shift(raw: Samples, shift: float) -> Samples:
    """Raise pitch and formants together by ``shift``: the sound gets that much shorter."""
    if shift == 1.0:
        return raw
    return np.asarray(scipy.signal.resample_poly(raw, 100, round(100 * shift)), dtype=np.float32)
