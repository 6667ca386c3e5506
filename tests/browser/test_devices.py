"""Each failure of camera and microphone has its own words and its own way on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.server import Server
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

FAIL_WITH = """(name) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
}"""


def expect_failure(person: Visit, failure: str, words: str) -> None:
    shown = person.at("failure")
    expect(shown).to_have_attribute("data-failure", failure, timeout=20_000)
    expect(shown).to_contain_text(re.compile(words))


@pytest.mark.parametrize(
    ("error", "failure", "words"),
    [
        ("NotAllowedError", "refused", "not allowed"),
        ("NotReadableError", "in_use", "Another program"),
        ("OverconstrainedError", "device_gone", "disconnected"),
        ("AnythingElse", "unknown", "could not be turned on"),
    ],
)
def test_a_failing_device_is_explained(visit: OpenVisit, error: str, failure: str, words: str) -> None:
    person = visit()
    person.page.add_init_script(f"({FAIL_WITH})({error!r})")
    person.enter_as_guest()
    person.page.goto("/devices")
    expect_failure(person, failure, words)
    person.page.get_by_role("button", name="Answer in writing").click()
    expect(person.at("onward")).not_to_have_attribute("aria-disabled", "true")


def test_a_machine_without_devices_is_explained(visit: OpenVisit) -> None:
    person = visit(candidate=None, switches=("--use-fake-ui-for-media-stream",))
    person.enter_as_guest()
    person.page.goto("/devices")
    expect_failure(person, "no_device", "Neither a camera nor a microphone")


def test_an_insecure_address_is_explained(visit: OpenVisit, server: Server) -> None:
    address = f"http://interview.test:{server.port}"
    person = visit(address=address, switches=("--host-resolver-rules=MAP interview.test 127.0.0.1",))
    person.enter_as_guest()
    person.page.goto("/devices")
    expect_failure(person, "insecure_origin", "serve --lan")


def test_a_browser_that_cannot_record_is_explained(visit: OpenVisit) -> None:
    person = visit()
    person.page.add_init_script("delete window.MediaRecorder")
    person.enter_as_guest()
    person.page.goto("/devices")
    expect_failure(person, "unsupported_browser", "current Chrome")


def test_a_remembered_device_that_is_gone_gives_way_to_another(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    kept = '{"mode":"video","cameraId":"gone","microphoneId":"gone"}'
    person.page.evaluate(f"localStorage.setItem('visavis.devices', '{kept}')")
    person.page.goto("/devices")
    expect(person.at("advice")).not_to_have_attribute("data-code", "looking", timeout=30_000)


def test_gaze_is_calibrated_at_five_points(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/devices")
    expect(person.at("advice")).not_to_have_attribute("data-code", "looking", timeout=30_000)
    person.press("calibrate")
    person.press("begin-calibration")
    expect(person.at("calibration")).to_have_attribute("data-step", "done", timeout=60_000)
    assert person.call("GET", "/calibrations/latest")["id"]
