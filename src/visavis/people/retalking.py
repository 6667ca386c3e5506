"""VideoReTalking as a pipeline over whatever engines are present: stabilise, lips, enhance.

    with open_retalker(Wishes(), read_coefficients(path)) as retalker:
        made = dub(retalker, film, sound, out)
        retalker.stages  # what ran, with which weights, and why not something better

It lies here because it joins two capabilities: talking portraits and restoring of faces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path
from typing import Literal

from visavis.engines import Card
from visavis.engines.choosing import why_not
from visavis.face.mesh import FaceMesh
from visavis.kit.errors import Unavailable
from visavis.kit.text import Language, Text
from visavis.media.provenance import Maker
from visavis.media.values import RGB, Audio
from visavis.studio.restore import RESTORE, RestoreEngine, RestoreWishes
from visavis.studio.talk import LIPS, Dubbed, LipEngine, Repainted, dub
from visavis.studio.talk.retalking.coefficients import Coefficients
from visavis.studio.talk.retalking.lips import CARD, RetalkingLips
from visavis.studio.talk.retalking.networks import DNET, ENET, LNET, DNet, ENet, LNet
from visavis.studio.talk.retalking.stabilising import Stabiliser
from visavis.studio.talk.retalking.stages import (
    NO_COEFFICIENTS,
    NOT_WISHED,
    NOTHING_RUNS,
    ONLY_WITH_LNET,
    OWN_EXPRESSION,
    OWN_LIPS,
    Ran,
    Stage,
    makers_of,
)
from visavis.studio.talk.video_face import FilmedFace, follow_face, lay_back, lower_half

Stabilise = Literal["any", "dnet", "off"]
Lips = Literal["any", "lnet", "wav2lip256", "wav2lip", "own"]
Enhance = Literal["any", "enet", "detail", "off"]

_OTHER_LIPS = ("wav2lip256", "wav2lip")


@dataclass(frozen=True)
class Wishes:
    """The engine for each stage. ``any`` takes the best that is ready and says what was passed over; a named one is
    never replaced. ``own`` leaves the lips as filmed; ``detail`` is the embedded engine for restoring faces."""

    stabilise: Stabilise = "any"
    lips: Lips = "any"
    enhance: Enhance = "any"


@dataclass(frozen=True)
class Retalked:
    """What was written, the three stages that made it, and the cards of those that run others' weights."""

    dubbed: Dubbed
    stages: tuple[Ran, ...]
    cards: tuple[Card, ...]


def retalk(
    film: Path,
    sound: Audio,
    out: Path,
    wishes: Wishes,
    coefficients: Coefficients | None = None,
    label: Language | None = None,
    progress: Callable[[float], None] | None = None,
) -> Retalked:
    """As ``studio.talk.dub``, by the pipeline. Raises also Unavailable for an engine that was named and isn't ready."""
    with open_retalker(wishes, coefficients) as retalker:
        dubbed = dub(retalker, film, sound, out, label, progress)
        return Retalked(dubbed, retalker.stages, retalker.cards)


@contextmanager
def open_retalker(wishes: Wishes, coefficients: Coefficients | None = None) -> Iterator[Retalker]:
    """The pipeline with its networks loaded. Raises Unavailable."""
    with ExitStack() as held:
        lips, told = _lips(wishes, coefficients, held)
        polish, enhanced = _polish(wishes, told, held)
        stages = (*told[:2], enhanced)
        if not any(stage.engine for stage in stages):
            raise Unavailable(NOTHING_RUNS)
        yield Retalker(lips, polish, stages)


class Retalker:
    """A LipEngine that polishes what another one painted, where ``polish`` is given."""

    def __init__(self, lips: LipEngine, polish: RestoreEngine | None, stages: tuple[Ran, ...]) -> None:
        self._lips, self._polish, self.stages = lips, polish, stages
        self.card = replace(lips.card, name="+".join(stage.engine for stage in stages if stage.engine))
        self.cards = (lips.card, *((polish.card,) if polish else ()))

    @property
    def weights_sha256(self) -> str:
        """Of what drew the lips; ``makers`` tells of each network."""
        return self._lips.weights_sha256

    @property
    def makers(self) -> tuple[Maker, ...]:
        return makers_of(self.stages)

    def repaint(self, frames: Iterable[RGB], sound: Audio, fps: float) -> Iterator[Repainted]:
        if self._polish is None:
            yield from self._lips.repaint(frames, sound, fps)
            return
        painted, filmed = tee(frames)
        for one, seen in zip(self._lips.repaint(painted, sound, fps), follow_face(filmed), strict=True):
            yield _polished(one, seen.face, self._polish) if seen.face and one.has_face else one


