"""Writing a cover letter with the counter, losing nothing, and reading its evaluation, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import OpenVisit
from tests.browser.server import Server
from tests.unit.career.evaluate.samples import POSTING

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
TEXT = (
    "귀사의 데이터 팀에 지원합니다. 몇일 동안 자료를 모았고 팀 회의에 참여했습니다.\n"
    "파이썬으로 매출 보고서를 자동화하여 작성 시간을 5시간에서 30분으로 줄였습니다."
)


@pytest.fixture(scope="module")
def candidate() -> None:
    """Nobody sits before the camera here."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Without a prepared cast: nobody is interviewed here."""
    started = Server(tmp_path_factory.mktemp("server"))
    started.start()
    yield started
    started.stop()


def begin_letter(page: Page) -> None:
    page.goto("/career/writing")
    page.get_by_test_id("new-letter").click()
    expect(page.get_by_test_id("item-5")).to_be_visible()


def used(page: Page, item: int) -> str:
    return page.get_by_test_id(f"item-{item}").get_by_test_id("used").inner_text()


def test_a_letter_is_counted_mended_and_evaluated(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    page = person.page
    begin_letter(page)
    item = page.get_by_test_id("item-3")
    item.locator("textarea").press_sequentially("가나 다")
    assert used(page, 3).startswith("4 / 500")
    for measure, count in (("without_spaces", 3), ("utf8_bytes", 10), ("euc_kr_bytes", 7)):
        expect(item.get_by_test_id(f"count-{measure}")).to_have_text(str(count))
    item.locator("textarea").fill("가" * 501)
    expect(item.get_by_test_id("used")).to_contain_text("1 too many")

    item.locator("textarea").fill(TEXT)
    item.get_by_role("button", name="Use ‘며칠’").click()
    expect(item.locator("textarea")).to_have_value(TEXT.replace("몇일", "며칠"))
    page.get_by_role("button", name="Evaluate", exact=True).click()
    page.wait_for_url("**/evaluation")

    page.get_by_label("Job posting").select_option("paste")
    page.get_by_label("Text of the posting").fill(POSTING)
    page.get_by_test_id("evaluate").click()
    expect(page.get_by_test_id("match")).to_contain_text("쿠버네티스")
    remark = page.get_by_test_id("part-wording").get_by_role("button")
    remark.first.click()
    marked = page.get_by_test_id("document-text").locator("[data-active=true]")
    expect(marked.first).to_have_text("귀사")
    expect(page.get_by_test_id("part-correctness")).to_contain_text("20 / 20")
    assert person.problems == []


def test_what_could_not_be_saved_is_there_after_reloading(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    page = person.page
    begin_letter(page)

    def refuse(route: Route) -> None:
        if route.request.method == "PUT":
            route.abort()
        else:
            route.continue_()

    page.route("**/api/writing/letters/*", refuse)
    page.get_by_test_id("item-1").locator("textarea").fill(TEXT)
    expect(page.get_by_test_id("saving")).to_have_attribute("data-state", "failed")
    page.unroute("**/api/writing/letters/*")
    page.reload()
    expect(page.get_by_test_id("item-1").locator("textarea")).to_have_value(TEXT)
    expect(page.get_by_test_id("saving")).to_have_attribute("data-state", "saved")
    letter = page.url.rsplit("/", 1)[-1]
    assert person.call("GET", f"/writing/letters/{letter}")["items"][0]["text"] == TEXT
