"""A connected speech service, over real HTTP."""

from __future__ import annotations

import pytest
from tests.unit.voice.stand_in import StandIn

from visavis.engines.services import Service, Services, use_services
from visavis.kit.errors import Invalid, NotFound, Unavailable, VisavisError
from visavis.voice.remote import ServiceDown, ServiceNonsense, ServiceSlow
from visavis.voice.speak import SPEAKERS, offered_voices, speak_with


def test_a_service_speaks_and_its_words_get_times(server: StandIn) -> None:
    speech = speak_with(SPEAKERS, "openai:nova", "What was hard about it?", "en")
    path, body = server.asked[0]
    assert path == "/v1/audio/speech"
    assert (body["voice"], body["response_format"]) == ("nova", "wav")
    assert [word.text for word in speech.words] == ["What", "was", "hard", "about", "it?"]
    starts = [word.start_s for word in speech.words]
    assert starts == sorted(starts)
    assert starts[-1] > 0.5


def test_the_voices_are_those_that_were_set(server: StandIn) -> None:
    use_services(Services(speech=Service(server.url, voices=("mina", "jun"))))
    told = [one for one in offered_voices(SPEAKERS) if one.card.name == "openai"]
    assert [one.name for one in told] == ["openai:mina", "openai:jun"]
    assert told[0].card.kind == "remote"
    assert "127.0.0.1" in told[0].voice.title.ko
    with pytest.raises(NotFound):
        speak_with(SPEAKERS, "openai:alloy", "Hello.", "en")


@pytest.mark.parametrize(
    ("mood", "error", "words"),
    [
        ("unauthorised", ServiceDown, "401"),
        ("broken", ServiceDown, "500"),
        ("nonsense", ServiceNonsense, "can't be read"),
        ("slow", ServiceSlow, "didn't answer"),
    ],
)
def test_what_goes_wrong_is_told_and_never_replaced(
    server: StandIn, mood: str, error: type[VisavisError], words: str
) -> None:
    server.mood = mood
    with pytest.raises(error, match=words):
        speak_with(SPEAKERS, "openai:nova", "Hello there.", "en")


def test_nobody_listens_there() -> None:
    use_services(Services(speech=Service("http://127.0.0.1:9/v1", timeout_s=1)))
    try:
        with pytest.raises(ServiceDown, match=r"127\.0\.0\.1"):
            speak_with(SPEAKERS, "openai:nova", "Hello there.", "en")
    finally:
        use_services(Services())


def test_without_a_service_the_reason_names_the_setting() -> None:
    with pytest.raises(Unavailable, match="VISAVIS_SPEECH_URL"):
        speak_with(SPEAKERS, "openai:nova", "Hello.", "en")


def test_nothing_is_sent_for_text_that_can_t_be_said(server: StandIn) -> None:
    for text, rate in (("  ", 1.0), ("a" * 2001, 1.0), ("Hello", 3.0)):
        with pytest.raises(Invalid):
            speak_with(SPEAKERS, "openai:nova", text, "en", rate)
    assert server.asked == []
