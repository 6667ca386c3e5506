"""Voices that users import: Piper and other VITS voices, and Kokoro, run by sherpa-onnx on this machine."""

from __future__ import annotations

import threading
from typing import Any

from visavis.engines import Card
from visavis.engines.checking import check_unaltered
from visavis.engines.imported import Imported, library, list_imported
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import LANGUAGES, Language, Text
from visavis.voice.reading import read_out
from visavis.voice.speak.engine import Speech, Voice
from visavis.voice.speak.espeak import Espeak
from visavis.voice.speak.levelling import finished
from visavis.voice.speak.sherpa_model import clauses_of, load_model, say, sentences_of
from visavis.voice.speak.wish import check_wish

KIND = "voice"
"""Folder of imported voices in the library."""

CARD = Card(
    name="sherpa",
    kind="neural",
    good_at=Text(
        ko="직접 가져온 자연스러운 음성(Piper·VITS·Kokoro). 이 컴퓨터에서만 처리됩니다.",
        en="Natural voices that you import (Piper, VITS, Kokoro); nothing leaves this machine.",
    ),
    licence_code="Apache-2.0 (sherpa-onnx)",
    licence_weights="of each voice, as accepted when it was imported (`visavis models list`)",
    origin="imported by the user: `visavis models import voice …`",
    inputs="text of 1–2,000 characters in a language of the voice; rate 0.5–2.0",
    outputs="mono float32 in [-1, 1] at the voice's rate, speech at -20 dBFS; phones and words by forced alignment",
    measured={
        "alignment": "median 26 ms, 95 % within 78 ms for words of a human reader (tests/bench/test_align.py)",
        "repeatable": "not promised: VITS draws its rhythm anew; clips are made once and kept",
    },
)


def why_not() -> Text | None:
    if list_imported(library().models, KIND):
        return None
    return Text(
        ko="가져온 음성이 없습니다. `visavis models import voice 폴더`로 Piper 또는 sherpa-onnx 음성을 가져오세요.",
        en="No voice was imported. Bring in a Piper or sherpa-onnx voice: `visavis models import voice FOLDER`.",
    )


class Sherpa:
    """Every imported voice; each is loaded when it is first asked, and they wait for each other."""

    card = CARD

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: dict[str, Any] = {}
        self._models = Espeak()

    def voices(self) -> tuple[Voice, ...]:
        held = list_imported(library().models, KIND)
        return tuple(_voice(one, speaker) for one in held for speaker in range(_speakers(one)))

    def speak(self, text: str, language: Language, voice: str | None = None, rate: float = 1.0) -> Speech:
        check_wish(text, rate)
        model, speaker = self._find(voice)
        if language not in _languages(model):
            raise Invalid(
                Text(
                    ko="'{n}' 목소리는 이 언어를 말하지 못합니다. 다른 목소리를 골라 주세요.",
                    en="The voice '{n}' doesn't speak this language. Choose another one.",
                ).fill(n=model.name)
            )
        spoken = read_out(text, language).text
        clauses = clauses_of(spoken)
        ipa = self._models.phonemes(clauses, str(model.record.get("espeak_voice", "en-us")))
        with self._lock:
            loaded = self._load(model)
            sound = say(loaded, model.folder, spoken, sentences_of(clauses, ipa), speaker, rate)
        return finished(text, language, sound, self._models)

    def _load(self, model: Imported) -> Any:
        if model.name not in self._loaded:
            check_unaltered(model)
            self._loaded.clear()  # one at a time: a voice takes 60 to 300 MB
            self._loaded[model.name] = load_model(model.folder)
        return self._loaded[model.name]

    def _find(self, voice: str | None) -> tuple[Imported, int]:
        known = {
            _voice(one, n).name: (one, n)
            for one in list_imported(library().models, KIND)
            for n in range(_speakers(one))
        }
        name = voice if voice is not None else next(iter(known), "")
        if name not in known:
            raise NotFound(
                Text(
                    ko="'{n}' 목소리가 없습니다. 고를 수 있는 목소리: {k}", en="There is no voice '{n}'. Voices: {k}."
                ).fill(n=name, k=", ".join(list(known)[:20]) or "–")
            )
        return known[name]


def _voice(model: Imported, speaker: int) -> Voice:
    name = f"{model.name}#{speaker}" if _speakers(model) > 1 else model.name
    return Voice(name, Text(ko=name, en=name), _languages(model), "neutral", model.licence)


def _speakers(model: Imported) -> int:
    count = model.record.get("speakers", 1)
    return count if isinstance(count, int) and count > 0 else 1


def _languages(model: Imported) -> tuple[Language, ...]:
    told = model.record.get("languages", [])
    return tuple(one for one in LANGUAGES if isinstance(told, list) and one in told)
