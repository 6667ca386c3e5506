"""A connected cloning server, over real HTTP."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.voice.stand_in import StandIn

from visavis.kit.errors import Unavailable, VisavisError
from visavis.media.values import Audio
from visavis.voice.clone import CLONERS
from visavis.voice.remote import ServiceDown, ServiceNonsense, ServiceSlow

VOICE = Audio((0.2 * np.sin(np.arange(16_000) * 0.05)).astype(np.float32), 16_000)


def test_the_recording_is_sent_and_its_voice_speaks(server: StandIn) -> None:
    with CLONERS.lease("xtts") as cloner:
        speech = cloner.speak("반갑습니다. 앉으세요.", "ko", VOICE)
    (first, sent), (second, body) = server.asked
    assert (first, second) == ("/v1/clone_speaker", "/v1/tts")
    assert b"RIFF" in sent
    assert b'name="wav_file"' in sent
    assert body == {
        "text": "반갑습니다. 앉으세요.",
        "language": "ko",
        "gpt_cond_latent": [[0.5]],
        "speaker_embedding": [0.1],
    }
    assert [word.text for word in speech.words] == ["반갑습니다.", "앉으세요."]


@pytest.mark.parametrize(
    ("mood", "error"),
    [("unauthorised", ServiceDown), ("broken", ServiceDown), ("nonsense", ServiceNonsense), ("slow", ServiceSlow)],
)
def test_what_goes_wrong_is_told(server: StandIn, mood: str, error: type[VisavisError]) -> None:
    server.mood = mood
    with CLONERS.lease("xtts") as cloner, pytest.raises(error):
        cloner.speak("Hello there.", "en", VOICE)


def test_without_a_server_the_reason_names_the_setting() -> None:
    with pytest.raises(Unavailable, match="VISAVIS_CLONING_URL") as refused, CLONERS.lease("xtts"):
        pass
    assert "(를)" not in refused.value.message.ko
