"""A connected transcription service, over real HTTP."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import signal
from tests.unit.voice.stand_in import StandIn

from visavis.kit.errors import Unavailable, VisavisError
from visavis.media.values import Audio
from visavis.voice.listen import LISTENERS, local_listener
from visavis.voice.remote import ServiceDown, ServiceNonsense, ServiceSlow
from visavis.voice.speak import SPEAKERS


@pytest.fixture(scope="module")
def spoken() -> Audio:
    with SPEAKERS.lease() as speaker:
        speech = speaker.speak("Hello there, this is a longer sentence about my work.", "en", "m1")
    return Audio(signal.resample_poly(speech.audio.samples, 320, 441).astype(np.float32), 16_000)


def test_words_come_with_their_times(server: StandIn, spoken: Audio) -> None:
    server.heard = "hello there this is a sentence"
    with LISTENERS.lease("openai") as recogniser:
        heard = recogniser.listen(spoken, "en", verbatim=True)
    assert heard.text == "hello there this is a sentence"
    assert [word.text for word in heard.words] == heard.text.split()
    assert heard.words[1].start_s == pytest.approx(0.7)
    path, sent = server.asked[0]
    assert path == "/v1/audio/transcriptions"
    assert b"verbose_json" in sent
    assert b"uh, er" in sent


def test_silence_is_never_sent(server: StandIn) -> None:
    with LISTENERS.lease("openai") as recogniser:
        assert recogniser.listen(Audio(np.zeros(32_000, np.float32), 16_000), "ko").segments == ()
    assert server.asked == []


@pytest.mark.parametrize(
    ("mood", "error"),
    [("unauthorised", ServiceDown), ("broken", ServiceDown), ("nonsense", ServiceNonsense), ("slow", ServiceSlow)],
)
def test_what_goes_wrong_is_told(server: StandIn, spoken: Audio, mood: str, error: type[VisavisError]) -> None:
    server.mood = mood
    with LISTENERS.lease("openai") as recogniser, pytest.raises(error):
        recogniser.listen(spoken, "en")


def test_a_service_is_never_taken_for_a_local_recogniser(server: StandIn) -> None:
    assert local_listener() is None


def test_without_a_service_the_reason_names_the_setting() -> None:
    with pytest.raises(Unavailable, match="VISAVIS_TRANSCRIPTION_URL"), LISTENERS.lease("openai"):
        pass
