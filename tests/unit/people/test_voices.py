"""Own voices: nobody's is copied without a recording in which its owner agrees, and all of it goes with that."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from tests.unit.voice.stand_in import StandIn

from visavis.accounts.membership import make_guest
from visavis.accounts.moving import absorb_guest
from visavis.accounts.tables import Account
from visavis.api.services import Services
from visavis.kit.text import LANGUAGES, Language
from visavis.media.values import Audio
from visavis.people import clips, voices
from visavis.people.casting import cast
from visavis.people.persons import Person, add_person, change_person, find_person
from visavis.people.speaking import VoiceNotFound
from visavis.people.tables import OwnVoice
from visavis.people.voice_checks import RecordingRefused, check_recording, require_passed
from visavis.voice.speak import SPEAKERS


@pytest.fixture
def owner(services: Services) -> str:
    with services.database.transaction() as session:
        return make_guest(session, "ko").id


def read_aloud(statement: str, language: Language, voice: str = "m1") -> Audio:
    with SPEAKERS.lease("espeak") as speaker:
        return speaker.speak(statement, language, voice, 0.9).audio


def record(services: Services, owner: str, language: Language = "ko") -> str:
    """A voice with its consent; returns its id."""
    with services.database.transaction() as session:
        row = voices.ask_for_voice(session, owner, "김하나", language, "self")
        sound = read_aloud(row.statement, language)
        checks = check_recording(sound, row.statement, language)
        voices.keep_recording(session, services.blobs, row, b"as it came", "audio/webm", sound, checks)
        return row.id


def person_with(services: Services, owner: str, voice: str) -> Person:
    with services.database.transaction() as session:
        return add_person(session, services.blobs, owner, cast()[0].portrait(), "김면접", voice, "own_face", True, "ko")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_read_statement_passes_every_check_that_can_be_made(
    language: Language, services: Services, owner: str
) -> None:
    with services.database.transaction() as session:
        statement = voices.ask_for_voice(session, owner, "Jamie", language, "self").statement
    checks = {check.key: check for check in check_recording(read_aloud(statement, language), statement, language)}
    assert {key: check.passed for key, check in checks.items() if key != "words"} == {
        "length": True,
        "loudness": True,
        "clipping": True,
        "speech": True,
    }
    assert checks["words"].passed is None
    require_passed(list(checks.values()))


@pytest.mark.parametrize(
    ("spoilt", "key"),
    [
        ("silence", "speech"),
        ("noise", "speech"),
        ("one word", "length"),
        ("far away", "loudness"),
        ("too loud", "clipping"),
    ],
)
def test_what_is_no_reading_is_refused_with_advice(services: Services, owner: str, spoilt: str, key: str) -> None:
    with services.database.transaction() as session:
        statement = voices.ask_for_voice(session, owner, "Jamie", "en", "self").statement
    whole = read_aloud(statement, "en")
    count = len(whole.samples)
    samples = {
        "silence": np.zeros(count, np.float32),
        "noise": np.random.default_rng(1).normal(0, 0.1, count).astype(np.float32),
        "one word": whole.samples[: whole.rate_hz],
        "far away": whole.samples * np.float32(0.01),
        "too loud": np.clip(whole.samples * 40, -1, 1),
    }[spoilt]
    checks = check_recording(Audio(samples, whole.rate_hz), statement, "en")
    assert key in [check.key for check in checks if check.passed is False]
    with pytest.raises(RecordingRefused, match="can't stand as consent"):
        require_passed(checks)


def test_each_statement_names_speaker_day_and_a_number_of_its_own(services: Services, owner: str) -> None:
    made = []
    for _ in range(5):
        with services.database.transaction() as session:
            made.append(voices.ask_for_voice(session, owner, "김하나", "ko", "self").statement)
    assert all("김하나입니다" in one and "동의합니다" in one for one in made)
    assert len(set(made)) > 1
    with services.database.reading() as session:
        assert len(voices.list_own_voices(session, owner)) == 1


def test_the_proof_is_kept_as_it_came(services: Services, owner: str) -> None:
    voice_id = record(services, owner)
    with services.database.reading() as session:
        row = voices.find_own_voice(session, owner, voice_id)
        assert services.blobs.get(f"{row.folder}/consent") == b"as it came"
        assert row.recorded_at is not None
        assert [check["key"] for check in row.checks] == ["length", "loudness", "clipping", "speech", "words"]
        with pytest.raises(voices.AlreadyRecorded):
            voices.require_open(row)


def test_a_statement_of_yesterday_isn_t_recorded_any_more(services: Services, owner: str) -> None:
    with services.database.transaction() as session:
        row = voices.ask_for_voice(session, owner, "김하나", "ko", "self")
        row.created_at -= timedelta(hours=25)
        with pytest.raises(voices.StatementExpired):
            voices.require_open(row)


def test_a_person_speaks_in_the_voice_and_falls_silent_with_it(services: Services, owner: str, server: StandIn) -> None:
    voice_id = record(services, owner)
    person = person_with(services, owner, f"own:{voice_id}")
    clip = clips.speak_clip(services.blobs, person, "반갑습니다.", "ko")
    assert f"/{voice_id}/" in clip.key
    assert [path for path, _ in server.asked] == ["/v1/clone_speaker", "/v1/tts"]
    with services.database.transaction() as session:
        assert voices.people_with(session, owner, voice_id) == ["김면접"]
        folder = voices.find_own_voice(session, owner, voice_id).folder
        voices.remove_own_voice(session, services.blobs, owner, voice_id)
    assert services.blobs.keys(folder) == []
    assert not services.blobs.exists(clip.key)
    with services.database.reading() as session:
        silent = find_person(session, owner, person.id)
    with pytest.raises(VoiceNotFound, match="deleted"):
        clips.speak_clip(services.blobs, silent, "반갑습니다.", "ko")
    with services.database.transaction() as session:
        changed = change_person(session, owner, person.id, voice="f2")
    assert clips.speak_clip(services.blobs, changed, "반갑습니다.", "ko").duration_s > 0.5


def test_nobody_else_can_use_the_voice(services: Services, owner: str, server: StandIn) -> None:
    voice_id = record(services, owner)
    with services.database.transaction() as session:
        other = make_guest(session, "ko").id
    with pytest.raises(VoiceNotFound):
        person_with(services, other, f"own:{voice_id}")
    with services.database.reading() as session, pytest.raises(voices.OwnVoiceNotFound):
        voices.find_own_voice(session, other, voice_id)


def test_a_voice_follows_its_guest_into_the_account(services: Services, owner: str) -> None:
    voice_id = record(services, owner)
    with services.database.transaction() as session:
        account = Account(login="hana", password_hash="x", display_name="Hana", language="ko")
        session.add(account)
        session.flush()
        absorb_guest(session, session.get_one(Account, owner), account)
        row = session.get_one(OwnVoice, voice_id)
        assert row.owner_id == account.id
        voices.remove_own_voice(session, services.blobs, account.id, voice_id)
        assert services.blobs.keys(row.folder) == []
