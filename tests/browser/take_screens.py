"""Takes the pictures of the documents: ``make screens``. Every person in them is generated.

Goes through the studio as a user does, with a virtual candidate before the camera, and keeps a picture of each page.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser import candidate as candidates
from tests.browser.server import Server
from tests.browser.test_career import bring
from tests.browser.visit import DESKTOP, PHONE, Visit, wait_for
from tests.documents.english import ROWAN
from tests.setup_chromium import find_chromium

from visavis.media.image import encode_jpeg, resize
from visavis.people.casting import cast
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe

SCREENS = Path(__file__).resolve().parents[2] / "docs" / "screens"
QUESTIONS = ["Please introduce yourself.", "Tell me about a time when your team disagreed."]

POSTING = """Claims analyst wanted.
Requirements: SQL, claims handling, Excel reports, customer communication.
Preferred: Python, fraud detection."""
TOLD = (
    "In my second year our team of five disagreed about the survey for a café. My task was to bring the plan together "
    "in a week. I asked everyone for their reasons, put both drafts side by side and tested them with twelve guests. "
    "As a result we kept the shorter one, and 84 of 100 guests finished it instead of 52."
)
MODEL = "eigen:40:female-east-asian:elegant"
CLOTHES = ("eigen:41:female-east-asian:business", "eigen:43:female-white:business")


def take(visit: Visit, name: str, rest_ms: int = 1200) -> None:
    visit.page.wait_for_timeout(rest_ms)
    visit.page.screenshot(path=SCREENS / f"{name}.jpg", type="jpeg", quality=86)


PAGES = {
    "landing": "/",
    "how": "/how",
    "demo": "/demo",
    "ethics": "/ethics",
    "join": "/join",
    "login": "/login",
    "recover": "/recover",
}


def visit_pages(visit: Visit) -> None:
    """The pages that need no interview."""
    for name, path in PAGES.items():
        visit.page.goto(path)
        take(visit, name, 2500)


def show_administration(visit: Visit, data_dir: Path) -> None:
    """The guest joins and becomes an administrator, as the owner of a machine would."""
    visit.call("POST", "/accounts/join", {"login": "owner", "password": "a long enough phrase", "display_name": "Mina"})
    command = [sys.executable, "-m", "visavis.cli", "admin", "owner"]
    subprocess.run(command, env=os.environ | {"VISAVIS_DATA_DIR": str(data_dir)}, check=True)
    visit.page.goto("/admin")
    take(visit, "admin")


def hold_interview(visit: Visit) -> str:
    """From the device check to the report."""
    visit.enter_as_guest()
    visit.page.goto("/devices")
    visit.at("advice").wait_for()
    take(visit, "devices", 4000)
    visit.press("onward")
    visit.at("make-interview").wait_for()
    take(visit, "set-up")
    interview = visit.make_interview(QUESTIONS, interviewer_id="seoyeon", accommodations={"captions": True})
    visit.go_in(interview)
    visit.wait_for_phase("asking")
    take(visit, "room-asking", 1500)
    for number in range(len(QUESTIONS)):
        visit.start_answer()
        visit.page.wait_for_timeout(16_000)
        if number == 0:
            take(visit, "room")
        visit.finish_answer()
        if number == 0:
            visit.press("next")
    visit.end_interview()
    visit.at("to-report").wait_for(timeout=180_000)
    return interview


def show_report(visit: Visit, interview: str) -> None:
    visit.page.goto(f"/interviews/{interview}/report")
    visit.page.locator("video").first.wait_for()
    take(visit, "report", 3000)
    visit.page.mouse.wheel(0, 850)
    take(visit, "report-timeline")
    visit.page.goto("/history")
    take(visit, "history")
    visit.page.goto("/me")
    take(visit, "my-page")


def show_desk(visit: Visit, folder: Path) -> None:
    """A résumé that was read and evaluated, and a panel that asks about it."""
    bring(visit, folder, ROWAN)
    take(visit, "career-document")
    document = visit.page.url.rpartition("/")[2]
    visit.call("POST", f"/documents/{document}/evaluations", {"engine": "rules", "posting": POSTING})
    visit.page.goto(f"/career/documents/{document}/evaluation")
    take(visit, "career-evaluation")
    panel = [{"person_id": one, "persona": how} for one, how in (("mikyung", "executive"), ("junho", "technical"))]
    typed = {"typed_answers": True}
    interview = visit.make_interview(QUESTIONS[1:], panel=panel, accommodations=typed)
    visit.page.goto(f"/interviews/{interview}")
    visit.at("begin").wait_for(timeout=300_000)
    visit.press("begin")
    take(visit, "panel", 4500)
    visit.call("PUT", f"/interviews/{interview}/questions/0/text", {"typed_text": TOLD, "source": "typed"})
    visit.call("POST", f"/interviews/{interview}/finish")
    wait_for(lambda: visit.call("GET", f"/interviews/{interview}")["state"] == "reviewed", 300, rest_s=1)
    visit.page.goto(f"/interviews/{interview}/report")
    visit.at("content-card").wait_for()
    visit.at("content-card").scroll_into_view_if_needed()
    take(visit, "content")


def show_shop(visit: Visit, folder: Path) -> None:
    """Portraits stand for photos of clothes."""
    women = [member.portrait() for member in cast() if member.voice.startswith("f")]
    women += [resize(portray(Recipe.parse(code)), 768, 768) for code in CLOTHES]
    photos = [folder / f"spring {number}.jpg" for number in range(1, len(women) + 1)]
    for photo, portrait in zip(photos, women, strict=True):
        photo.write_bytes(encode_jpeg(portrait, 94))
    visit.page.goto(f"/shop?code={MODEL}")
    visit.page.get_by_role("radio", checked=True).wait_for()
    visit.at("catalogue-name").fill("Spring")
    visit.page.get_by_role("checkbox").click()
    visit.press("begin-catalogue")
    visit.page.get_by_label("Make-up", exact=True).select_option(label="Natural")
    visit.at("choose-photos").set_input_files(photos)
    visit.at("photo").nth(len(photos) - 1).wait_for()
    visit.press("start")
    visit.wait_until(lambda: visit.page.locator("[data-testid=photo][data-state=done]").count() == len(photos))
    visit.at("alike").wait_for()
    visit.page.mouse.wheel(0, 150)
    take(visit, "shop")
    visit.at("photo").nth(2).click()
    visit.at("before-after").wait_for()
    take(visit, "shop-photo", 2500)


def show_phone(visit: Visit, interview: str, desktop: Visit) -> None:
    code = desktop.call("POST", "/pairings")["code"]
    visit.page.goto("/")
    visit.call("POST", "/pairings/claim", {"code": code})
    visit.page.goto(f"/interviews/{interview}/report")
    take(visit, "phone-report", 3000)
    second = visit.make_interview(QUESTIONS[:1], interviewer_id="mikyung")
    visit.go_in(second)
    visit.wait_for_phase("asking")
    take(visit, "phone", 1500)


def main() -> int:
    SCREENS.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium() or "chromium"
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        someone = candidates.rendered(folder)
        (folder / "data").mkdir()
        server = Server(folder / "data")
        server.start()
        try:
            desktop = Visit(playwright, chromium, folder / "desktop", server.address, DESKTOP, someone)
            desktop.enter_as_guest()
            wait_for(lambda: "report" in (desktop.call("GET", "/demo") or {}), 300, rest_s=2)
            visit_pages(desktop)
            interview = hold_interview(desktop)
            show_report(desktop, interview)
            show_desk(desktop, folder)
            show_shop(desktop, folder)
            show_administration(desktop, server.data_dir)
            phone = Visit(playwright, chromium, folder / "phone", server.address, PHONE, someone)
            show_phone(phone, interview, desktop)
            for one in (phone, desktop):
                one.close()
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
