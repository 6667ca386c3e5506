"""Talking portraits, from a photo and words to a clip.

with TALK.lease() as talker:
    rig = talker.prepare(photo)
    make_clip(talker, rig, speech_motion(speech), speech.audio, out)
"""

from visavis.engines import Entry, Shelf
from visavis.studio.talk import mesh
from visavis.studio.talk.clip import make_clip, stream_talk
from visavis.studio.talk.engine import FPS, MOUTH_CONTROLS, Curve, Motion, Rig, TalkEngine
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
from visavis.studio.talk.rig import StaleRig, load_rig

TALK: Shelf[TalkEngine] = Shelf("talking portrait", (Entry(mesh.CARD, mesh.MeshTalker),))

__all__ = [
    "FPS",
    "MOUTH_CONTROLS",
    "NEUTRAL",
    "TALK",
    "TURN_S",
    "Curve",
    "FaceTooSmall",
    "Manner",
    "Motion",
    "MouthOpen",
    "NoFaceFound",
    "NotUpright",
    "Rig",
    "StaleRig",
    "TalkEngine",
    "TurnedAway",
    "TwoFaces",
    "Unsuitable",
    "facing_motion",
    "listening_motion",
    "load_rig",
    "make_clip",
    "speech_motion",
    "stream_talk",
]
