"""A person speaks, in the voice that was chosen: of an engine, or cloned from an own recording."""

from __future__ import annotations

from sqlalchemy.orm import Session

from visavis.kit.errors import NotFound
from visavis.kit.text import Language, Text
from visavis.media.values import Audio
from visavis.media.wav import read_pcm
from visavis.people.tables import OwnVoice
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import find_owned
from visavis.voice.clone import CLONERS
from visavis.voice.speak import SPEAKERS, Speech, parse_voice, speak_with, why_no_voice
from visavis.voice.speak.choosing import OWN

REFERENCE = "reference.wav"


class VoiceNotFound(NotFound):
    """No engine offers this voice, or it was deleted."""


def say_in_voice(
    blobs: Blobs, voice: str, voice_key: str | None, text: str, language: Language, rate: float = 1.0
) -> Speech:
    """``text`` in the voice of this full name; ``voice_key`` is an own voice's recording, which keeps its own speed.

    A voice that isn't there is never replaced: raises VoiceNotFound or Unavailable.
    """
    if parse_voice(voice)[0] != OWN:
        return speak_with(SPEAKERS, voice, text, language, rate)
    reference = _reference(blobs, voice_key)
    with CLONERS.lease() as cloner:
        return cloner.speak(text, language, reference)


def require_voice(voice: str) -> None:
    """Raises VoiceNotFound when no engine offers it; of own voices only that cloning is possible here."""
    reason = why_no_cloning() if parse_voice(voice)[0] == OWN else why_no_voice(SPEAKERS, voice)
    if reason is not None:
        raise VoiceNotFound(reason)


def own_voice_key(session: Session, owner_id: str, voice: str) -> str | None:
    """Of an own voice the blob of its recording, None for others. Raises VoiceNotFound when it isn't the account's."""
    engine, voice_id = parse_voice(voice)
    if engine != OWN:
        return None
    row = find_owned(session, OwnVoice, owner_id, voice_id)
    if row is None or row.recorded_at is None:
        raise VoiceNotFound(_GONE)
    return reference_key(row)


def reference_key(row: OwnVoice) -> str:
    """What engines copy from."""
    return f"{row.folder}/{REFERENCE}"


def why_no_cloning() -> Text | None:
    """Why own voices can't speak here now; None when they can."""
    reasons = [entry.why_not() for entry in CLONERS.entries.values()]
    return None if None in reasons else reasons[0]


def voice_folder(voice: str) -> str | None:
    """The folder in which all that is said in an own voice lies, so that it goes with it; None for other voices."""
    engine, voice_id = parse_voice(voice)
    return voice_id if engine == OWN else None


def _reference(blobs: Blobs, voice_key: str | None) -> Audio:
    sound = read_pcm(blobs.get(voice_key)) if voice_key is not None and blobs.exists(voice_key) else None
    if sound is None:
        raise VoiceNotFound(_GONE)
    return sound


_GONE = Text(
    ko="이 인물의 목소리가 삭제되었습니다. 다른 목소리를 골라 주세요.",
    en="The voice of this person has been deleted. Choose another one.",
)
