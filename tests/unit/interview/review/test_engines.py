"""A review is made by the engines that the settings name, and its report tells which these were."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from tests.unit.engines.graphs import write_fsanet, write_silero

from visavis.engines.accepting import Acceptance
from visavis.engines.imported import Library, library, use_library
from visavis.engines.importing_onnx import import_onnx
from visavis.engines.shelf import prefer_engines
from visavis.interview.report.files import single_report
from visavis.interview.report.html import report_html
from visavis.interview.review import Review, review_answer
from visavis.interview.review.readers import open_readers
from visavis.kit.errors import NotFound
from visavis.media.encode import write_clip
from visavis.media.image import resize
from visavis.media.provenance import Maker
from visavis.media.values import Audio
from visavis.people.casting import cast


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = library()
    yield
    use_library(before)
    prefer_engines({})


@pytest.fixture
def imported(tmp_path: Path) -> dict[str, str]:
    """A head-pose network that always says the same, and a voice-activity one: the hashes of their files."""
    models, hashes = tmp_path / "models", {}
    for kind, write in (("fsanet", write_fsanet), ("silero-vad", write_silero)):
        source = write(tmp_path / f"{kind}.onnx")
        import_onnx(source, models / kind / "mine", Acceptance("MIT", "me"))
        hashes[kind] = sha256(source.read_bytes()).hexdigest()
    use_library(Library(models))
    return hashes


@pytest.fixture
def film(tmp_path: Path) -> Path:
    portrait = resize(cast()[0].portrait(), 320, 320)
    noise = np.random.default_rng(3).standard_normal(16_000)
    write_clip(tmp_path / "a.mp4", iter([portrait] * 20), Audio((0.05 * noise).astype(np.float32), 16_000), 20)
    return tmp_path / "a.mp4"


def review(film: Path) -> Review:
    """As users get it: in a limited child, which is told how the program was composed."""
    return review_answer(film, language="en")


def test_named_engines_judge_and_the_report_tells_them_with_their_hashes(film: Path, imported: dict[str, str]) -> None:
    plain = review(film)
    assert dict(plain.makers)["head pose"] == Maker("mesh")
    assert dict(plain.makers)["voice activity"] == Maker("prosody")
    prefer_engines({"head pose": "fsanet", "voice activity": "silero"})
    judged = review(film)
    makers = dict(judged.makers)
    assert makers["head pose"] == Maker("fsanet", imported["fsanet"])
    assert makers["voice activity"] == Maker("silero", imported["silero-vad"])
    assert makers.keys() >= {"face mesh", "hands and posture"}
    assert plain.speech_span_s is None  # noise is no voice to the embedded engine
    assert judged.speech_span_s is not None  # the imported one takes whatever is loud for speech

    report = single_report(judged, "a.mp4", "en")
    told = {one.capability: (one.engine, one.weights_sha256) for one in report.answers[0].engines}
    assert told["head pose"] == ("fsanet", imported["fsanet"])
    assert f"head pose fsanet (SHA-256 {imported['fsanet']})" in report_html(report, "en")
    assert "고개 방향 fsanet" in report_html(report, "ko")


def test_an_engine_that_isnt_there_is_not_replaced_in_silence(film: Path) -> None:
    prefer_engines({"head pose": "nosuch"})
    with pytest.raises(NotFound, match="nosuch"):
        review(film)
    prefer_engines({"voice activity": "nosuch"})
    with pytest.raises(NotFound, match="nosuch"):
        review(film)


def test_readers_note_who_lends_them_eyes() -> None:
    makers: dict[str, Maker] = {}
    with open_readers(None, makers=makers):
        assert {name: maker.engine for name, maker in makers.items()}["head pose"] == "mesh"
