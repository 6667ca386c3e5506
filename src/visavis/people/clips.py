"""The clips in which a virtual person speaks or listens: made once, kept by content, found again."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from visavis.engines.shelf import preferred_engine
from visavis.kit.text import Language, Text
from visavis.people.persons import Person, own_folder, portrait_bytes, portrait_of
from visavis.people.speaking import say_in_voice, voice_folder
from visavis.storage.blobs import Blobs
from visavis.studio.talk import (
    NEUTRAL,
    TALK,
    Manner,
    Motion,
    Rig,
    facing_motion,
    listening_motion,
    load_rig,
    make_clip,
    speech_motion,
)
from visavis.studio.talk.rig import VERSION as RIG_VERSION
from visavis.voice.speak import Speech, Word

SIZE_PX = 640
VERSION = 1
"""Raise it when the same words would give another clip, so that kept ones are made anew."""
LISTENING_S = 12.0
ASIDE_S = 8.0
"""The loop of somebody who looks to the side; the turn there and the turn back come on top."""
EMBEDDED = "mesh"
"""The talking engine whose clips have the names that they always had."""
SHARED = "shared/people"
"""Clips of the cast that hold nothing private: greetings, listening loops and questions of the bank."""

HELLO = Text(
    ko="안녕하세요, 오늘 면접을 진행할 {name}입니다. 편하게 시작해 볼까요?",
    en="Hello, I'm {name} and I will interview you today. Shall we begin?",
)


@dataclass(frozen=True)
class Style:
    """How a person speaks and listens: ``rate`` (0.5–2.0) multiplies the natural speed of the voice."""

    rate: float = 1.0
    manner: Manner = NEUTRAL

    @property
    def mark(self) -> str:
        """What it adds to a clip's name; nothing for the plain style, so that its kept clips are found."""
        if self == PLAIN:
            return ""
        how = self.manner
        numbers = (self.rate, how.smile_u, how.brow_u, how.liveliness, how.nods_a_minute)
        return "\nstyle " + " ".join(f"{number:.4f}" for number in numbers)


PLAIN = Style()


@dataclass(frozen=True)
class Clip:
    """A kept clip: its blob, its length, and for speech the words with their times, for subtitles.

    ``engine`` made its pictures, with the network of that SHA-256 if it has one; "" for clips that don't tell yet.
    """

    key: str
    duration_s: float
    words: tuple[Word, ...] = ()
    engine: str = ""
    weights_sha256: str | None = None


def speak_clip(
    blobs: Blobs, person: Person, text: str, language: Language, space: str | None = None, style: Style = PLAIN
) -> Clip:
    """The person says ``text``. ``space`` is a blob prefix for what is private to an account; None shares it."""
    base = _said(blobs, person, space, text, language, style)
    if kept := find_clip(blobs, f"{base}.mp4"):
        return kept
    speech = say_in_voice(blobs, person.voice, person.voice_key, text, language, style.rate)
    return _make(blobs, person, base, speech_motion(speech, _seed(base), style.manner), speech)


def hello_clip(blobs: Blobs, person: Person, language: Language) -> Clip:
    """The person greets."""
    return speak_clip(blobs, person, _hello(person, language), language)


def listening_clip(blobs: Blobs, person: Person, style: Style = PLAIN, facing_deg: float = 0.0) -> Clip:
    """A silent loop in which the person listens, breathes, blinks and nods.

    With ``facing_deg`` it begins with the turn to the side and ends with the turn back (``studio.talk.TURN_S`` each).
    """
    base = _base(blobs, person, None, _listen(style, facing_deg))
    if kept := find_clip(blobs, f"{base}.mp4"):
        return kept
    if facing_deg:
        return _make(blobs, person, base, facing_motion(facing_deg, ASIDE_S, _seed(base), style.manner), None)
    return _make(blobs, person, base, listening_motion(LISTENING_S, _seed(base), style.manner), None)


def hello_key(blobs: Blobs, person: Person, language: Language) -> str:
    """Where the greeting lies once it is made."""
    return speech_key(blobs, person, _hello(person, language), language)


