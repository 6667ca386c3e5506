"""Voices: those on offer with a sample to hear, own ones with the consent that was recorded, and who writes down."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, File, Request, Response, UploadFile
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from visavis.api.identity import LanguageDep, MaybeMe, Me, ServicesDep, SessionDep
from visavis.api.media import send_blob
from visavis.api.uploads import too_large
from visavis.interview import transcribing
from visavis.interview.interviewers import drop_voice
from visavis.interview.recording.room import check_room
from visavis.kit.errors import Unavailable
from visavis.kit.text import Language, Text
from visavis.media.encode import wav_bytes
from visavis.media.wav import decode_sound
from visavis.people import voices
from visavis.people.speaking import own_voice_key, say_in_voice, why_no_cloning
from visavis.people.tables import OwnVoice
from visavis.people.voice_checks import check_recording, require_passed
from visavis.people.voice_consent import Whose
from visavis.voice.clone import CLONERS
from visavis.voice.listen import LISTENERS
from visavis.voice.speak import SPEAKERS, Offered, offered_voices, parse_voice
from visavis.voice.speak.choosing import OWN, full_name

router = APIRouter(prefix="/voices", tags=["voices"])
RECORDING_BYTES = 16 * 2**20
MIMES = ("audio/wav", "audio/webm", "audio/mp4", "audio/ogg")
SAMPLE = Text(
    ko="안녕하세요. 오늘 면접을 진행할 목소리입니다. 편하게 시작해 볼까요?",
    en="Hello, this is the voice that will interview you. Shall we begin?",
)
Kind = Literal["embedded", "neural", "remote"]


class CloningUnavailable(Unavailable):
    """No cloning server is connected."""


class VoiceView(BaseModel):
    """A voice that a person can have."""

    name: str = Field(description="its full name: 'f1', 'sherpa:kss', 'own:vce_…'")
    title: str
    sounds: str = Field(description="female | male | neutral")
    languages: list[Language]
    engine: str
    kind: Kind = Field(description="embedded and neural voices speak on this server; for remote ones text is sent away")
    licence: str
    own: bool = Field(description="cloned from a recording of the account")
    why_not: str | None = Field(description="why it can't speak now")


class SpeechEngineView(BaseModel):
    """An engine that speaks, clones or listens."""

    name: str
    capability: Literal["speak", "clone", "listen"]
    kind: Kind
    good_at: str
    licence: str
    why_not: str | None = Field(description="what to do so that it can be used; null when it can")


class VoiceWish(BaseModel):
    """Whose voice is to be copied."""

    name: str = Field(max_length=200, description="of whoever reads the statement aloud")
    language: Language
    whose: Whose


class VoiceCheckView(BaseModel):
    key: str = Field(description="length | loudness | clipping | speech | words")
    passed: bool | None = Field(description="null: couldn't be checked here")
    value: float | None
    unit: str


class OwnVoiceView(BaseModel):
    """A voice of the account, and the consent to it."""

    id: str
    voice: str = Field(description="its full name, for people")
    name: str
    language: Language
    whose: Whose
    statement: str = Field(description="to be read aloud, word for word")
    recorded_at: datetime | None = Field(description="null until the consent has been recorded")
    duration_s: float | None
    checks: list[VoiceCheckView]
    proof_url: str | None
    used_by: list[str] = Field(description="names of people who speak in it")


class ListeningView(BaseModel):
    """How answers are written down in a review."""

    engine: str = Field(description="'auto': a recogniser on this server; 'off'; or the name of one")
    verbatim: bool = Field(description="ask the recogniser to keep fillers; it keeps most of them")
    serves: str | None = Field(default=None, description="the recogniser that serves this wish now")
    why_not: str | None = Field(default=None, description="why nothing is written down now")


class ListeningChange(BaseModel):
    engine: str = Field(max_length=40)
    verbatim: bool


@router.get("")
def list_voices(session: SessionDep, someone: MaybeMe, language: LanguageDep) -> list[VoiceView]:
    """The voices that an own interviewer can have: the account's own last."""
    found = [_offered(one, language) for one in offered_voices(SPEAKERS)]
    if someone is None:
        return found
    rows = voices.list_own_voices(session, someone.id)
    return found + [_own_offered(row, language) for row in rows if row.recorded_at is not None]


@router.get("/engines")
def list_engines(me: Me, language: LanguageDep) -> list[SpeechEngineView]:
    """Every engine for speech with what keeps it from serving."""
    found = []
    for shelf in (SPEAKERS, CLONERS, LISTENERS):
        for name, entry in shelf.entries.items():
            reason = entry.why_not()
            found.append(
                SpeechEngineView(
                    name=name,
                    capability=shelf.capability,  # type: ignore[arg-type]
                    kind=entry.card.kind,
                    good_at=entry.card.good_at.in_language(language),
                    licence=entry.card.licence_weights,
                    why_not=reason.in_language(language) if reason else None,
                )
            )
    return found


@router.get("/sample", response_class=Response)
def read_sample(
    request: Request, name: str, spoken: Language, me: Me, session: SessionDep, services: ServicesDep
) -> Response:
    """A sentence in this voice, to hear before choosing; made once and kept."""
    voice_key = own_voice_key(session, me.id, name)
    key = _sample_key(name, voice_key, spoken)
    if not services.blobs.exists(key):
        speech = say_in_voice(services.blobs, name, voice_key, SAMPLE.in_language(spoken), spoken)
        services.blobs.put(key, wav_bytes(speech.audio))
    return send_blob(request, services.blobs, key, "audio/wav")


