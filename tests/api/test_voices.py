"""Voices over HTTP: those on offer, samples, own ones with their recorded consent, and who writes answers down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from httpx import Client
from tests.unit.voice.stand_in import StandIn, stand_in
from tests.unit.voice.tiny_whisper import make_tiny_whisper

from visavis.api.services import Services
from visavis.engines.services import Service, use_services
from visavis.engines.services import Services as Connected
from visavis.interview.reviewing import review_interview
from visavis.interview.tables import Interview
from visavis.interview.transcribing import transcribe_answer
from visavis.jobs.kinds import ReportProgress
from visavis.kit.text import Text
from visavis.media.encode import wav_bytes
from visavis.media.values import Audio
from visavis.media.wav import read_pcm
from visavis.people.casting import cast
from visavis.settings import Settings
from visavis.voice.speak import SPEAKERS

T = TypeVar("T")


@pytest.fixture
def server(services: Services) -> Iterator[StandIn]:
    """A server that clones and listens, connected after the services were composed."""
    with stand_in() as told:
        service = Service(told.url, timeout_s=20)
        use_services(Connected(speech=service, cloning=service, transcription=service))
        yield told
        use_services(Connected())


def ask(client: Client, **changes: Any) -> dict[str, Any]:
    wish = {"name": "김하나", "language": "ko", "whose": "self"} | changes
    answer = client.post("/api/voices/own", json=wish)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def read_aloud(statement: str) -> bytes:
    with SPEAKERS.lease("espeak") as speaker:
        return wav_bytes(speaker.speak(statement, "ko", "m1", 0.9).audio)


def send(client: Client, voice_id: str, data: bytes) -> Any:
    files = {"recording": ("consent", data, "audio/wav")}
    return client.post(f"/api/voices/own/{voice_id}/recording", files=files)


def record(client: Client) -> dict[str, Any]:
    asked = ask(client)
    answer = send(client, asked["id"], read_aloud(asked["statement"]))
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def make_person(client: Client, voice: str) -> Any:
    form = {"name": "나", "voice": voice, "consent": "own_face", "attestation": "true"}
    portrait = {"portrait": ("me.jpg", cast()[1].portrait_path.read_bytes(), "image/jpeg")}
    return client.post("/api/interviewers", data=form, files=portrait)


def test_anybody_sees_the_embedded_voices(client: Client) -> None:
    voices = client.get("/api/voices").json()
    assert [one["name"] for one in voices] == ["f1", "f2", "f3", "m1", "m2", "m3"]
    assert {(one["engine"], one["kind"], one["why_not"]) for one in voices} == {("espeak", "embedded", None)}


def test_engines_say_what_keeps_them_from_serving(guest: Client) -> None:
    engines = {(one["capability"], one["name"]): one for one in guest.get("/api/voices/engines").json()}
    assert engines["speak", "espeak"]["why_not"] is None
    assert "VISAVIS_SPEECH_URL" in engines["speak", "openai"]["why_not"]
    assert "VISAVIS_CLONING_URL" in engines["clone", "xtts"]["why_not"]
    assert "visavis models fetch whisper-small" in engines["listen", "whisper-small"]["why_not"]


def test_a_sample_can_be_heard_and_is_made_once(guest: Client, server: StandIn) -> None:
    for name in ("f2", "openai:nova"):
        answers = [guest.get("/api/voices/sample", params={"name": name, "spoken": "ko"}) for _ in range(2)]
        sound = read_pcm(answers[0].content)
        assert sound is not None
        assert sound.duration_s > 2
        assert answers[0].content == answers[1].content
    assert len(server.asked) == 1
    assert guest.get("/api/voices/sample", params={"name": "nosuch:one", "spoken": "ko"}).status_code == 404


def test_a_voice_is_asked_for_recorded_used_and_taken_back(guest: Client, server: StandIn, services: Services) -> None:
    asked = ask(guest)
    assert "김하나" in asked["statement"]
    assert asked["recorded_at"] is None
    assert asked["voice"] not in [one["name"] for one in guest.get("/api/voices").json()]
    recording = read_aloud(asked["statement"])
    kept = send(guest, asked["id"], recording).json()
    assert {check["key"]: check["passed"] for check in kept["checks"]} == {
        "length": True,
        "loudness": True,
        "clipping": True,
        "speech": True,
        "words": None,
    }
    assert guest.get(kept["proof_url"]).content == recording
    assert guest.get("/api/voices").json()[-1]["name"] == kept["voice"]
    made = make_person(guest, kept["voice"])
    assert made.status_code == 201, made.text
    assert guest.get("/api/voices/own").json()[0]["used_by"] == ["나"]
    assert guest.get("/api/voices/sample", params={"name": kept["voice"], "spoken": "en"}).status_code == 200
    assert guest.delete(f"/api/voices/own/{kept['id']}").status_code == 204
    assert guest.get("/api/voices/own").json() == []
    assert guest.get(kept["proof_url"]).status_code == 404
    assert [key for key in services.blobs.keys("accounts") if kept["id"] in key] == []
    person = made.json()["interviewer"]["id"]
    assert guest.patch(f"/api/gallery/people/{person}", json={"voice": "m2"}).json()["voice"] == "m2"


@pytest.mark.parametrize("spoilt", ["silence", "not sound", "too short"])
def test_what_is_no_reading_isn_t_kept(guest: Client, server: StandIn, services: Services, spoilt: str) -> None:
    asked = ask(guest)
    data = {
        "silence": wav_bytes(Audio(np.zeros(16_000 * 12, np.float32), 16_000)),
        "not sound": b"this is no sound",
        "too short": read_aloud("네."),
    }[spoilt]
    answer = send(guest, asked["id"], data)
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert guest.get("/api/voices/own").json()[0]["recorded_at"] is None
    assert [key for key in services.blobs.keys("accounts") if asked["id"] in key] == []
    assert send(guest, asked["id"], read_aloud(asked["statement"])).status_code == 200


def test_a_consent_isn_t_written_over(guest: Client, server: StandIn) -> None:
    kept = record(guest)
    assert send(guest, kept["id"], read_aloud(kept["statement"])).status_code == 409


def test_others_neither_see_nor_use_a_voice(browser: Callable[[], Client], server: StandIn) -> None:
    mine, other = browser(), browser()
    for one in (mine, other):
        one.post("/api/accounts/guest")
    kept = record(mine)
    assert other.get("/api/voices/own").json() == []
    assert kept["voice"] not in [one["name"] for one in other.get("/api/voices").json()]
    assert other.get(kept["proof_url"]).status_code == 404
    assert other.get("/api/voices/sample", params={"name": kept["voice"], "spoken": "ko"}).status_code == 404
    assert other.delete(f"/api/voices/own/{kept['id']}").status_code == 404
    assert make_person(other, kept["voice"]).status_code == 404


def test_without_a_cloning_server_nobody_is_asked_to_read(guest: Client) -> None:
    answer = guest.post("/api/voices/own", json={"name": "A", "language": "en", "whose": "self"})
    assert answer.status_code == 503
    assert "VISAVIS_CLONING_URL" in answer.json()["message"]


def test_answers_are_written_down_by_what_is_on_this_machine(guest: Client, settings: Settings) -> None:
    told = guest.get("/api/voices/listening").json()
    assert (told["engine"], told["serves"]) == ("auto", None)
    assert "whisper-small" in told["why_not"]
    make_tiny_whisper(settings.data_dir / "models" / "whisper" / "whisper-tiny")
    assert guest.get("/api/voices/listening").json()["serves"] == "whisper-tiny"
    off = guest.put("/api/voices/listening", json={"engine": "off", "verbatim": False}).json()
    assert (off["serves"], off["why_not"]) == (None, None)
    assert guest.put("/api/voices/listening", json={"engine": "nosuch", "verbatim": True}).status_code == 404


def interview_with_answer(guest: Client, services: Services) -> str:
    """An interview whose first answer is recorded: a spoken sentence."""
    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["Why?"], "language": "en"}
    interview_id = str(guest.post("/api/interviews", json=plan).json()["id"])
    with SPEAKERS.lease("espeak") as speaker:
        sound = speaker.speak("I led the team and we cut the loading time by half.", "en", "m1").audio
    with services.database.transaction() as session:
        interview = session.get_one(Interview, interview_id)
        interview.questions[0].replay_key = f"{interview.space}/replay/00.wav"
        services.blobs.put(interview.questions[0].replay_key, wav_bytes(sound))
    return interview_id


def test_a_remote_recogniser_serves_only_whoever_names_it(guest: Client, server: StandIn, services: Services) -> None:
    server.heard = "I led the um team"
    interview_id = interview_with_answer(guest, services)
    transcribe_answer(services.database, services.blobs, interview_id, 0)
    assert server.asked == []
    guest.put("/api/voices/listening", json={"engine": "openai", "verbatim": True})
    transcribe_answer(services.database, services.blobs, interview_id, 0)
    answer = guest.get(f"/api/interviews/{interview_id}").json()["questions"][0]["answer"]
    assert (answer["transcript"], answer["transcript_source"]) == ("I led the um team", "verbatim")
    with services.database.reading() as session:
        words = session.get_one(Interview, interview_id).questions[0].transcript_words
    assert [word["text"] for word in words] == ["I", "led", "the", "um", "team"]
    assert all(0 <= word["start_s"] <= word["end_s"] for word in words)


class InlineRun:
    """The steps of a job, one after the other in this process."""

    job_id = "job_test"
    owner_id: str | None = None

    def __init__(self, interview_id: str) -> None:
        self.args: dict[str, Any] = {"interview_id": interview_id}

    def step(self, name: str, title: Text, work: Callable[[ReportProgress], T], until: float) -> T:
        return work(lambda share: None)


def test_the_review_measures_the_words_that_were_heard(guest: Client, server: StandIn, services: Services) -> None:
    server.heard = "I um led the team and uh we cut the loading time by half in um three months"
    interview_id = interview_with_answer(guest, services)
    guest.put("/api/voices/listening", json={"engine": "openai", "verbatim": True})
    assert guest.post(f"/api/interviews/{interview_id}/finish").status_code == 200
    review_interview(InlineRun(interview_id), services.database, services.blobs)
    (answer,) = guest.get(f"/api/interviews/{interview_id}/report").json()["answers"]
    assert answer["transcript"] == {"text": server.heard, "source": "verbatim"}
    measures = {one["key"]: one for one in answer["measures"]}
    assert measures["content.fillers_per_100_words"]["value"] == pytest.approx(100 * 3 / 18, abs=0.1)
    assert measures["content.pace"]["value"] is not None


def test_without_a_recogniser_measures_say_not_measured(guest: Client, services: Services) -> None:
    interview_id = interview_with_answer(guest, services)
    assert guest.post(f"/api/interviews/{interview_id}/finish").status_code == 200
    review_interview(InlineRun(interview_id), services.database, services.blobs)
    (answer,) = guest.get(f"/api/interviews/{interview_id}/report").json()["answers"]
    assert answer["transcript"] is None
    pace = next(one for one in answer["measures"] if one["key"] == "content.pace")
    assert pace["value"] is None
    assert pace["why_not"]


def test_words_of_people_are_never_written_over(guest: Client, server: StandIn, services: Services) -> None:
    interview_id = interview_with_answer(guest, services)
    guest.put("/api/voices/listening", json={"engine": "openai", "verbatim": False})
    wrote = {"transcript": "My own words.", "source": "pasted"}
    assert guest.put(f"/api/interviews/{interview_id}/questions/0/text", json=wrote).status_code == 200
    transcribe_answer(services.database, services.blobs, interview_id, 0)
    assert server.asked == []


@pytest.mark.parametrize("mood", ["broken", "nonsense"])
def test_a_service_that_fails_leaves_the_answer_as_it_was(
    guest: Client, server: StandIn, services: Services, mood: str
) -> None:
    interview_id = interview_with_answer(guest, services)
    guest.put("/api/voices/listening", json={"engine": "openai", "verbatim": False})
    server.mood = mood
    transcribe_answer(services.database, services.blobs, interview_id, 0)
    assert server.asked
    assert guest.get(f"/api/interviews/{interview_id}").json()["questions"][0]["answer"]["transcript"] is None


def test_a_recogniser_that_hears_nothing_believable_writes_nothing(
    guest: Client, services: Services, settings: Settings
) -> None:
    make_tiny_whisper(settings.data_dir / "models" / "whisper" / "whisper-tiny")
    interview_id = interview_with_answer(guest, services)
    transcribe_answer(services.database, services.blobs, interview_id, 0)
    assert guest.get(f"/api/interviews/{interview_id}").json()["questions"][0]["answer"]["transcript"] is None


def test_settings_connect_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_SPEECH_URL", "http://localhost:8880/v1")
    monkeypatch.setenv("VISAVIS_SPEECH_VOICES", "mina, jun")
    monkeypatch.setenv("VISAVIS_SPEECH_KEY", "secret")
    told = Settings(data_dir=tmp_path)
    connected = told.services()
    assert connected.speech is not None
    assert connected.speech.voices == ("mina", "jun")
    assert connected.cloning is None
    assert "secret" not in f"{told!r} {connected!r}"
