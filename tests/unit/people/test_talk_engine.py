"""A person who is animated by an engine that was named: clips of its own, which tell who made them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from visavis.engines import Entry
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text
from visavis.people.casting import cast
from visavis.people.clips import find_clip, hello_clip, hello_key
from visavis.people.persons import Person
from visavis.storage.blobs import open_blobs
from visavis.studio.talk import TALK, mesh

OTHER = replace(mesh.CARD, name="other")


class Other(mesh.MeshTalker):
    card = OTHER
    weights_sha256 = "ab" * 32  # type: ignore[assignment]  # the mesh has none


def person(talk_engine: str | None) -> Person:
    member = cast()[0]
    return Person(member.id, member.name, member.title, member.voice, own=False, talk_engine=talk_engine)


def test_clips_tell_their_engine_and_lie_apart_from_those_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TALK.entries, "other", Entry(OTHER, Other))
    blobs = open_blobs(str(tmp_path))
    made = hello_clip(blobs, person("other"), "en")
    assert (made.engine, made.weights_sha256) == ("other", "ab" * 32)
    assert find_clip(blobs, made.key) == made
    assert hello_key(blobs, person("other"), "en") == made.key
    assert hello_key(blobs, person("mesh"), "en") == hello_key(blobs, person(None), "en") != made.key


def test_an_engine_that_cannot_serve_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = Text(ko="가중치가 필요합니다.", en="It needs weights.")
    monkeypatch.setitem(TALK.entries, "other", Entry(OTHER, Other, lambda: needs))
    blobs = open_blobs(str(tmp_path))
    with pytest.raises(Unavailable, match="It needs weights"):
        hello_clip(blobs, person("other"), "en")
    assert blobs.keys("shared") == []