class OwnLips:
    """Leaves the lips of a film as they are: of an embedded talker's clip, for example."""

    card = Card(
        name="own",
        kind="embedded",
        good_at=OWN_LIPS,
        licence_code="Apache-2.0",
        licence_weights="none",
        origin="this project",
        inputs=CARD.inputs,
        outputs=CARD.outputs,
    )
    weights_sha256 = ""
    makers: tuple[Maker, ...] = ()

    def repaint(self, frames: Iterable[RGB], sound: Audio, fps: float) -> Iterator[Repainted]:
        return (Repainted(seen.image, seen.face is not None) for seen in follow_face(frames))


def _polished(one: Repainted, face: FilmedFace, engine: RestoreEngine) -> Repainted:
    """More detail in the lower half of the face alone."""
    left, top, right, bottom = face.box
    restored = engine.restore(one.image, [FaceMesh(face.points, 1.0)], RestoreWishes()).image
    laid = lay_back(one.image, face.box, restored[top:bottom, left:right], lower_half(face))
    return Repainted(laid, has_face=True)


def _lips(wishes: Wishes, coefficients: Coefficients | None, held: ExitStack) -> tuple[LipEngine, tuple[Ran, ...]]:
    """What paints, and the three stages as far as it runs them."""
    missing = why_not(LNET.kind)
    if wishes.lips == "lnet" or (wishes.lips == "any" and missing is None):
        return _retalking(wishes, coefficients)
    _refuse_named(wishes)
    name = _other_lips(wishes.lips)
    calmed = _passed("stabilise", NOT_WISHED if wishes.stabilise == "off" else ONLY_WITH_LNET)
    if name is None:
        why = NOT_WISHED if wishes.lips == "own" else OWN_LIPS
        return OwnLips(), (calmed, _passed("lips", why), _passed("enhance", ONLY_WITH_LNET))
    engine = held.enter_context(LIPS.lease(name))
    why_other = missing if wishes.lips == "any" else None
    return engine, (
        calmed,
        Ran("lips", engine.card.name, engine.weights_sha256, why_other),
        _passed("enhance", ONLY_WITH_LNET),
    )


def _retalking(wishes: Wishes, coefficients: Coefficients | None) -> tuple[LipEngine, tuple[Ran, ...]]:
    no_dnet = _why_not_dnet(wishes, coefficients)
    no_enet = NOT_WISHED if wishes.enhance in ("off", "detail") else why_not(ENET.kind)
    if wishes.enhance == "enet" and no_enet:
        raise Unavailable(no_enet)
    stabiliser = Stabiliser(DNet(), coefficients) if no_dnet is None and coefficients else None
    engine = RetalkingLips(LNet(), None if no_enet else ENet(), stabiliser)
    ran: dict[Stage, Ran] = {stage.stage: stage for stage in engine.ran}
    if coefficients and coefficients.own and "stabilise" in ran:
        ran["stabilise"] = replace(ran["stabilise"], why=OWN_EXPRESSION)
    calmed = ran.get("stabilise", _passed("stabilise", no_dnet))
    return engine, (calmed, ran["lips"], ran.get("enhance", _passed("enhance", no_enet)))


def _why_not_dnet(wishes: Wishes, coefficients: Coefficients | None) -> Text | None:
    if wishes.stabilise == "off":
        return NOT_WISHED
    reason = why_not(DNET.kind) or (None if coefficients else NO_COEFFICIENTS)
    if wishes.stabilise == "dnet" and reason:
        raise Unavailable(reason)
    return reason


def _polish(wishes: Wishes, told: tuple[Ran, ...], held: ExitStack) -> tuple[RestoreEngine | None, Ran]:
    """The engine that restores faces where ENet doesn't run, and what is told of the stage."""
    if told[2].engine:
        return None, told[2]
    if wishes.enhance == "off":
        return None, _passed("enhance", NOT_WISHED)
    engine = held.enter_context(RESTORE.lease("detail" if wishes.enhance == "detail" else None))
    why = None if wishes.enhance == "detail" else told[2].why
    return engine, Ran("enhance", engine.card.name, RESTORE.maker(engine.card.name).weights_sha256, why)


def _refuse_named(wishes: Wishes) -> None:
    """Raises Unavailable for a stage that was named and can't follow the lips that were chosen."""
    if wishes.stabilise == "dnet" or wishes.enhance == "enet":
        raise Unavailable(ONLY_WITH_LNET)


def _other_lips(wished: Lips) -> str | None:
    """None: the film's own."""
    if wished == "own":
        return None
    if wished != "any":
        return wished
    return next((name for name in _OTHER_LIPS if LIPS.why_not(name) is None), None)


def _passed(stage: Stage, why: Text | None) -> Ran:
    return Ran(stage, why=why)
