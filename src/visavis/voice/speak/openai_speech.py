"""Voices of any service that speaks OpenAI's ``/audio/speech``: OpenAI itself, or one on the own network."""

from __future__ import annotations

from visavis.engines import Card
from visavis.engines.services import Service, services
from visavis.kit.errors import NotFound, Unavailable, VisavisError
from visavis.kit.text import Language, Text
from visavis.media.values import Audio
from visavis.media.wav import read_sound
from visavis.voice.remote import calling, nonsense, not_connected
from visavis.voice.speak.engine import Speech, Voice
from visavis.voice.speak.espeak import Espeak
from visavis.voice.speak.levelling import finished
from visavis.voice.speak.wish import check_wish

DEFAULT_MODEL = "tts-1"
DEFAULT_VOICES = ("alloy", "echo", "fable", "onyx", "nova", "shimmer")
MOST_BYTES = 64 * 2**20
_WHAT = Text(ko="음성 합성 서비스가", en="speech service")

CARD = Card(
    name="openai",
    kind="remote",
    good_at=Text(
        ko="연결한 서비스의 자연스러운 음성. 읽을 글이 그 서비스로 전송됩니다.",
        en="Natural voices of a service that you connect. The text is sent to that service.",
    ),
    licence_code="Apache-2.0 (speaks to the service through the openai package, Apache-2.0)",
    licence_weights="none here; the service has its own terms",
    origin="a service named by VISAVIS_SPEECH_URL",
    inputs="text of 1–2,000 characters; rate 0.5–2.0",
    outputs="mono float32 in [-1, 1] at the service's rate, speech at -20 dBFS; phones and words by forced alignment",
    measured={
        "alignment": "median 26 ms, 95 % within 78 ms for words of a human reader (tests/bench/test_align.py)",
        "repeatable": "not promised: services may say the same text differently",
    },
)


def why_not() -> Text | None:
    return None if services().speech else not_connected("VISAVIS_SPEECH_URL", _WHAT)


class OpenAiSpeech:
    """Asks the connected service. It is read anew for each text, so that tests and restarts see what is set."""

    card = CARD

    def __init__(self) -> None:
        self._models = Espeak()

    def voices(self) -> tuple[Voice, ...]:
        service = _service()
        return tuple(_voice(name, service.host) for name in service.voices or DEFAULT_VOICES)

    def speak(self, text: str, language: Language, voice: str | None = None, rate: float = 1.0) -> Speech:
        check_wish(text, rate)
        service = _service()
        known = service.voices or DEFAULT_VOICES
        if voice is not None and voice not in known:
            raise NotFound(
                Text(
                    ko="'{n}' 목소리가 없습니다. 고를 수 있는 목소리: {k}", en="There is no voice '{n}'. Voices: {k}."
                ).fill(n=voice, k=", ".join(known))
            )
        return finished(text, language, _fetch(service, text, voice or known[0], rate), self._models)


def _service() -> Service:
    service = services().speech
    if service is None:
        raise Unavailable(not_connected("VISAVIS_SPEECH_URL", _WHAT))
    return service


def _fetch(service: Service, text: str, voice: str, rate: float) -> Audio:
    with calling(service) as client:
        reply = client.audio.speech.create(
            model=service.model or DEFAULT_MODEL, voice=voice, input=text, response_format="wav", speed=rate
        )
        data = reply.content
    if len(data) > MOST_BYTES:
        raise nonsense(service)
    try:
        sound = read_sound(data, rate_hz=24_000)
    except VisavisError as error:
        raise nonsense(service) from error
    if not len(sound.samples):
        raise nonsense(service)
    return sound


def _voice(name: str, host: str) -> Voice:
    return Voice(name, Text(ko=f"{name} ({host})", en=f"{name} ({host})"), ("ko", "en"), "neutral")
