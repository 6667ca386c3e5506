"""Own voices: asked for, recorded with their owner's consent, and deleted with everything that was said in them."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from visavis.kit.clock import now
from visavis.kit.errors import Conflict, NotFound
from visavis.kit.ids import new_id
from visavis.kit.text import Language, Text
from visavis.media.encode import wav_bytes
from visavis.media.values import Audio
from visavis.people.persons import checked_name, own_folder
from visavis.people.speaking import reference_key
from visavis.people.tables import VOICE_PREFIX, OwnPerson, OwnVoice
from visavis.people.voice_checks import Check, require_passed
from visavis.people.voice_consent import Whose, make_statement
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import blob_prefix, find_owned
from visavis.voice.speak.choosing import OWN, full_name

MOST_VOICES = 10
STATEMENT_LASTS = timedelta(hours=24)
"""The statement names the day."""
RECORDING = "consent"
RATE_HZ = 24_000
LONGEST_S = 90.0


class OwnVoiceNotFound(NotFound):
    """There is no such voice, or it isn't yours."""


class TooManyVoices(Conflict):
    """The account holds as many voices as it may."""


class StatementExpired(Conflict):
    """The statement is of another day."""


class AlreadyRecorded(Conflict):
    """The consent is there; it isn't written over."""


def list_own_voices(session: Session, owner_id: str) -> list[OwnVoice]:
    """In the order they were asked for."""
    return list(session.scalars(select(OwnVoice).where(OwnVoice.owner_id == owner_id).order_by(OwnVoice.created_at)))


def find_own_voice(session: Session, owner_id: str, voice_id: str) -> OwnVoice:
    """Raises OwnVoiceNotFound."""
    row = find_owned(session, OwnVoice, owner_id, voice_id)
    if row is None:
        raise OwnVoiceNotFound(
            Text(
                ko="목소리를 찾을 수 없습니다. 이미 삭제되었을 수 있어요.",
                en="There is no such voice; it may have been deleted.",
            )
        )
    return row


def ask_for_voice(session: Session, owner_id: str, name: str, language: Language, whose: Whose) -> OwnVoice:
    """Begin a voice: its statement is made, to be read aloud. Earlier ones that were never recorded go.

    Raises NameMissing and TooManyVoices.
    """
    cleaned = checked_name(name)
    for old in list_own_voices(session, owner_id):
        if old.recorded_at is None:
            session.delete(old)
    session.flush()
    if len(list_own_voices(session, owner_id)) >= MOST_VOICES:
        raise TooManyVoices(
            Text(
                ko="목소리는 {n}개까지 둘 수 있습니다. 쓰지 않는 목소리를 지워 주세요.",
                en="You can keep {n} voices. Remove one that you no longer use.",
            ).fill(n=MOST_VOICES)
        )
    voice_id = new_id(VOICE_PREFIX)
    row = OwnVoice(
        id=voice_id,
        owner_id=owner_id,
        name=cleaned,
        language=language,
        whose=whose,
        statement=make_statement(cleaned, language, now().date()),
        folder=f"{blob_prefix(owner_id)}/voices/{voice_id}",
    )
    session.add(row)
    session.flush()
    return row


def require_open(row: OwnVoice) -> None:
    """Raises AlreadyRecorded or StatementExpired when nothing can be recorded for it any more."""
    if row.recorded_at is not None:
        raise AlreadyRecorded(Text(ko="이미 동의를 녹음한 목소리입니다.", en="This voice has its recording already."))
    if now() - row.created_at > STATEMENT_LASTS:
        raise StatementExpired(
            Text(
                ko="문장의 날짜가 지났습니다. 새 문장을 받아 다시 녹음해 주세요.",
                en="The day in the sentences has passed. Ask for new ones and record again.",
            )
        )


def keep_recording(
    session: Session, blobs: Blobs, row: OwnVoice, data: bytes, mime: str, sound: Audio, checks: list[Check]
) -> None:
    """Keep the recording as it came, as proof, and what engines copy from. Raises RecordingRefused: then nothing is."""
    require_open(row)
    require_passed(checks)
    reference = wav_bytes(sound)
    row.recording_mime, row.recorded_at = mime, now()
    row.duration_s = round(sound.duration_s, 2)
    row.checks = [check.as_values() for check in checks]
    row.made_bytes = len(data) + len(reference)
    session.flush()
    blobs.put(f"{row.folder}/{RECORDING}", data)
    blobs.put(reference_key(row), reference)


def remove_own_voice(session: Session, blobs: Blobs, owner_id: str, voice_id: str) -> None:
    """Take the consent back: the voice goes, with its proof and all that own people ever said in it.

    People who had it keep its name but can't speak until another voice is chosen. What interviews hold is dropped a
    floor up (``interview.interviewers.drop_voice``). Raises OwnVoiceNotFound.
    """
    row = find_own_voice(session, owner_id, voice_id)
    folder = row.folder
    session.delete(row)
    name = full_name(OWN, voice_id)
    session.execute(update(OwnPerson).where(OwnPerson.voice == name).values(voice_key=None))
    session.flush()  # before the blobs, so that a job that is writing one finds out (see jobs.keeping)
    blobs.delete_all(folder)
    for key in session.scalars(select(OwnPerson.portrait_key).where(OwnPerson.owner_id == owner_id)):
        blobs.delete_all(f"{own_folder(key)}/{voice_id}")


def people_with(session: Session, owner_id: str, voice_id: str) -> list[str]:
    """Names of own people who speak in this voice."""
    query = select(OwnPerson.name).where(OwnPerson.owner_id == owner_id, OwnPerson.voice == full_name(OWN, voice_id))
    return list(session.scalars(query.order_by(OwnPerson.created_at)))


def language_of(row: OwnVoice) -> Language:
    return cast(Language, row.language)
