"""A review with classes of expression: only when wanted, and without a model it says so instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.observe.expression_classes.clips import write_clip
from typer.testing import CliRunner

from visavis.cli import program
from visavis.interview.report.schema import Report
from visavis.interview.review.answer import review_here
from visavis.media.image import resize
from visavis.observe.expression_classes import EXPRESSIONS, wording
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of a smile."""
    face = resize(portray(Recipe.parse("eigen:2:female-east-asian:natural:smile=1")), 384, 384)
    return write_clip(tmp_path_factory.mktemp("clip") / "smile.mp4", [face] * 75)


def test_a_review_tells_classes_only_when_they_are_wanted(clip: Path) -> None:
    assert review_here(clip, "en").classes is None
    found = review_here(clip, "en", with_classes=True)
    assert found.classes is not None
    assert found.classes.classes == ("happy", "neutral", "other")
    assert found.classes.smiles is not None
    happy = next(one for one in found.observation.measures if one.key == "expression_class.happy_share")
    assert happy.value == 1


def test_without_the_model_the_rest_is_reviewed_and_the_reason_is_told(
    clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = replace(EXPRESSIONS.entries["ensemble"], why_not=lambda: wording.NOT_INSTALLED)
    monkeypatch.setitem(EXPRESSIONS.entries, "ensemble", missing)
    found = review_here(clip, "en", with_classes=True)
    assert found.classes is None
    assert any("No engine is ready" in note.en for note in found.notes)
    assert not [one for one in found.observation.tracks if one.family == "expression_class"]
    assert [one for one in found.observation.tracks if one.family == "expression"]


def test_the_command_tells_it_when_asked(clip: Path, tmp_path: Path) -> None:
    for wanted in (False, True):
        out = tmp_path / str(wanted)
        words = ["review", str(clip), "--lang", "en", "--out", str(out), *(["--expression"] if wanted else [])]
        assert CliRunner().invoke(program, words).exit_code == 0
        report = Report.model_validate_json((out / "report.json").read_text())
        assert (report.answers[0].expression_classes is not None) is wanted
        assert ("Looks happy to the model" in (out / "report.html").read_text()) is wanted
