"""Which follow-up fits which question: a story's result is never asked of what one knows, wishes or would do."""

from __future__ import annotations

import re

import pytest

from visavis.interview.questions import load_tracks
from visavis.interview.questions.following import FollowUp, Turn
from visavis.interview.questions.following.aspects import asked_for
from visavis.interview.questions.following.rules import RuleFollower
from visavis.interview.questions.following.shapes import Shape
from visavis.kit.text import LANGUAGES, Language

PAST_TALK = re.compile(
    r"결과|직접 하신|역할|숫자|기간|배운 점|하신 이유|끝난 뒤|"
    r"result|yourself|your part|figure|came of|afterwards|did you|hardest|learn",
    re.IGNORECASE,
)


def chain(question: str, answer: str, language: Language, kind: str = "own") -> list[FollowUp]:
    """The first two follow-ups."""
    asked: list[FollowUp] = []
    for depth in range(2):
        texts = tuple(one.text for one in asked)
        turn = Turn(
            question, kind, language, answer, planned=question, followed=texts, asked=texts, depth=depth, seed="s"
        )
        found = RuleFollower().follow(turn)
        asked += [found] if found is not None else []
    return asked


KNOWN = [
    (
        "What is the difference between a process and a thread?",
        "A process has its own address space, while threads share the memory of the process they belong to.",
        "en",
    ),
    ("What does an index do in a database?", "It keeps the keys sorted, so a look-up reads a few pages.", "en"),
    ("How does TCP make sure that nothing is lost?", "The receiver acknowledges each segment it has got.", "en"),
    ("Why do CORS errors exist?", "The browser keeps a page from reading what another site sends.", "en"),
    ("Explain polymorphism.", "It means that one call works with objects of several types.", "en"),
    ("데이터베이스 인덱스란 무엇인가요?", "인덱스는 키를 정렬된 트리로 보관해서 몇 페이지만 읽게 해 줍니다.", "ko"),
    ("프로세스와 스레드의 차이는 무엇인가요?", "스레드는 한 프로세스 안에서 메모리를 공유합니다.", "ko"),
    ("TCP가 신뢰성을 보장하는 원리를 설명해 주세요.", "받는 쪽이 조각마다 확인 응답을 보내 줍니다.", "ko"),
    ("손익분기점은 어떻게 계산하나요?", "고정비를 한 개당 공헌이익으로 나누면 됩니다.", "ko"),
]


@pytest.mark.parametrize(("question", "answer", "language"), KNOWN)
@pytest.mark.parametrize("kind", ["own", "role"])
def test_what_one_knows_is_followed_by_an_example_and_a_limit(
    question: str, answer: str, language: Language, kind: str
) -> None:
    asked = chain(question, answer, language, kind)
    assert [one.why.en for one in asked] == [
        "Your answer gave no example.",
        "Your answer named no limit and no trade-off.",
    ]
    assert not any(PAST_TALK.search(one.text) for one in asked)


def test_a_limit_that_was_named_is_not_asked_for() -> None:
    answer = "For example a book's index: a look-up is fast, but it costs space and each write is slower."
    (asked, *_) = chain("What does an index do in a database, and what does it cost?", answer, "en")
    assert asked.why.en == "To go deeper into your answer."


@pytest.mark.parametrize(
    ("question", "answer", "language"),
    [
        ("Do you have any questions for us?", "Yes. How large is the team, and what will you build next?", "en"),
        ("What would you like to ask us?", "I would like to know how the first weeks usually look.", "en"),
        ("Is there anything you'd like to add?", "Only that I enjoyed this talk and would like to join you.", "en"),
        ("저희에게 궁금한 점이 있으신가요?", "네, 팀은 몇 명이고 다음 과제는 어떻게 정하시나요?", "ko"),
        ("질문 있으신가요?", "네, 신입 교육이 어떻게 이루어지는지 알고 싶습니다.", "ko"),
        ("마지막으로 하고 싶은 말씀이 있나요?", "오늘 시간을 내 주셔서 감사합니다. 꼭 함께하고 싶습니다.", "ko"),
    ],
)
def test_nothing_is_asked_on_where_the_word_is_the_candidates(question: str, answer: str, language: Language) -> None:
    assert chain(question, answer, language) == []


@pytest.mark.parametrize(
    ("question", "answer", "language", "kind"),
    [
        ("What would you do if a customer shouts at you?", "I would let them finish and offer help.", "en", "own"),
        ("What is your biggest weakness?", "I take on too many things at once and get tired.", "en", "own"),
        ("Which principle matters most to you?", "Keeping my word matters most to me at work.", "en", "personality"),
        ("고객이 소리를 지르면 어떻게 하시겠습니까?", "끝까지 듣고 도와드릴 방법을 제안하겠습니다.", "ko", "own"),
        ("상사가 부당한 지시를 하면 어떻게 하시겠어요?", "정중하게 제 의견을 말씀드리겠습니다.", "ko", "situation"),
        ("본인의 단점은 무엇인가요?", "한 번에 너무 많은 일을 맡는 편입니다.", "ko", "own"),
        ("스트레스는 어떻게 푸시나요?", "저는 산책을 하면서 음악을 듣는 편입니다.", "ko", "personality"),
    ],
)
def test_what_one_is_or_would_do_is_not_asked_for_results(
    question: str, answer: str, language: Language, kind: str
) -> None:
    asked = chain(question, answer, language, kind)
    assert len(asked) == 2
    assert not [one.text for one in asked if PAST_TALK.search(one.text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_banks_own_questions_are_read_as_their_kind_when_somebody_types_them(language: Language) -> None:
    fits: dict[str, set[Shape]] = {
        "experience": {"story"},
        "situation": {"case", "plan"},
        "introduction": {"introduction"},
    }
    questions = {q.text.in_language(language): q.kind for track in load_tracks() for q in track.questions}
    for kind, shapes in fits.items():
        mine = [text for text, of in questions.items() if of == kind]
        right = sum(asked_for(Turn(text, "own", language, "")) in shapes for text in mine)
        assert right / len(mine) > 0.85, kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_role_question_of_the_bank_is_hardly_ever_taken_for_a_story(language: Language) -> None:
    roles = {q.text.in_language(language) for track in load_tracks() for q in track.questions if q.kind == "role"}
    stories = [text for text in roles if asked_for(Turn(text, "role", language, "")) == "story"]
    assert len(stories) <= 0.03 * len(roles), stories


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_has_something_to_ask_in_both_languages(language: Language) -> None:
    question = {"en": "What is a mutex?", "ko": "뮤텍스란 무엇인가요?"}[language]
    answer = {"en": "It lets a single thread into a section.", "ko": "한 스레드만 들어가게 하는 잠금입니다."}[language]
    assert len({one.text for one in chain(question, answer, language)}) == 2
