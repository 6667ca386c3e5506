"""A cloning server that the installation connects, by the protocol of Coqui's xtts-streaming-server.

``POST /clone_speaker`` takes a WAV file and gives numbers that stand for the voice; ``POST /tts`` takes them with a
text and gives a WAV in base64. The server keeps nothing between the two calls, and neither do we keep the numbers.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from visavis.engines import Card
from visavis.engines.services import Service, services
from visavis.kit.errors import Unavailable, VisavisError
from visavis.kit.text import Language, Text
from visavis.media.encode import wav_bytes
from visavis.media.values import Audio
from visavis.media.wav import read_sound
from visavis.voice.remote import calling, nonsense, not_connected
from visavis.voice.speak.engine import Speech
from visavis.voice.speak.espeak import Espeak
from visavis.voice.speak.levelling import finished
from visavis.voice.speak.wish import check_wish

_WHAT = Text(ko="목소리 복제 서버가", en="voice cloning server")
_NUMBERS = ("gpt_cond_latent", "speaker_embedding")

CARD = Card(
    name="xtts",
    kind="remote",
    good_at=Text(
        ko="동의한 사람의 목소리로 한국어와 영어를 말합니다. 녹음과 글이 연결한 서버로 전송됩니다.",
        en="Korean and English in the voice of somebody who agreed. Recording and text are sent to the server.",
    ),
    licence_code="Apache-2.0 (calls the server over HTTP)",
    licence_weights="of the server: XTTS-v2 is under the Coqui Public Model License, for non-commercial use only",
    origin="a server named by VISAVIS_CLONING_URL (coqui-ai/xtts-streaming-server)",
    inputs="text of 1–2,000 characters, Korean or English; a recording of one voice, 6–30 s",
    outputs="mono float32 in [-1, 1] at the server's rate, speech at -20 dBFS; phones and words by forced alignment",
    measured={"repeatable": "not promised: the server may say the same text differently"},
)


def why_not() -> Text | None:
    return None if services().cloning else not_connected("VISAVIS_CLONING_URL", _WHAT)


class Xtts:
    """Asks the connected server."""

    card = CARD

    def __init__(self) -> None:
        self._models = Espeak()

    def speak(self, text: str, language: Language, reference: Audio) -> Speech:
        check_wish(text, rate=1.0)
        service = services().cloning
        if service is None:
            raise Unavailable(not_connected("VISAVIS_CLONING_URL", _WHAT))
        return finished(text, language, _fetch(service, text, language, wav_bytes(reference)), self._models)


def _fetch(service: Service, text: str, language: Language, reference: bytes) -> Audio:
    with calling(service) as client:
        told: Any = client.post(
            "/clone_speaker",
            cast_to=object,
            files={"wav_file": ("voice.wav", reference, "audio/wav")},
            options={"headers": {"Content-Type": "multipart/form-data"}},
        )
        if not isinstance(told, dict) or not all(name in told for name in _NUMBERS):
            raise nonsense(service)
        numbers = {name: told[name] for name in _NUMBERS}
        said: Any = client.post("/tts", cast_to=object, body={"text": text, "language": language, **numbers})
    return _sound(service, said)


def _sound(service: Service, said: Any) -> Audio:
    try:
        sound = read_sound(base64.b64decode(said, validate=True), rate_hz=24_000)
    except (TypeError, ValueError, binascii.Error, VisavisError) as error:
        raise nonsense(service) from error
    if not len(sound.samples):
        raise nonsense(service)
    return sound
