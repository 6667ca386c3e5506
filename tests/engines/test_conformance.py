"""One suite over every entry of every shelf: whole card, right shapes and ranges, no NaN, repeatable, input kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import signal
from tests.unit.engines.graphs import write_fsanet, write_silero
from tests.unit.studio.sketch.drawings import draw_face
from tests.unit.studio.swap import tiny_networks as swappers
from tests.unit.studio.talk.tiny_retalking import import_tiny_retalking
from tests.unit.studio.talk.tiny_wav2lip import import_tiny_wav2lip
from tests.unit.voice.tiny_voice import make_piper_voice
from tests.unit.voice.tiny_whisper import make_tiny_whisper

from visavis.engines import Shelf
from visavis.engines.accepting import Acceptance
from visavis.engines.imported import Library, library, use_library
from visavis.engines.importing_onnx import import_onnx
from visavis.face.heading import HEADING
from visavis.face.identity import IDENTITY
from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.kit.errors import NotFound, Unavailable
from visavis.media.values import RGB, Audio
from visavis.observe.expression_classes import EXPRESSIONS, look_map, read_picture
from visavis.observe.gesture import BODY
from visavis.people.casting import cast
from visavis.studio.generate import GENERATE
from visavis.studio.makeup import MAKEUP, Shares, find_preset
from visavis.studio.restore import RESTORE, RestoreWishes
from visavis.studio.sketch import SKETCH, Guidance, Style
from visavis.studio.swap import SWAP, Wishes
from visavis.studio.talk import LIPS, TALK
from visavis.studio.talk.engine import Motion
from visavis.voice.activity import ACTIVITY
from visavis.voice.clone import CLONERS
from visavis.voice.listen import LISTENERS
from visavis.voice.speak import SPEAKERS
from visavis.voice.speak.importing import import_voice


@dataclass(frozen=True)
class Output:
    """What an engine gave, and what its seam promises of it; None in a shape stands for any size."""

    array: NDArray[Any]
    dtype: type
    shape: tuple[int | None, ...]
    low: float
    high: float


Exercise = Callable[[Any, RGB], Iterable[Output]]


def find_meshes(engine: Any, portrait: RGB) -> Iterator[Output]:
    faces = engine.find(portrait)
    assert len(faces) == 1
    assert 0 <= faces[0].score <= 1
    yield Output(faces[0].points, np.float32, (478, 3), -768, 2 * 768)


def track_meshes(engine: Any, portrait: RGB) -> Iterator[Output]:
    tracker = engine.track()
    for faces in [tracker.read(portrait) for _ in range(3)]:
        yield Output(faces[0].points, np.float32, (478, 3), -768, 2 * 768)
    tracker.close()


def read_headings(engine: Any, portrait: RGB) -> Iterator[Output]:
    with MESH.lease() as mesh:
        told = engine.read(portrait, mesh.find(portrait, most=1)[0])
    yield Output(np.array([told.yaw_deg, told.pitch_deg, told.roll_deg]), np.float64, (3,), -180, 180)


def encode_identity(engine: Any, portrait: RGB) -> Iterator[Output]:
    with MESH.lease() as mesh:
        code = engine.encode(portrait, mesh.find(portrait, most=1)[0])
    assert np.linalg.norm(code) == pytest.approx(1, abs=1e-5)
    yield Output(code, np.float32, (None,), -1, 1)


def find_speech(engine: Any, portrait: RGB) -> Iterator[Output]:
    sound = _spoken_16k()
    before = sound.samples.copy()
    spans = np.array([(one.start_s, one.end_s) for one in engine.find(sound)])
    assert (np.diff(spans.ravel()) > 0).all()
    yield Output(spans, np.float64, (None, 2), 0, sound.duration_s)
    assert engine.find(Audio(np.zeros(32_000, np.float32), 16_000)) == []
    assert np.array_equal(sound.samples, before)


def cut_out(engine: Any, portrait: RGB) -> Iterator[Output]:
    yield Output(engine.cut_out(portrait), np.float32, (768, 768), 0, 1)


def find_bodies(engine: Any, portrait: RGB) -> Iterator[Output]:
    body = engine.find(portrait)
    assert body.shoulders is not None
    yield Output(np.array([body.shoulders.right, body.shoulders.left]), np.float64, (2, 2), -768, 2 * 768)
    for hand in body.hands:
        yield Output(hand, np.float32, (21, 2), -768, 2 * 768)


def speak(engine: Any, portrait: RGB) -> Iterator[Output]:
    for text, language in (("안녕하세요, 반갑습니다.", "ko"), ("Nice to meet you.", "en")):
        speech = engine.speak(text, language)
        yield Output(speech.audio.samples, np.float32, (None,), -1, 1)
        times = np.array([(phone.start_s, phone.end_s) for phone in speech.phones])
        assert (times[:, 1] >= times[:, 0]).all()
        yield Output(times, np.float64, (None, 2), 0, speech.audio.duration_s + 0.1)


def clone(engine: Any, portrait: RGB) -> Iterator[Output]:
    speech = engine.speak("Nice to meet you.", "en", _spoken_16k())
    yield Output(speech.audio.samples, np.float32, (None,), -1, 1)


def listen(engine: Any, portrait: RGB) -> Iterator[Output]:
    sound = _spoken_16k()
    before = sound.samples.copy()
    for heard in (engine.listen(sound, "en"), engine.listen(sound, verbatim=True)):
        parts = [*heard.segments, *(one.segment for one in heard.dropped)]
        spans = np.array([(one.start_s, one.end_s) for part in parts for one in (part, *part.words)])
        assert (spans[:, 1] >= spans[:, 0]).all()
        yield Output(spans, np.float64, (None, 2), 0, sound.duration_s)
    assert engine.listen(Audio(np.zeros(32_000, np.float32), 16_000), "ko").segments == ()
    assert np.array_equal(sound.samples, before)


def _spoken_16k() -> Audio:
    with SPEAKERS.lease("espeak") as speaker:
        spoken = speaker.speak("Hello, my name is Jamie and I work as an engineer.", "en").audio
    return Audio(signal.resample_poly(spoken.samples, 320, 441).astype(np.float32), 16_000)


def talk(engine: Any, portrait: RGB) -> Iterator[Output]:
    count = 5
    still = {name: np.zeros((count, width), np.float32) for name, width in (("mouth", 6), ("gaze", 2), ("head", 6))}
    flat = np.zeros(count, np.float32)
    rig = engine.prepare(portrait, 256)
    silent = Motion(mouth=still["mouth"], blink=flat, brow=flat, gaze=still["gaze"], head=still["head"])
    for motion in (silent, replace(silent, sound=_spoken_16k())):
        frames = list(islice(engine.render(rig, motion), count + 1))
        assert len(frames) == count
        for frame in frames:
            yield Output(frame, np.uint8, (256, 256, 3), 0, 255)


def dub_film(engine: Any, portrait: RGB) -> Iterator[Output]:
    for one in engine.repaint([portrait] * 3, _spoken_16k(), 25):
        assert one.has_face
        yield Output(one.image, np.uint8, (768, 768, 3), 0, 255)
    [faceless] = engine.repaint([np.full_like(portrait, 90)], _spoken_16k(), 25)
    assert not faceless.has_face


def generate(engine: Any, portrait: RGB) -> Iterator[Output]:
    latent = engine.draw(7)
    yield Output(latent, np.float32, (None,), -10, 10)
    head = engine.render(latent)
    yield Output(head, np.uint8, (engine.size_px, engine.size_px, 3), 0, 255)
    with suppress(Unavailable):  # an engine may say that it reads no photos
        yield Output(engine.invert(portrait), np.float32, latent.shape, -20, 20)


def draw_person(engine: Any, portrait: RGB) -> Iterator[Output]:
    sketch = draw_face()
    kept = sketch.copy()
    drawn = engine.draw(sketch, Guidance(t=0.3), Style(hair="brown"))
    assert np.array_equal(sketch, kept)
    yield Output(drawn.refined, np.uint8, (512, 512), 0, 255)
    yield Output(drawn.picture, np.uint8, (256, 256, 3), 0, 255)
    yield Output(engine.refine(sketch).sketch, np.uint8, (512, 512), 0, 255)


def restore_detail(engine: Any, portrait: RGB) -> Iterator[Output]:
    with MESH.lease() as mesh:
        restored = engine.restore(portrait, mesh.find(portrait), RestoreWishes(scale=2))
    yield Output(restored.image, np.uint8, (1536, 1536, 3), 0, 255)
    yield Output(restored.mask, np.float32, (1536, 1536), 0, 1)


def make_up(engine: Any, portrait: RGB) -> Iterator[Output]:
    with MESH.lease() as mesh:
        face = mesh.find(portrait, most=1)[0]
    for look in (find_preset("autumn"), engine.read(portrait)):
        painted = engine.paint(portrait, face, look, Shares())
        yield Output(painted.image, np.uint8, (768, 768, 3), 0, 255)
        yield Output(painted.mask, np.float32, (768, 768), 0, 1)


def swap_face(engine: Any, portrait: RGB) -> Iterator[Output]:
    source = engine.prepare(cast()[3].portrait())
    with MESH.lease() as mesh:
        face = mesh.find(portrait, most=1)[0]
    replaced = engine.replace(portrait, face, source, Wishes())
    yield Output(replaced.image, np.uint8, (768, 768, 3), 0, 255)
    yield Output(replaced.mask, np.float32, (768, 768), 0, 1)


def tell_expressions(engine: Any, portrait: RGB) -> Iterator[Output]:
    [seen] = read_picture(engine, portrait)
    assert seen.judgement.shares.sum() == pytest.approx(1)
    assert seen.judgement.label in (None, *engine.classes)
    yield Output(seen.judgement.shares, np.float64, (len(engine.classes),), 0, 1)
    for shares in seen.judgement.by_net.values():
        yield Output(shares, np.float64, (len(engine.classes),), 0, 1)
    yield Output(look_map(engine, seen.cut).steps, np.float32, (9, 9), -1, 1)


SHELVES: tuple[tuple[Shelf[Any], tuple[Exercise, ...]], ...] = (
    (MESH, (find_meshes, track_meshes)),
    (MASK, (cut_out,)),
    (HEADING, (read_headings,)),
    (IDENTITY, (encode_identity,)),
    (ACTIVITY, (find_speech,)),
    (BODY, (find_bodies,)),
    (EXPRESSIONS, (tell_expressions,)),
    (SPEAKERS, (speak,)),
    (CLONERS, (clone,)),
    (LISTENERS, (listen,)),
    (TALK, (talk,)),
    (LIPS, (dub_film,)),
    (GENERATE, (generate,)),
    (SKETCH, (draw_person,)),
    (RESTORE, (restore_detail,)),
    (MAKEUP, (make_up,)),
    (SWAP, (swap_face,)),
)
ENTRIES = [
    pytest.param(shelf, name, exercise, id=f"{name}-{exercise.__name__}")
    for shelf, exercises in SHELVES
    for exercise in exercises
    for name in shelf.entries
]


@pytest.fixture(scope="module", autouse=True)
def library_with_tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What users import and fetch is there, too: a voice that hums, and networks that know nothing."""
    models = tmp_path_factory.mktemp("models")
    make_tiny_whisper(models / "whisper" / "whisper-tiny")
    import_voice(make_piper_voice(models / "source"), models / "voice" / "tiny", "CC0", ("ko", "en"))
    for kind, write in (("fsanet", write_fsanet), ("silero-vad", write_silero)):
        import_onnx(write(models / f"{kind}.onnx"), models / kind / "tiny", Acceptance("CC0", "a test"))
    import_tiny_wav2lip(models)
    import_tiny_wav2lip(models, "wav2lip256")
    import_tiny_retalking(models, "lnet", "enet")
    swappers.put(models, "arcface", swappers.encoder(512))
    swappers.put(models, "ghost", swappers.swapper(512, strength=0.5))
    swappers.put(models, "hearnet-taotao", swappers.hear())
    swappers.put(models, "inswapper", swappers.inswapper(np.eye(512)))
    before = library()
    use_library(Library(models))
    yield
    use_library(before)


