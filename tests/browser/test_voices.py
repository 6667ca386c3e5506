"""The page of voices: a consent is read from the screen, checked, kept, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Playwright
from tests.browser.server import Server
from tests.browser.visit import PHONE, Visit
from tests.unit.voice.stand_in import StandIn, stand_in

from visavis.media.encode import wav_bytes
from visavis.voice.speak import SPEAKERS

pytestmark = pytest.mark.browser
FAKE_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture(scope="module")
def cloning() -> Iterator[StandIn]:
    with stand_in() as told:
        yield told


@pytest.fixture(scope="module")
def server(cloning: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own, which a cloning server is connected to."""
    data = tmp_path_factory.mktemp("voices")
    (data / ".env").write_text(f"VISAVIS_CLONING_URL={cloning.url}\n")
    started = Server(data)
    started.start()
    yield started
    started.stop()


def test_a_voice_is_copied_with_its_owners_consent_and_taken_back(
    playwright: Playwright, chromium: str, server: Server, cloning: StandIn, tmp_path: Path
) -> None:
    person = Visit(playwright, chromium, tmp_path / "profile", server.address, PHONE, switches=FAKE_MICROPHONE)
    try:
        person.enter_as_guest()
        page = person.page
        page.goto("/me")
        person.at("to-voices").click()
        person.at("add-voice").click()
        person.at("speaker-name").fill("Hana Kim")
        page.get_by_role("radio", name="English").click()
        person.at("show-statement").click()
        statement = person.at("statement").inner_text()
        assert "Hana Kim" in statement
        # the fake microphone beeps: no voice, so no consent
        person.at("start-recording").click()
        page.wait_for_timeout(1500)
        person.at("stop-recording").click()
        person.at("send-consent").click()
        page.get_by_text("can't stand as consent").wait_for()
        page.get_by_role("button", name="Record again").click()
        with SPEAKERS.lease("espeak") as speaker:
            read = wav_bytes(speaker.speak(statement, "en", "f2", 0.9).audio)
        person.at("consent-file").set_input_files(FilePayload(name="read.wav", mimeType="audio/wav", buffer=read))
        person.at("send-consent").click()
        person.at("voice-ready").get_by_text("not checked").wait_for()
        page.get_by_role("button", name="Done").click()
        own = person.at("own-voice")
        own.get_by_role("button", name="Hear the voice").click()
        person.wait_until(lambda: [path for path, _ in cloning.asked] == ["/v1/clone_speaker", "/v1/tts"])
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        person.at("remove-voice").click()
        page.get_by_role("dialog").get_by_role("button", name="Take the consent back").click()
        own.wait_for(state="detached")
        assert person.problems == []
    finally:
        person.close()
