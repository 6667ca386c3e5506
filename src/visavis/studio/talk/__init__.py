"""Talking portraits, from a photo and words to a clip.

with TALK.lease() as talker:
    rig = talker.prepare(photo)
    make_clip(talker, rig, speech_motion(speech), speech.audio, out)

with LIPS.lease() as engine:
    dub(engine, film, sound, out)
"""

from visavis.engines import Entry, Shelf
from visavis.studio.talk import mesh, wav2lip
from visavis.studio.talk.clip import make_clip, stream_talk
from visavis.studio.talk.dubbing import Dubbed, dub
from visavis.studio.talk.engine import FPS, MOUTH_CONTROLS, Curve, LipEngine, Motion, Repainted, Rig, TalkEngine
from visavis.studio.talk.errors import (
    FaceTooSmall,
    MouthOpen,
    NoFaceFound,
    NotUpright,
    TurnedAway,
    TwoFaces,
    Unsuitable,
)
from visavis.studio.talk.manner import NEUTRAL, Manner
from visavis.studio.talk.motion import listening_motion, speech_motion
from visavis.studio.talk.motion_facing import TURN_S, facing_motion
from visavis.studio.talk.retalking.lips import lip_entry
from visavis.studio.talk.rig import StaleRig, load_rig

TALK: Shelf[TalkEngine] = Shelf(
    "talking portrait",
    (
        Entry(mesh.CARD, mesh.MeshTalker),
        wav2lip.talk_entry(wav2lip.WEIGHTS),
        wav2lip.talk_entry(wav2lip.WEIGHTS_256),
    ),
)
LIPS: Shelf[LipEngine] = Shelf(
    "lips of a film",
    (
        lip_entry(),
        wav2lip.lip_entry(wav2lip.WEIGHTS_256),
        wav2lip.lip_entry(wav2lip.WEIGHTS),
    ),
)

__all__ = [
    "FPS",
    "LIPS",
    "MOUTH_CONTROLS",
    "NEUTRAL",
    "TALK",
    "TURN_S",
    "Curve",
    "Dubbed",
    "FaceTooSmall",
    "LipEngine",
    "Manner",
    "Motion",
    "MouthOpen",
    "NoFaceFound",
    "NotUpright",
    "Repainted",
    "Rig",
    "StaleRig",
    "TalkEngine",
    "TurnedAway",
    "TwoFaces",
    "Unsuitable",
    "dub",
    "facing_motion",
    "listening_motion",
    "load_rig",
    "make_clip",
    "speech_motion",
    "stream_talk",
]
