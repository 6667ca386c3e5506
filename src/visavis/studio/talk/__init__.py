"""Talking portraits: ``with TALK.lease() as talker: rig = talker.prepare(photo)``."""

from visavis.engines import Entry, Shelf
from visavis.studio.talk import mesh
from visavis.studio.talk.engine import FPS, MOUTH_CONTROLS, Curve, Motion, Rig, TalkEngine

TALK: Shelf[TalkEngine] = Shelf("talking portrait", (Entry(mesh.CARD, mesh.MeshTalker),))

__all__ = ["FPS", "MOUTH_CONTROLS", "TALK", "Curve", "Motion", "Rig", "TalkEngine"]
