from __future__ import annotations

from pathlib import Path

import pytest

from visavis.interview.questions import BadQuestionFile, Track, load_tracks, read_track

TRACKS = load_tracks()
REQUIRED = {
    "personality",
    "embedded-software",
    "ui-ux",
    "database",
    "security",
    "cloud",
    "big-data",
    "marketing",
    "sales-finance",
}
GOOD = """
id: mine
title: {ko: 내 질문, en: Mine}
about: {ko: 직접 만든 질문입니다., en: Questions of my own.}
questions:
  - {id: first, kind: role, competence: technology, ko: 무엇을 만드셨나요?, en: What did you make?,
     follow_ups: [{ko: 왜 만드셨나요?, en: Why did you make it?}]}
"""


def test_bank_has_personality_and_eight_fields() -> None:
    assert {track.id for track in TRACKS} >= REQUIRED


def test_personality_comes_first() -> None:
    assert TRACKS[0].id == "personality"


@pytest.mark.parametrize("track", TRACKS, ids=lambda t: t.id)
def test_track_has_twenty_questions_of_its_own_in_several_kinds(track: Track) -> None:
    own = [q for q in track.questions if q.kind not in ("introduction", "closing")]
    assert len(own) >= 20
    assert len({q.kind for q in own}) >= 3
    assert len({q.competence for q in own}) >= 4


@pytest.mark.parametrize("track", TRACKS, ids=lambda t: t.id)
def test_korean_is_hangul_and_english_is_not(track: Track) -> None:
    for question in track.questions:
        for text in (question.text, *question.follow_ups):
            assert any("가" <= c <= "힣" for c in text.ko), text
            assert not any("가" <= c <= "힣" for c in text.en), text
            assert text.ko.rstrip()[-1] in ".?", text
            assert text.en.rstrip()[-1] in ".?", text


def test_no_text_is_asked_twice_in_the_whole_bank() -> None:
    seen: dict[str, str] = {}
    shared = set.intersection(*({q.id for q in t.questions} for t in TRACKS))
    for track in TRACKS:
        for question in track.questions:
            if question.id in shared:
                continue
            for text in (question.text.ko, question.text.en):
                assert text not in seen, f"{track.id} and {seen[text]}: {text}"
                seen[text] = track.id


def test_user_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD, "utf-8")
    assert read_track(tmp_path / "mine.yaml").questions[0].text.en == "What did you make?"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("kind: role", "kind: gossip"), "questions.0.kind"),
        (("id: mine", "id: other"), "file name"),
        (("ko: 무엇을 만드셨나요?, ", ""), "questions.0.ko"),
        (("questions:", "questions: ]"), ""),
    ],
)
def test_user_file_with_a_mistake_names_the_place(tmp_path: Path, change: tuple[str, str], named: str) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD.replace(*change), "utf-8")
    with pytest.raises(BadQuestionFile) as caught:
        read_track(tmp_path / "mine.yaml")
    assert named in caught.value.message.en
    assert "mine.yaml" in caught.value.message.ko