@router.get("/own")
def list_own(me: Me, session: SessionDep) -> list[OwnVoiceView]:
    """The account's own voices with their consents; one that waits for its recording may be among them."""
    return [_own(session, row) for row in voices.list_own_voices(session, me.id)]


@router.post("/own", status_code=201)
def ask(wish: VoiceWish, me: Me, session: SessionDep) -> OwnVoiceView:
    """Begin a voice: the answer holds what its owner has to read aloud."""
    reason = why_no_cloning()
    if reason is not None:
        raise CloningUnavailable(reason)
    return _own(session, voices.ask_for_voice(session, me.id, wish.name, wish.language, wish.whose))


@router.post("/own/{voice_id}/recording")
def record(
    voice_id: str,
    recording: Annotated[UploadFile, File()],
    me: Me,
    session: SessionDep,
    services: ServicesDep,
) -> OwnVoiceView:
    """The read statement, as WAV, WebM, MP4 or Ogg. What fails a check is refused with the reason, and not kept."""
    data = recording.file.read(RECORDING_BYTES + 1)
    if len(data) > RECORDING_BYTES:
        raise too_large(RECORDING_BYTES)
    with services.database.reading() as before:  # the checks take seconds: no transaction stays open over them
        row = voices.find_own_voice(before, me.id, voice_id)
        voices.require_open(row)
        statement, spoken = row.statement, voices.language_of(row)
        check_room(before, services.blobs, me.id, 3 * len(data), services.options.room)
    sound = decode_sound(data, voices.RATE_HZ, voices.LONGEST_S)
    checks = check_recording(sound, statement, spoken)
    require_passed(checks)
    row = voices.find_own_voice(session, me.id, voice_id)
    voices.keep_recording(session, services.blobs, row, data, _mime(recording), sound, checks)
    return _own(session, row)


@router.get("/own/{voice_id}/proof", response_class=Response)
def read_proof(request: Request, voice_id: str, me: Me, session: SessionDep, services: ServicesDep) -> Response:
    """The recorded consent, as it came."""
    row = voices.find_own_voice(session, me.id, voice_id)
    mime = row.recording_mime or "application/octet-stream"
    return send_blob(request, services.blobs, f"{row.folder}/{voices.RECORDING}", mime, cache="no-store")


@router.delete("/own/{voice_id}", status_code=204)
def delete(voice_id: str, me: Me, session: SessionDep, services: ServicesDep) -> None:
    """Take the consent back: the voice, its proof, and everything that was ever said in it go for good."""
    voices.remove_own_voice(session, services.blobs, me.id, voice_id)
    drop_voice(session, services.blobs, me.id, voice_id)


@router.get("/listening")
def read_listening(me: Me, session: SessionDep, language: LanguageDep) -> ListeningView:
    """How the account's answers are written down, and by whom that is now."""
    return _listening(transcribing.wish_of(session, me.id), language)


@router.put("/listening")
def change_listening(asked: ListeningChange, me: Me, session: SessionDep, language: LanguageDep) -> ListeningView:
    """Choose it. Sound leaves this server only when a remote recogniser is named here."""
    wish = transcribing.Wish(asked.engine, asked.verbatim)
    transcribing.keep_wish(session, me.id, wish)
    return _listening(wish, language)


def _offered(one: Offered, language: Language) -> VoiceView:
    return VoiceView(
        name=one.name,
        title=one.voice.title.in_language(language),
        sounds=one.voice.sounds,
        languages=list(one.voice.languages),
        engine=one.card.name,
        kind=one.card.kind,
        licence=one.voice.licence or one.card.licence_weights,
        own=False,
        why_not=None,
    )


def _own_offered(row: OwnVoice, language: Language) -> VoiceView:
    reason = why_no_cloning()
    title = Text(ko="{n}의 목소리", en="{n}'s voice").fill(n=row.name)
    return VoiceView(
        name=full_name(OWN, row.id),
        title=title.in_language(language),
        sounds="neutral",
        languages=["ko", "en"],
        engine=OWN,
        kind="remote",
        licence="consent recorded",
        own=True,
        why_not=reason.in_language(language) if reason else None,
    )


def _own(session: Session, row: OwnVoice) -> OwnVoiceView:
    recorded = row.recorded_at is not None
    return OwnVoiceView(
        id=row.id,
        voice=full_name(OWN, row.id),
        name=row.name,
        language=voices.language_of(row),
        whose=row.whose,  # type: ignore[arg-type]
        statement=row.statement,
        recorded_at=row.recorded_at,
        duration_s=row.duration_s,
        checks=[VoiceCheckView.model_validate(check) for check in row.checks],
        proof_url=f"/api/voices/own/{row.id}/proof" if recorded else None,
        used_by=voices.people_with(session, row.owner_id, row.id),
    )


def _listening(wish: transcribing.Wish, language: Language) -> ListeningView:
    reason = transcribing.why_unwritten(wish)
    return ListeningView(
        engine=wish.engine,
        verbatim=wish.verbatim,
        serves=transcribing.engine_of(wish),
        why_not=reason.in_language(language) if reason else None,
    )


def _sample_key(name: str, voice_key: str | None, spoken: Language) -> str:
    """An own voice's samples lie in its folder and go with it; those of engines are everybody's."""
    if voice_key is not None:
        return f"{voice_key.rsplit('/', 1)[0]}/samples/{spoken}.wav"
    told = hashlib.sha256(f"{name}\n{SAMPLE.in_language(spoken)}".encode()).hexdigest()[:40]
    return f"shared/voices/{parse_voice(name)[0]}/{told}.wav"


def _mime(recording: UploadFile) -> str:
    told = (recording.content_type or "").split(";")[0]
    return told if told in MIMES else "application/octet-stream"
