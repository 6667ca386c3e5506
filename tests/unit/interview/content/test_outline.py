"""The outline holds what the checks found, and figures are quoted whole."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from visavis.interview.content import Content, Rules, Spoken
from visavis.interview.content.wording import CHECKS
from visavis.kit.text import Language

ANSWERS = Path(__file__).parents[3] / "bench" / "answers" / "dev.yaml"
THREADS = (
    "A process has its own address space, while threads share the memory of their process. So a bug in one thread can "
    "corrupt all others, which is why we need locks. For example Chrome runs each tab in a process of its own so that "
    "a crash stays in one tab."
)
BOSS = (
    "I tell him in private what I see, because somebody has to decide in the end. In May my boss wanted to drop the "
    "beta test, and I showed him that 9 of our 14 last bugs were found in betas."
)


def read(text: str, language: Language, question: str) -> Content:
    return Rules().read(Spoken(text, question, None, language))


def lines(content: Content) -> dict[str, str]:
    return {line.title.en: line.text for line in content.outline}


def test_every_part_that_was_found_has_its_line() -> None:
    for row in yaml.safe_load(ANSWERS.read_text("utf-8")):
        found = Rules().read(Spoken(row["text"], row["question"], row["kind"], row["language"]))
        blank = {line.title.en for line in found.outline if line.source == "blank"}
        told = {check.key for check in found.checks if check.met}
        if found.shape in ("view", "story"):
            titles = {key: CHECKS[key][0].en.removeprefix("An ").removeprefix("A ").capitalize() for key in CHECKS}
            assert blank & {titles[key] for key in told} == set(), row["text"]


def test_reason_and_example_take_different_sentences_where_they_can() -> None:
    found = lines(read(THREADS, "en", "What is the difference between a process and a thread?"))
    assert found["Reason"].startswith("So a bug")
    assert found["Example"].startswith("For example Chrome")


def test_one_sentence_for_two_parts_stands_once_under_both_titles() -> None:
    found = read(BOSS, "en", "What do you think of disagreeing with your boss?")
    assert lines(found)["Answer in one line · Reason"].startswith("I tell him in private")
    assert lines(found)["Example"].startswith("In May")
    assert all(line.source == "answer" for line in found.outline)


@pytest.mark.parametrize(
    ("outcome", "learned", "language"),
    [
        ("그 결과 실패율이 12%에서 0.3%로 줄었습니다.", "먼저 측정해야 한다는 것을 배웠습니다.", "ko"),
        ("4만 1천 행이 11분 대신 4분 만에 나갔습니다.", "경계에서 검증해야 한다는 것을 깨달았습니다.", "ko"),
        ("결국 동아리는 문을 닫지 않고 살아남았습니다.", "함께 정하는 것의 힘을 느꼈습니다.", "ko"),
        ("As a result failures fell from nine to zero.", "I learned to keep the logs.", "en"),
        ("It ran in four minutes instead of eleven.", "What I took from it: keep the logs.", "en"),
    ],
)
def test_the_outcome_is_the_result_and_what_was_learned_only_where_there_is_none(
    outcome: str, learned: str, language: Language
) -> None:
    asked = "어려웠던 경험을 말씀해 주세요." if language == "ko" else "Tell us about a time you solved a problem."
    before = "저는 서버를 맡았습니다. " if language == "ko" else "I was in charge of the server. "
    assert lines(read(f"{before}{outcome} {learned}", language, asked))["Result"] == outcome
    assert lines(read(f"{before}{learned}", language, asked))["Result"] == learned


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("안녕하십니까. 숫자로 매장을 바꾸는 지원자 김미나입니다. 통계학을 전공했습니다.", "ko", "숫자로"),
        ("안녕하세요, 반갑습니다. 백엔드 개발자 이서준입니다. 저는 느린 것을 빠르게 만듭니다.", "ko", "백엔드"),
        ("Good morning everyone. My name is Mina and I studied statistics in Busan.", "en", "My name"),
        ("Thank you for having me today. I am a nurse with six years in intensive care.", "en", "I am a nurse"),
        ("Hello, my name is Mina Kim and I studied statistics in Busan.", "en", "Hello, my name"),
    ],
)
def test_a_greeting_says_nobody(text: str, language: Language, first: str) -> None:
    asked = "1분 자기소개를 해 주세요." if language == "ko" else "Please introduce yourself."
    assert read(text, language, asked).outline[0].text.startswith(first)


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("We lost the contract, 40 thousand euros, in 2021.", "en", ["40 thousand euros", "2021"]),
        ("It took forty-two minutes and served 3 million people.", "en", ["forty-two", "3 million"]),
        ("It cost $1,200.50, which is 12.5 percent of it.", "en", ["$1,200.50", "12.5 percent"]),
        ("그때의 손실은 모두 5천만 원이었습니다.", "ko", ["5천만 원"]),
        ("모두 4만 1천 행이 11분 대신 4분 만에 나갔습니다.", "ko", ["4만 1천 행", "11분", "4분"]),
        ("매출은 3억 5천만 원이고 직원은 열두 명이었습니다.", "ko", ["3억 5천만 원", "열두 명"]),
        ("그 뒤로는 서버가 한 번도 멈추지 않았습니다.", "ko", []),
    ],
)
def test_numbers_are_quoted_whole(text: str, language: Language, numbers: list[str]) -> None:
    asked = "어려웠던 경험을 말씀해 주세요." if language == "ko" else "Tell us about a time you solved a problem."
    assert [quote.text for quote in read(text, language, asked).numbers] == numbers
