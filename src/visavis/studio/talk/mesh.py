"""The embedded talking engine: one portrait, warped; no weights of its own, no GPU."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.engines import Card
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.talk.ahead import make_ahead
from visavis.studio.talk.engine import Motion, Rig
from visavis.studio.talk.prepare import prepare_rig
from visavis.studio.talk.render import FrameRenderer
from visavis.studio.talk.rig import MeshRig, StaleRig

CARD = Card(
    name="mesh",
    kind="embedded",
    good_at=Text(
        ko="사진 한 장으로 말하고 듣는 영상을 CPU에서 실시간보다 빠르게 만듭니다. 배경은 움직이지 않습니다.",
        en="Talking and listening clips from one photo, faster than real time on a CPU; the background stays still.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="Visavis; mouth basis fitted by visavis.lab.mouth (docs/models/mouth-basis.md)",
    inputs="RGB uint8 (H, W, 3), one frontal face at least 40 px across the eyes; Motion at 25 frames/s",
    outputs="RGB uint8 (size, size, 3), 256–1024 px",
    measured={
        "speed at 512 px": "8.9–12 CPU-ms a frame encoded: 6.5–9 × real time on two cores (bench/test_talk_speed)",
        "lips": "opening against command r 0.97–0.99 at 0 ms; p, b, m close in 100 % (bench/test_talk_sync)",
    },
)


class MeshTalker:
    """Warps a portrait with fields fitted on talking faces. See docs/talking-portrait.md."""

    card = CARD
    weights_sha256 = None

    def prepare(self, portrait: RGB, size_px: int = 512) -> MeshRig:
        """As TalkEngine.prepare."""
        return prepare_rig(portrait, size_px)

    def render(self, rig: Rig, motion: Motion) -> Iterator[RGB]:
        """As TalkEngine.render; a thread works a few frames ahead. Raises StaleRig for the rig of another engine."""
        if not isinstance(rig, MeshRig):
            raise StaleRig
        renderer = FrameRenderer(rig)
        return make_ahead(renderer.frame(motion, index) for index in range(motion.frames))
