"""What an answer says, in the report: with its quotes, in the page too, kept apart from what a model found."""

from __future__ import annotations

from datetime import UTC, datetime

from visavis.interview.answers import Words, keep_model_reading, words_of
from visavis.interview.content import Rules, Spoken
from visavis.interview.feedback.substance import has_substance
from visavis.interview.questions.following import asks_again
from visavis.interview.report.compose import compose_report
from visavis.interview.report.content import content_part
from visavis.interview.report.html import report_html
from visavis.interview.report.parts import unrecorded_part
from visavis.interview.report.said import Observed, with_content, with_words
from visavis.interview.report.schema import AnswerPart, Bilingual, InterviewPart
from visavis.interview.review import Asked, Said
from visavis.interview.tables import Interview, Question

TEXT = "When I was an intern our report failed. My task was to find out why. I moved the backup. As a result it <ran>."
QUESTION = "Tell us about a time you solved a problem."


def question(**changes: object) -> Question:
    row = Question(number=0, kind="experience", text=QUESTION, transcript_words=[], content={}, typed_text=TEXT)
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def part_of(words: Words) -> AnswerPart:
    nothing = Observed(part=unrecorded_part(0, Asked(QUESTION, "experience"), None))
    return with_content(with_words(nothing, words.said, "en"), words)


def test_a_typed_answer_gets_its_content_with_quotes_in_the_text() -> None:
    part = part_of(words_of(question(), "en", None))
    assert part.content is not None
    assert part.transcript is not None
    quotes = [quote for element in part.content.elements for quote in element.quotes]
    assert len(quotes) >= 4
    assert all(part.transcript.text[quote.start : quote.end] == quote.text for quote in quotes)
    assert part.content.seconds_estimated
    assert part.content_by_model is None


def test_the_transcript_goes_before_what_was_typed_and_brings_its_times() -> None:
    spoken = [{"text": word, "start_s": float(n), "end_s": n + 0.5} for n, word in enumerate(TEXT.split())]
    row = question(typed_text="typed", transcript=TEXT, transcript_source="recogniser", transcript_words=spoken)
    part = part_of(words_of(row, "en", None))
    assert part.content is not None
    assert not part.content.seconds_estimated
    assert part.content.elements[3].quotes[0].start_s is not None


def test_without_words_there_is_no_content() -> None:
    part = part_of(words_of(question(typed_text=None), "en", None))
    assert (part.content, part.content_by_model) == (None, None)


def test_what_a_model_found_stays_with_the_text_that_it_read() -> None:
    row = question()
    found = content_part(Rules().read(Spoken(TEXT, QUESTION, "experience", "en"))).model_copy(
        update={"engine": "m · h"}
    )
    assert keep_model_reading(row, TEXT, found)
    assert part_of(words_of(row, "en", None)).content_by_model == found
    row.typed_text = TEXT + " And more."
    assert part_of(words_of(row, "en", None)).content_by_model is None
    assert not keep_model_reading(row, TEXT, found)


def test_the_page_shows_parts_advice_and_outline_escaped() -> None:
    part = part_of(words_of(question(), "en", None))
    title = Bilingual(ko="면접", en="Interview")
    interview = InterviewPart(id=None, title=title, track_id=None, language="en", recorded_at=None)
    report = compose_report(interview, [part], {}, made_at=datetime(2026, 1, 1, tzinfo=UTC))
    page = report_html(report, "en")
    assert "What the answer says" in page
    assert "As a result it &lt;ran&gt;." in page
    assert "An outline in your own words" in page
    korean = report_html(report, "ko")
    assert "답변의 내용" in korean


def test_an_answer_that_says_nothing_is_never_praised() -> None:
    part = part_of(Words(Said("I don't know.", "typed"), Spoken("I don't know.", QUESTION, None, "en"), None))
    assert part.content is not None
    assert part.content.state == "unknown"
    assert not has_substance(part)


PLANNED = "동료와 갈등을 푼 경험을 말씀해 주세요."
AGAIN = "잘 듣지 못했습니다. 다시 한번 말씀해 주시겠어요?"
DEEPER = "그때 무엇을 배우셨나요?"


def chain(*texts: str) -> list[Question]:
    rows = [
        question(id=f"q{n}", number=n, text=text, follows_id=f"q{n - 1}" if n else None) for n, text in enumerate(texts)
    ]
    Interview(questions=rows)
    return rows


def test_an_answer_to_say_it_again_is_read_against_the_question_that_was_meant() -> None:
    assert asks_again(AGAIN)
    told = [words_of(row, "ko", None).spoken for row in chain(PLANNED, AGAIN, DEEPER)]
    assert [(one.question, one.asked_before) for one in told if one] == [
        (PLANNED, ""),
        (PLANNED, ""),
        (DEEPER, PLANNED),
    ]


def test_a_follow_up_without_its_question_is_read_by_itself() -> None:
    (alone,) = chain(AGAIN)
    alone.follows_id = "gone"
    spoken = words_of(alone, "ko", None).spoken
    assert spoken is not None
    assert (spoken.question, spoken.asked_before) == (AGAIN, "")
