from __future__ import annotations

import pytest

from visavis.language import read_transcript
from visavis.language.english import count_syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("hello", 2),
        ("make", 1),
        ("table", 2),
        ("worked", 1),
        ("wanted", 2),
        ("interview", 3),
        ("experience", 4),
        ("nation", 2),
        ("dial", 2),
        ("I'm", 1),
        ("rhythm", 1),
    ],
)
def test_syllables_by_vowel_groups(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_fillers_are_found_with_their_places() -> None:
    text = "Um, I was, like, working on, uhh, you know, a database."
    found = read_transcript(text, "en").fillers
    assert [f.word for f in found] == ["um", "like", "uhh", "you know"]
    assert [text[f.start : f.end].lower() for f in found] == [f.word for f in found]


@pytest.mark.parametrize("text", ["I like this kind of work.", "Do you know the answer?", "What sort of team was it?"])
def test_words_with_meaning_are_no_fillers(text: str) -> None:
    assert read_transcript(text, "en").fillers == ()


def test_content_word_used_often_is_repeated_and_grammar_is_not() -> None:
    text = "The project was a good project. The project taught me that the project matters to the team."
    assert [(r.word, r.count) for r in read_transcript(text, "en").repeated] == [("project", 4)]


def test_word_said_twice_in_a_row_is_a_stumble() -> None:
    assert read_transcript("I I worked on on the team", "en").stumbles == 2