def speech_key(blobs: Blobs, person: Person, text: str, language: Language, style: Style = PLAIN) -> str:
    """Where a shared clip of the person saying ``text`` lies once it is made."""
    return _said(blobs, person, None, text, language, style) + ".mp4"


def listening_key(blobs: Blobs, person: Person, style: Style = PLAIN, facing_deg: float = 0.0) -> str:
    """Where the listening loop lies once it is made."""
    return _base(blobs, person, None, _listen(style, facing_deg)) + ".mp4"


def find_clip(blobs: Blobs, key: str) -> Clip | None:
    """The kept clip under a key, or None."""
    if not (blobs.exists(key) and blobs.exists(_words_key(key))):
        return None
    told = json.loads(blobs.get(_words_key(key)))
    words = tuple(Word(**word) for word in told["words"])
    return Clip(key, told["duration_s"], words, told.get("engine", ""), told.get("weights_sha256"))


def rig_of(blobs: Blobs, person: Person) -> Rig:
    """The prepared portrait, kept beside the person's clips. Raises an Invalid when the portrait isn't suitable."""
    key = _base(blobs, person, None, f"rig {RIG_VERSION}") + ".rig"
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        file = Path(folder) / "person.rig"
        if blobs.exists(key):
            blobs.copy_to(key, file)
            return load_rig(file)
        with TALK.lease(person.talk_engine) as engine:
            rig = engine.prepare(portrait_of(person, blobs), SIZE_PX)
        rig.save(file)
        blobs.put(key, file)
        return rig


def _make(blobs: Blobs, person: Person, base: str, motion: Motion, speech: Speech | None) -> Clip:
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder, TALK.lease(person.talk_engine) as engine:
        words, maker = speech.words if speech else (), TALK.maker(engine.card.name)
        clip = Clip(f"{base}.mp4", motion.duration_s, words, maker.engine, maker.weights_sha256)
        file = Path(folder) / "clip.mp4"
        make_clip(engine, rig_of(blobs, person), motion, speech.audio if speech else None, file)
        # The words go first: a clip counts as kept only when both are there.
        told = {name: value for name, value in asdict(clip).items() if name != "key"}
        blobs.put(_words_key(clip.key), json.dumps(told, ensure_ascii=False).encode())
        blobs.put(clip.key, file)
    return clip


def _said(blobs: Blobs, person: Person, space: str | None, text: str, language: Language, style: Style) -> str:
    """Where a clip of speech lies: in an own voice, in a folder that goes when the voice does."""
    base = _base(blobs, person, space, f"say\n{person.voice}\n{language}\n{text}{style.mark}")
    own = voice_folder(person.voice)
    folder, name = base.rsplit("/", 1)
    return f"{folder}/{own}/{name}" if own else base


def _base(blobs: Blobs, person: Person, space: str | None, what: str) -> str:
    """The key of what is made, without its ending: a folder by who may see it, a name by content."""
    portrait = hashlib.sha256(portrait_bytes(person, blobs)).hexdigest()
    name = hashlib.sha256(f"{VERSION}\n{SIZE_PX}\n{portrait}\n{what}{_engine_mark(person)}".encode()).hexdigest()[:40]
    folder = space or (own_folder(person.portrait_key) if person.portrait_key else f"{SHARED}/{person.id}")
    return f"{folder}/{name}"


def _engine_mark(person: Person) -> str:
    """What another engine than the embedded one adds to a clip's name, so that its clips aren't taken for the other's.

    A network that is imported anew under the same engine keeps the names: its clips are made again when the old go.
    """
    engine = person.talk_engine or preferred_engine(TALK.capability)
    return "" if engine in (None, EMBEDDED) else f"\nengine {engine}"


def _listen(style: Style, facing_deg: float) -> str:
    return f"listen{style.mark}" + (f"\nfacing {facing_deg:.1f}" if facing_deg else "")


def _words_key(key: str) -> str:
    return key.removesuffix(".mp4") + ".json"


def _hello(person: Person, language: Language) -> str:
    return HELLO.fill(name=person.name.in_language(language)).in_language(language)


def _seed(base: str) -> int:
    return int(hashlib.sha256(base.rsplit("/", 1)[1].encode()).hexdigest()[:8], 16)