@pytest.fixture(scope="module")
def portrait() -> RGB:
    return cast()[0].portrait()


@pytest.mark.parametrize(("shelf", "name", "exercise"), ENTRIES)
def test_engine_gives_what_its_seam_promises(shelf: Shelf[Any], name: str, exercise: Exercise, portrait: RGB) -> None:
    reason = shelf.why_not(name)
    if reason is not None:
        with pytest.raises(Unavailable, match=reason.en[:20]), shelf.lease(name):
            pass
        return
    before = portrait.copy()
    with shelf.lease(name) as engine:
        first, second = list(exercise(engine, portrait)), list(exercise(engine, portrait))
    assert np.array_equal(portrait, before)
    assert len(first) == len(second) > 0
    for output, again in zip(first, second, strict=True):
        check(output)
        assert output.array.tobytes() == again.array.tobytes()


def check(output: Output) -> None:
    assert output.array.dtype == output.dtype
    assert len(output.array.shape) == len(output.shape)
    assert all(want in (None, have) for have, want in zip(output.array.shape, output.shape, strict=True))
    assert np.isfinite(output.array).all()
    assert output.low <= output.array.min()
    assert output.array.max() <= output.high


@pytest.mark.parametrize("shelf", [shelf for shelf, _ in SHELVES], ids=lambda shelf: shelf.capability)
def test_cards_are_whole(shelf: Shelf[Any]) -> None:
    for name, entry in shelf.entries.items():
        card = entry.card
        assert card.name == name
        assert all((card.good_at.ko, card.good_at.en, card.licence_code, card.licence_weights, card.origin))
        assert card.inputs
        assert card.outputs
        if card.kind == "neural":
            assert card.size_bytes or card.origin.startswith("imported by the user")


EMBEDDED = [shelf for shelf, _ in SHELVES if shelf not in (CLONERS, LISTENERS, LIPS)]
"""Nothing that ships can clone a voice, write down what is said or repaint filmed lips."""


@pytest.mark.parametrize("shelf", EMBEDDED, ids=lambda shelf: shelf.capability)
def test_first_choice_is_embedded_and_ready(shelf: Shelf[Any]) -> None:
    assert shelf.choose().kind == "embedded"


@pytest.mark.parametrize("shelf", [shelf for shelf, _ in SHELVES], ids=lambda shelf: shelf.capability)
def test_an_unknown_name_is_never_replaced(shelf: Shelf[Any]) -> None:
    with pytest.raises(NotFound, match="nosuch"):
        shelf.choose("nosuch")
