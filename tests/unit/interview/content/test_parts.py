"""Which sentences tell a part of an answer, beyond the words of the cues; and which only sound like it."""

from __future__ import annotations

from typing import Any

import pytest

from visavis.interview.content import Content, Rules, Spoken
from visavis.interview.content.deeds import tells_deed
from visavis.kit.text import Language

PROBLEM: dict[str, str] = {
    "ko": "어려운 문제를 해결한 경험을 말씀해 주세요.",
    "en": "Tell us about a time you solved a difficult problem.",
}
MOTIVE: dict[str, str] = {
    "ko": "우리 회사에 지원한 동기는 무엇인가요?",
    "en": "Why do you want to work for our company?",
}


def read(text: str, language: Language, question: str = "") -> Content:
    return Rules().read(Spoken(text, question or PROBLEM[language], None, language))


def met(content: Content, key: str) -> bool | None:
    return next(check.met for check in content.checks if check.key == key)


@pytest.mark.parametrize(
    "sentence",
    [
        "그래서 회의를 일요일 오후로 옮기고 제가 문서화를 대신 맡았습니다.",
        "그 뒤로는 각 팀의 견적을 먼저 받고, 이후 네 번의 납기는 모두 지켰습니다.",
        "저는 재고표를 새로 그려 점장님께 보여 드렸습니다.",
        "설명서를 다시 쓴 뒤 동료에게 맡겼습니다.",
        "매일 밤 로그를 읽었습니다.",
        "저희 팀은 주문을 두 줄로 나누어 받도록 바꿔 보았습니다.",
        "제가 담당자를 찾아가 사정을 물어봤습니다.",
    ],
)
def test_a_deed_is_a_verb_with_an_object_in_the_past_whatever_the_verb(sentence: str) -> None:
    assert tells_deed(sentence) or read(sentence, "ko").elements["action"]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("숫자로 매장을 바꾸는 지원자 김미나입니다.", "ko"),  # describes a noun
        ("뽑아만 주신다면 뼈를 묻겠습니다.", "ko"),  # still to come
        ("고객이 주문을 취소했습니다.", "ko"),  # somebody else
        ("공급사가 파일을 바꾸고 주소를 지웠습니다.", "ko"),
        ("재무팀이 옛 수치를 쓰고 있었습니다.", "ko"),
        ("팀장님이 저를 칭찬해 주셨습니다.", "ko"),
        ("완전히 실패했습니다.", "ko"),
        ("저는 통계학을 전공했습니다.", "ko"),
        ("어려운 문제가 많았지만 팀원들과 열정적으로 소통하면서 잘 해결했습니다.", "ko"),
        ("끝내 제도를 바꾸지 못했습니다.", "ko"),
        ("We failed completely.", "en"),
        ("I struggled for a month.", "en"),
        ("I expected more from it.", "en"),
    ],
)
def test_what_is_nothing_done_is_no_action(sentence: str, language: Language) -> None:
    assert read(sentence, language).elements["action"] == ()


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("어려운 문제가 많았지만 팀원들과 열정적으로 소통하면서 잘 해결했습니다.", "ko", False),
        ("힘든 상황이 있었지만 극복했습니다.", "ko", False),
        ("그때 맡은 배포 서버에 문제가 있었습니다.", "ko", True),
        ("우리는 3월까지 납품하겠다고 고객에게 약속했습니다.", "ko", True),
        ("졸업 작품에서 팀원 한 명이 빠졌습니다.", "ko", True),
        ("There were many difficult problems and we solved them.", "en", False),
        ("The export had a problem with names.", "en", True),
        ("In March the client left us.", "en", True),
        ("When our demo server died, I switched the screens.", "en", True),
    ],
)
def test_a_situation_says_when_where_or_what_and_not_the_question_again(
    text: str, language: Language, told: bool
) -> None:
    assert bool(read(text, language).elements["situation"]) is told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On Thursday it ran again, 41,000 rows in four minutes instead of eleven, and has not failed since.", "en"),
        ("The service has never gone down since.", "en"),
        ("The report needs 4 minutes rather than 11.", "en"),
        ("Customers no longer wait at the till.", "en"),
        ("We lost the contract.", "en"),
        ("4만 1천 행이 11분 대신 4분 만에 나갔습니다.", "ko"),
        ("그 뒤 서버가 한 번도 멈추지 않았습니다.", "ko"),
        ("계약을 잃었습니다.", "ko"),
        ("이후 네 번의 납기는 모두 지켰습니다.", "ko"),
    ],
)
def test_a_result_is_also_what_replaced_what_and_what_stayed_so(text: str, language: Language) -> None:
    before = "저는 그 작업을 맡았습니다. " if language == "ko" else "I was in charge of it. "
    assert [quote.text for quote in read(before + text, language).elements["result"]] == [text]


