"""The tab, the network, the server and the worker are killed in mid-answer: no kept piece is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.server import Server
from tests.browser.visit import Visit

from visavis.media.probe import probe

pytestmark = pytest.mark.browser
PIECE_S = 2.0


def start_first_answer(person: Visit) -> str:
    person.enter_as_guest()
    interview = person.make_interview()
    person.go_in(interview)
    person.start_answer()
    return interview


def assert_whole(received: dict[str, list[int]], acknowledged: dict[str, set[int]]) -> None:
    """Every take has its pieces without a hole, and everything acknowledged is among them."""
    for take, numbers in received.items():
        assert numbers == list(range(len(numbers)))
        assert acknowledged.get(take, set()) <= set(numbers)


def end_after_one_more(person: Visit) -> None:
    """Answer the second question, then end."""
    person.press("next")
    expect(person.at("room")).to_have_attribute("data-question", "1")
    person.start_answer()
    person.page.wait_for_timeout(3000)
    person.finish_answer()
    person.end_interview()


def replay_s(person: Visit, interview: str, folder: Path) -> float:
    """How long the joined replay of the first answer is, once the review has made it."""
    path = f"/api/interviews/{interview}/questions/0/replay"
    person.wait_until(lambda: person.page.request.get(path).ok, 120)
    file = folder / "replay.webm"
    file.write_bytes(person.page.request.get(path).body())
    return probe(file).duration_s or 0.0


def test_a_killed_browser_goes_on_in_mid_answer(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit()
    interview = start_first_answer(person)
    person.wait_until(lambda: person.kept_pieces() >= 3, 40)
    kept = person.kept_pieces()
    cookies = person.context.cookies()
    person.kill()

    person.open()
    person.context.add_cookies(cookies)  # type: ignore[arg-type]
    person.page.goto(f"/interviews/{interview}")
    expect(person.at("lobby")).to_have_attribute("data-resumes", "answering")
    person.press("begin")
    person.wait_for_phase("answering")
    person.page.wait_for_timeout(4500)
    person.finish_answer()
    person.wait_until(lambda: len(person.received(interview, 0)) == 2, 30)
    person.wait_until(lambda: person.kept_pieces() == 0, 30)

    received = person.received(interview, 0)
    assert_whole(received, person.acknowledged)
    first, second = received.values()
    assert len(first) >= kept
    takes = person.call("GET", f"/interviews/{interview}")["questions"][0]["answer"]["takes"]
    assert takes[1]["continues"] == takes[0]["id"]
    end_after_one_more(person)
    assert replay_s(person, interview, tmp_path) > (len(first) + len(second) - 2) * PIECE_S


def test_a_cut_network_stops_nothing(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit()
    interview = start_first_answer(person)
    person.wait_until(lambda: person.pieces_safe() >= 1)
    person.context.set_offline(True)
    expect(person.at("uploads")).to_have_attribute("data-look", "waiting", timeout=30_000)
    person.wait_until(lambda: int(person.at("uploads").get_attribute("data-pieces") or 0) >= 3, 40)
    assert person.phase() == "answering"
    person.finish_answer()  # an answer can be ended, and kept, without a network
    person.context.set_offline(False)
    person.wait_until(lambda: person.kept_pieces() == 0, 40)

    received = person.received(interview, 0)
    assert_whole(received, person.acknowledged)
    pieces = len(next(iter(received.values())))
    end_after_one_more(person)
    assert replay_s(person, interview, tmp_path) == pytest.approx(pieces * PIECE_S, abs=PIECE_S + 0.5)
    assert person.problems == []


def test_a_killed_server_is_waited_for(visit: OpenVisit, server: Server) -> None:
    person = visit()
    interview = start_first_answer(person)
    person.wait_until(lambda: person.pieces_safe() >= 2)
    server.kill()
    expect(person.at("uploads")).to_have_attribute("data-look", "waiting", timeout=30_000)
    person.page.wait_for_timeout(3000)
    server.start()
    expect(person.at("uploads")).to_have_attribute("data-look", "safe", timeout=60_000)
    person.finish_answer()
    person.wait_until(lambda: person.kept_pieces() == 0, 40)
    received = person.received(interview, 0)
    assert_whole(received, person.acknowledged)
    assert len(next(iter(received.values()))) >= 4
    assert person.problems == []


def test_a_killed_worker_still_brings_the_report(visit: OpenVisit, server: Server) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview(["Please introduce yourself."])
    person.go_in(interview)
    person.start_answer()
    person.page.wait_for_timeout(5000)
    person.finish_answer()
    person.end_interview()
    job = person.call("GET", f"/interviews/{interview}")["review_job"]["id"]
    person.wait_until(lambda: person.call("GET", f"/jobs/{job}")["state"] in ("running", "done"), 60)
    server.kill_worker()
    person.at("to-report").wait_for(timeout=180_000)
    assert len(person.call("GET", f"/interviews/{interview}/report")["answers"]) == 1


def test_what_arrives_after_the_review_is_told_and_can_be_reviewed(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview(["Please introduce yourself."])
    person.go_in(interview)
    person.start_answer()
    person.wait_until(lambda: person.pieces_safe() >= 2)
    person.context.set_offline(True)
    person.wait_until(lambda: int(person.at("uploads").get_attribute("data-pieces") or 0) >= 3, 40)
    cookies = person.context.cookies()
    person.kill()

    person.open()
    person.context.add_cookies(cookies)  # type: ignore[arg-type]
    ask, url = person.context.request, f"/api/interviews/{interview}"
    ask.post(f"{url}/finish", headers={"Origin": person.address})  # as on another device: this one still keeps pieces
    person.wait_until(lambda: ask.get(url).json()["state"] == "reviewed", 120)
    before_s = ask.get(f"{url}/report").json()["answers"][0]["replay"]["duration_s"]
    person.page.goto(f"/interviews/{interview}/report")
    notice = person.page.get_by_role("alert").filter(has_text="More of your recording arrived after this review")
    expect(notice).to_contain_text("answer 1", timeout=40_000)
    person.wait_until(lambda: person.kept_pieces() == 0, 40)
    person.page.get_by_role("button", name="Language and brightness").click()
    person.page.get_by_role("menuitemradio", name="한국어").click()
    expect(person.page.get_by_text("분석이 끝난 뒤에 녹화가 더 도착했어요")).to_be_visible()
    person.press("review-again")
    expect(person.at("review-again")).to_have_count(0)
    person.wait_until(lambda: ask.get(url).json()["state"] == "reviewed", 120)
    person.page.locator("video").first.wait_for()
    expect(person.at("review-again")).to_have_count(0)
    after_s = ask.get(f"{url}/report").json()["answers"][0]["replay"]["duration_s"]
    assert after_s > before_s + PIECE_S
    assert person.problems == []
