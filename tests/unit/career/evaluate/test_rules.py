"""Evaluating by rules: points that can be told from the definitions, evidence for all that is said."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from tests.unit.career.evaluate.samples import (
    CORRECT,
    LETTER,
    PORTFOLIO,
    PORTFOLIO_EN,
    POSTING,
    POSTING_EN,
    RESUME,
    RESUME_EN,
    document,
    entry,
)

from visavis.career.evaluate import Assessment, Document, Part, RulesEvaluator, total_of
from visavis.career.evaluate.engine import LONGEST, Kind
from visavis.career.evaluate.readability import LONGEST_WORDS
from visavis.career.evaluate.results import figure_in
from visavis.career.evaluate.rules import quick_remarks
from visavis.kit.text import Language, Text

SAMPLES = [
    (document(RESUME), POSTING),
    (document(RESUME_EN, language="en"), POSTING_EN),
    (document(LETTER, "cover_letter"), POSTING),
    (document(PORTFOLIO, "portfolio"), None),
    (document(PORTFOLIO_EN, "portfolio", "en"), POSTING_EN),
]


def assess(text: str, kind: Kind = "resume", language: Language = "ko", posting: str | None = None) -> Assessment:
    return RulesEvaluator().assess(document(text, kind, language), posting)


def part(found: Assessment, key: str) -> Part:
    return next(one for one in found.parts if one.key == key)


def said(found: Part, verdict: str) -> list[str]:
    return [remark.text.en for remark in found.remarks if remark.verdict == verdict]


@pytest.mark.parametrize(("one", "posting"), SAMPLES)
def test_every_quote_stands_in_the_document(one: Document, posting: str | None) -> None:
    found = RulesEvaluator().assess(one, posting)
    remarks = [remark for part in found.parts for remark in part.remarks]
    assert len(remarks) > 4
    for remark in remarks:
        if remark.span is not None:
            assert one.text[remark.span.start : remark.span.end] == remark.quote
        else:
            assert remark.quote is None
            assert remark.verdict != "good"


@pytest.mark.parametrize(("one", "posting"), SAMPLES)
def test_the_same_input_scores_the_same(one: Document, posting: str | None) -> None:
    assert asdict(RulesEvaluator().assess(one, posting)) == asdict(RulesEvaluator().assess(one, posting))


@pytest.mark.parametrize(("one", "posting"), SAMPLES)
def test_the_total_follows_from_the_parts(one: Document, posting: str | None) -> None:
    found = RulesEvaluator().assess(one, posting)
    measured = [p for p in found.parts if p.points is not None]
    points, most = sum(p.points or 0 for p in measured), sum(p.most for p in measured)
    assert found.total == round(100 * points / most)


def test_what_is_not_measured_does_not_count() -> None:
    nothing = Text(ko="", en="")
    parts = [Part("a", nothing, nothing, 5.0, 10), Part("b", nothing, nothing, None, 90)]
    assert total_of(parts) == 50
    assert total_of(parts[1:]) is None


NONSENSE_KO = [
    "",
    "  \n ",
    "안녕하세요.",
    "ㅁㄴㅇㄹ ㅋㅋ ㅎㅎ ㅁㄴㅇㄹ ㄴㅇㄹㅎ ㅁㄴㅇㄹ ㅂㅈㄷㄱ ㅁㄴㅇㄹ ㅇㄹㅇ ㄷㅈ",
    "뷁퉳쇍 갉둘핡 쳃뷜 궯뛻 갉퉳핡 뷁쇍둘 쳃핡퉳 뛻궯뷜 갉둘 핡쳃 뷜궯",
    "사과 바나나 하늘 자동차 파랑 구름 나무 의자 컴퓨터 책상 연필 지우개 공책 가방 신발 모자 바지 우산 시계",
    "저는 매출을 30% 늘렸습니다. " * 15,
    "1234 5678 9012 3456 7890 1234 5678 9012 3456 7890",
]
NONSENSE_EN = [
    "asdf qwer zxcv sdfg hjkl wert sdfgh lkjh asdf qwer",
    "apple banana sky blue car chair run tree seven pencil cloud moon river stone window",
    "I increased sales by 30%. " * 12,
]


@pytest.mark.parametrize(
    ("text", "language"), [(text, "ko") for text in NONSENSE_KO] + [(text, "en") for text in NONSENSE_EN]
)
def test_nothing_good_is_said_about_nonsense(text: str, language: Language) -> None:
    for kind in ("resume", "cover_letter", "portfolio"):
        found = assess(text, kind, language, POSTING)
        assert not [r for p in found.parts for r in p.remarks if r.verdict == "good"]
        if kind != "resume" or not text.startswith(("apple", "사과")):  # a list of words can be a list of skills
            assert found.total == 0
            assert len(found.notices) == 1


def test_a_full_resume_has_its_structure() -> None:
    found = part(assess(RESUME), "structure")
    assert found.points == found.most
    assert "Contact details are there." in said(found, "good")


@pytest.mark.parametrize(
    ("without", "missed"),
    [
        ("haneul@example.com", "Email and phone weren't both found. Put them near the top."),
        ("기술\nPython, SQL, 엑셀", "No skills or certificates were found."),
    ],
)
def test_what_a_resume_lacks_is_said(without: str, missed: str) -> None:
    found = part(assess(RESUME.replace(without, "")), "structure")
    assert missed in said(found, "mend")
    assert found.points is not None
    assert found.points < found.most


BIRTHS = [
    "생년월일 1997-08-21",
    "생년월일: 1998년 4월 12일",
    "생 년 월 일   1998.04.12 (만 27세)    성별 : 여",
    "1998년 4월 12일생",
    "Backend engineer with 6 years of experience. Born 12 May 1991. Married.",
    "Date of birth: 1991-05-12",
    "DOB 12/05/1991",
]


def period_of(text: str, language: Language = "ko") -> str | None:
    told = part(assess(text, "resume", language), "structure").remarks
    return next((one.quote for one in told if one.text.en == "Periods are given."), None)


@pytest.mark.parametrize("birth", BIRTHS)
def test_the_birth_date_is_no_period(birth: str) -> None:
    assert period_of(f"{birth}\n{RESUME}") == "2018.03 ~ 2024.02"
    dateless = re.sub(r"20\d\d\.\d\d( ~ )?", "", RESUME)
    assert period_of(f"{birth}\n{dateless}") is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Jan 2021 – Present  Shopline Inc.", "Jan 2021 – Present"),
        ("2024.02 졸업", "2024.02"),
        ("고객 2000명의 설문, 문서 번호 A-2019-1234", None),
    ],
)
def test_periods_are_quoted_whole(text: str, quote: str | None) -> None:
    assert period_of(f"{text}\n이름 김하늘, 기술은 파이썬과 엑셀, 학교는 한빛대학교 통계학과") == quote


def test_a_period_that_was_read_is_quoted_from_start_to_end() -> None:
    text = f"생일 1997.08.21\n{RESUME}"
    job = entry(text, "career", company="가온데이터", start="2024.03", end="2025.02")
    told = part(RulesEvaluator().assess(document(text, entries=(job,))), "structure").remarks
    assert "2024.03 ~ 2025.02" in [one.quote for one in told]


def test_a_resume_that_begins_with_the_oldest_is_told_so() -> None:
    text = RESUME + "2020.01 누리상사 사원\n2023.05 다온상사 대리\n"
    jobs = (
        entry(text, "career", company="누리상사", start="2020.01"),
        entry(text, "career", company="다온상사", start="2023.05"),
    )
    found = part(RulesEvaluator().assess(document(text, entries=jobs)), "structure")
    (order,) = [remark for remark in found.remarks if remark.quote == "2023.05"]
    assert order.verdict == "mend"


def test_results_without_a_figure_get_a_template_with_blanks() -> None:
    found = part(assess(RESUME), "results")
    (vague,) = [remark for remark in found.remarks if remark.quote and "재구매율" in remark.quote]
    assert vague.suggestion is not None
    assert "___" in vague.suggestion.ko
    assert not any(char.isdigit() for char in vague.suggestion.ko)
    assert any(remark.text.en.endswith("'5시간에서 30분으로'.") for remark in found.remarks)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        (
            "4명이 함께한 과제에서 매일 15분씩 회의를 열어 작업 12건을 2주 만에 3건으로 줄였습니다.",
            "12건을 2주 만에 3건으로",
        ),
        ("응답 시간을 820ms에서 140ms로 단축", "820ms에서 140ms로"),
        ("불량률 3.2% → 1.1%로 감소", "3.2% → 1.1%"),
        ("사용자가 1만 명에서 3만 명으로 늘었습니다.", "1만 명에서 3만 명으로"),
        ("1,200명의 설문을 분석해 이탈률을 12% 낮췄습니다.", "12%"),
        ("매출을 30% 늘렸고 12명을 교육했습니다.", "30%"),
        ("회원 40명이 함께 사용했습니다.", "40명"),
        ("고객 500명을 3개월 만에 유치했습니다.", "500명"),
        ("Cut p99 latency from 900 ms to 240 ms", "from 900 ms to 240 ms"),
        ("Raised sales from $1,000 to $2,500 with four people", "from $1,000 to $2,500"),
        ("Led 14 services to the cloud, cutting costs by 38%", "38%"),
        ("팀원 5명과 앱을 만들었습니다.", None),
        ("5인 팀에서 앱을 개발했습니다.", None),
        ("저 포함 4명이 앱을 개발했습니다.", None),
        ("디자이너 2명과 협업해 화면을 설계했습니다.", None),
        ("3년 동안 서버를 운영했습니다.", None),
        ("매주 2회씩 회의를 열었습니다.", None),
        ("Built it in a team of four", None),
        ("Worked with 3 developers for 2 years", None),
    ],
)
def test_the_figure_of_a_result_is_neither_team_nor_duration(sentence: str, figure: str | None) -> None:
    assert figure_in(sentence) == figure


def test_weak_verbs_are_told_from_strong_ones() -> None:
    found = part(assess(RESUME_EN, language="en"), "verbs")
    assert said(found, "mend") == ["'Responsible for' says that you were there, not what you did."]
    assert "'Built': a verb that says what was done." in said(found, "good")


@pytest.mark.parametrize(
    ("sentence", "language", "told"),
    [
        ("저는 제가 잘할 수 있다고 생각합니다.", "ko", "'생각합니다' says what you thought, felt or tried"),
        ("협업이 중요하다는 것을 느꼈습니다.", "ko", "'느꼈습니다' says what you thought, felt or tried"),
        ("매일 꾸준히 끝까지 노력했습니다.", "ko", "'노력했습니다' says what you thought, felt or tried"),
        ("교내 봉사 모임에 참여했습니다.", "ko", "'참여했습니다' says that you were there"),
        ("모임에 참여하며 많은 점을 느꼈고 참석했습니다.", "ko", "'참여하며' says that you were there"),
        ("I realised that teamwork is very important.", "en", "'realised' says what you thought, felt or tried"),
    ],
)
def test_what_was_thought_is_told_from_having_been_there(sentence: str, language: Language, told: str) -> None:
    assert any(remark.text.en.startswith(told) for remark in quick_remarks(sentence, language))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("귀사의 무궁한 발전에 이바지하고자 합니다", "무궁한 발전"),
        ("회사의 발전에 이바지하고 싶습니다", "발전에 이바지"),
        ("언제나 최선을 다했습니다", "최선을 다했"),
        ("맡은 일에 최선을다하며", "최선을다하"),
        ("뜨거운 열정을 가지고", "열정"),
        ("근면하고 성실한 아버지", "근면하고 성실"),
        ("무엇이든 할 수 있습니다", "무엇이든 할 수"),
    ],
)
def test_cliches_are_found_in_their_other_forms(text: str, quote: str) -> None:
    assert quote in [remark.quote for remark in quick_remarks(text, "ko")]


def test_noun_endings_of_resumes_are_verbs_too() -> None:
    lines = [
        "주문 조회 API 개발",
        "응답 시간을 820ms에서 140ms로 단축",
        "고객 응대 업무를 담당함",
        "개발자 모임 회원 명단",
    ]
    found = part(assess(RESUME + "\n".join(f"- {line}" for line in lines)), "verbs")
    quoted = {remark.quote: remark.verdict for remark in found.remarks}
    assert quoted["고객 응대 업무를 담당함"] == "mend"
    assert lines[3] not in quoted
    assert part(assess(RESUME.replace("- 팀 회의에 참여했습니다.", f"- {lines[0]}")), "verbs").points == 10


def test_a_resume_of_tables_is_no_nonsense() -> None:
    rows = (
        "성명  김가람",
        "연락처  010-0000-1234",
        "전자우편  garam@example.com",
        "학교명  전공  기간",
        "가온대학교  회계학과  2018.03",
    )
    assert assess("\n".join(rows)).notices == ()


def test_cliches_are_quoted() -> None:
    found = part(assess(LETTER, "cover_letter"), "wording")
    assert {"귀사", "뽑아만 주", "무엇이든 열심히", "많은 것을 배웠습니다"} <= {
        remark.quote for remark in found.remarks
    }


def test_repeated_words_and_openings_are_counted() -> None:
    text = " ".join(f"저는 {n}월에 프로젝트를 맡아 프로젝트 문서를 {n}번 고쳤습니다." for n in range(1, 21))
    found = part(assess(text, "cover_letter"), "wording")
    assert "'프로젝트' comes 40 times." in said(found, "note")
    assert "20 sentences begin with '저는'." in said(found, "note")


def test_long_sentences_are_quoted() -> None:
    long = "저는 " + "아주 긴 문장을 이어서 계속 쓰면서 " * 6 + "마쳤습니다."
    found = part(assess(LETTER + long, "cover_letter"), "readability")
    (remark,) = found.remarks
    assert remark.quote == long


@pytest.mark.parametrize(("text", "language"), [(LETTER, "ko"), (RESUME_EN, "en")])
def test_both_languages_of_a_definition_tell_the_same_limits(text: str, language: Language) -> None:
    definition = part(assess(text, language=language), "readability").definition
    for told in (definition.ko, definition.en):
        assert {int(number) for number in re.findall(r"\d\d", told)} == set(LONGEST_WORDS.values())


def test_items_are_measured_against_the_usual_limits() -> None:
    fits = " ".join(CORRECT.split())[:449].strip()
    found = part(assess(f"지원동기\n{fits}\n\n입사 후 포부\n{'짧은 글입니다 ' * 12}", "cover_letter"), "lengths")
    assert found.points == found.most / 2
    bare = len(re.sub(r"\s", "", fits))
    assert said(found, "note") == [f"'지원동기': 449 characters with spaces ({bare} without), 90 % of 500."]
    assert said(found, "mend")[0].startswith("'입사 후 포부': ")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("asdf asdf", "doesn't read as a text"),
        ("qwer", "doesn't read as a text"),
        ("asdfasdf qweasd zxcv lkjh", "doesn't read as a text"),
        ("ㅁㄴㅇㄹ ㅁㄴㅇㄹ", "doesn't read as a text"),
        ("뷁퉁쇍 갉둘핡 쳃뷜궯", "doesn't read as a text"),
        ("...", "doesn't read as a text"),
        ("1234 5678", "doesn't read as a text"),
        ("성실 성실 성실 성실 성실 성실 성실 성실 성실", "the same word comes again"),
        ("없음", "There is hardly any text"),
        ("추후 작성하겠습니다.", "There is hardly any text"),
    ],
)
def test_an_item_without_an_answer_is_called_so(answer: str, told: str) -> None:
    found = assess(f"{LETTER}\n3. 직무 역량\n{answer}\n", "cover_letter")
    (remark,) = [one for one in part(found, "lengths").remarks if one.quote == answer]
    assert told in remark.text.en
    assert remark.verdict == "mend"
    readable = part(found, "readability")
    assert (readable.points == readable.most) is ("hardly" in told)


@pytest.mark.parametrize(
    "answer", ["저는 통계를 배웠습니다.", "I was there when we were asked to review the weekly property tree."]
)
def test_a_short_answer_is_no_nonsense(answer: str) -> None:
    found = part(assess(f"{LETTER}\n3. 직무 역량\n{answer}\n", "cover_letter"), "readability")
    assert found.points == found.most


def test_six_questions_are_asked_of_each_project() -> None:
    found = part(assess(PORTFOLIO, "portfolio"), "projects")
    assert len(found.remarks) == 12
    first = [remark.verdict for remark in found.remarks[:6]]
    assert first == ["good"] * 6
    missing = [remark.text.en for remark in found.remarks[6:] if remark.verdict == "mend"]
    assert missing == [
        f"'동아리 장부 정리 도구': no answer was found to the question {question}."
        for question in ("why it was done", "why that technology", "what its limits were")
    ]


def test_projects_in_english_are_read_too() -> None:
    found = part(assess(PORTFOLIO_EN, "portfolio", "en"), "projects")
    assert [remark.verdict for remark in found.remarks] == ["good"] * 6


def test_what_was_read_as_an_answer_is_the_answer() -> None:
    text = "경기 기록 앱\n친구들이 종이에 적었음\n스위프트"
    read = entry(text, "project", name="경기 기록 앱", why="친구들이 종이에 적었음")
    one = document(text + "\n" + RESUME, entries=(read,))
    found = part(RulesEvaluator().assess(one), "projects")
    assert [remark.quote for remark in found.remarks if remark.verdict == "good"][1:] == ["친구들이 종이에 적었음"]


def test_a_long_document_is_cut_and_says_so() -> None:
    long = "\n".join(f"{n}번 고객의 불만을 분석했고 처리 시간을 {n}분 줄였습니다." for n in range(3000))
    found = assess(RESUME + long)
    assert found.statistics.characters == LONGEST
    assert "60,000" in found.notices[0].en


def test_remarks_while_typing_come_in_the_order_of_the_text() -> None:
    text = "귀사의 일을 몇일 동안 도왔습니다."
    assert [remark.quote for remark in quick_remarks(text, "ko")] == ["귀사", text, "몇일"]
    assert quick_remarks("", "ko") == ()