@pytest.mark.parametrize(
    ("text", "language"),
    [("3년 안에 처리 시간을 절반으로 줄이고 싶습니다.", "ko"), ("I want to reduce the time by 50 percent.", "en")],
)
def test_a_wish_is_no_result(text: str, language: Language) -> None:
    before = "저는 그 작업을 맡았습니다. " if language == "ko" else "I was in charge of it. "
    assert read(before + text, language).elements["result"] == ()


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("I wrote to your support and got a reply within an hour. I want to work where engineers answer.", "en", True),
        ("My two years with card protocols at Northwind fit the opening for the terminal firmware.", "en", True),
        ("What drew me is that your app can't split a bill between flatmates yet.", "en", True),
        ("Because it is a global leading company and I want to grow together with the company.", "en", False),
        ("I want to work for a famous company with good benefits.", "en", False),
        ("고객의 문제에 개발자가 직접 답하는 문화에서 일하고 싶어 지원했습니다.", "ko", True),
        ("귀사의 단말기가 부모님 빵집을 살린 것이 인상 깊었습니다.", "ko", True),
        ("귀사는 글로벌 선도 기업이기 때문에 함께 성장하고 싶어서 지원하게 되었습니다.", "ko", False),
        ("복지가 좋고 안정적이기 때문에 지원했습니다.", "ko", False),
    ],
)  # fmt: skip
def test_a_reason_to_apply_is_one_that_not_every_employer_could_be_given(
    text: str, language: Language, reason: bool
) -> None:
    found = read(text, language, MOTIVE[language])
    assert met(found, "reason") is reason
    why = next(check.why.en for check in found.checks if check.key == "reason")
    assert ("any employer" in why) is not reason


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("What is your biggest weakness?", "I'm a perfectionist and I work too hard.", "en"),
        ("What is your biggest weakness?", "I find it hard to say no to people.", "en"),
        ("본인의 가장 큰 약점은 무엇인가요?", "저는 거절을 잘 못하는 사람입니다.", "ko"),
        ("Is there anything you would like to say before we finish?",
         "Thank you for your time today. I'd only like to add that I can start in March.", "en"),
        ("Do you have any questions for us?", "Who will review my code in the first months?", "en"),
        ("마지막으로 하고 싶은 말씀이 있으신가요?",
         "오늘 시간 내 주셔서 감사합니다. 한 가지만 덧붙이면, 3월부터 바로 출근할 수 있습니다.", "ko"),
        ("저희 회사에 궁금한 점이 있으신가요?", "첫 석 달 동안 제 코드는 누가 검토하게 되나요?", "ko"),
    ],
)  # fmt: skip
def test_short_and_open_answers_are_not_called_beside_the_question(
    question: str, text: str, language: Language
) -> None:
    found = read(text, language, question)
    assert found.relevance.level in ("on", "partly")
    assert found.relevance.confidence <= 0.7


def test_an_open_invitation_takes_up_closing_words_and_not_anything() -> None:
    asked = "Is there anything you would like to say before we finish?"
    assert read("The weather in Norway is cold and the fish are big.", "en", asked).relevance.level == "off"


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("상사가 취약한 기능을 출시하라고 하면 어떻게 하시겠습니까?", "먼저 실행 계획을 읽어 보겠습니다.", "ko"),
        ("하루 커피 소비량을 어떻게 추정하시겠어요?", "먼저 전체 인구를 나이대로 하나씩 나누겠습니다.", "ko"),
        ("고객이 환불을 요구하면 어떻게 대응할 건가요?", "우선 고객의 이야기를 끝까지 듣겠습니다.", "ko"),
        ("Your team leader asks you to release a feature with a security hole. What do you do?",
         "First I would show him how the hole can be used.", "en"),
        ("How would you estimate the number of cafés in Seoul?", "I would start with the population.", "en"),
    ],
)  # fmt: skip
def test_a_plan_is_told_in_words_for_what_is_still_to_come(question: str, text: str, language: Language) -> None:
    found: Any = read(text, language, question)
    words = [one for c in found.checks for one in (c.title.ko, c.why.ko)] + [a.ko for a in found.advice]
    words += [line.text for line in found.outline] + [line.title.ko for line in found.outline]
    assert (found.shape, met(found, "action"), met(found, "result")) == ("plan", True, False)
    past = ("한 일을", "달라졌", "언제, 어디서", "맡은 일", "What changed", "that you did", "When, where")
    assert [(word, tense) for word in words for tense in past if tense in word] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("As an intern in 2021 my goal was a banana. I built a fish of 40 percent. As a result it grew by 12.", "en"),
        ("인턴 때 바나나가 목표였습니다. 저는 의자를 40% 만들었습니다. 그 결과 12마리가 줄었습니다.", "ko"),
    ],
)  # fmt: skip
def test_sense_cannot_be_told_by_rules_and_the_card_says_that_its_count_is_no_mark(
    text: str, language: Language
) -> None:
    salad = read(text, language)
    assert all(salad.elements.values())
    assert "not a mark" in salad.headline.en
    assert "isn't judged" in salad.headline.en
    assert "점수가 아니라" in salad.headline.ko
    assert "말이 되는지" in salad.headline.ko


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I value honesty, and since spring I keep a list of what I promised.", False),
        ("I have kept every promise since then.", False),
        ("I value honesty since nobody can work with somebody who hides mistakes.", True),
    ],
)
def test_since_a_time_is_no_reason(text: str, reason: bool) -> None:
    assert met(read(text, "en", "Which principle matters most to you at work?"), "reason") is reason
