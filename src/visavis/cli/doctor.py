"""``visavis doctor``: what is ready, what is missing, and how to get it."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from visavis.kit.text import Text

Grade = Literal["ready", "hint", "missing"]
_SIGNS: dict[Grade, str] = {"ready": "✓", "hint": "·", "missing": "✗"}
LEAST_DISK_GB = 5.0
LEAST_MEMORY_GB = 3.0


@dataclass(frozen=True)
class Finding:
    """One thing looked at. ``missing`` makes the command fail; a ``hint`` only says what would be better."""

    grade: Grade
    what: str
    advice: Text | None = None


def command() -> None:
    """Say what is ready on this machine, what is missing and how to get it; exit code 1 when something is missing."""
    failed = False
    for check in CHECKS:
        for finding in check():
            failed = failed or finding.grade == "missing"
            _show(finding)
    typer.echo("")
    typer.echo("Something is missing: see ✗ above." if failed else "Ready. Start with: visavis serve")
    if failed:
        raise typer.Exit(1)


def _show(finding: Finding) -> None:
    typer.echo(f" {_SIGNS[finding.grade]} {finding.what}")
    if finding.advice is not None:
        typer.echo(f"     {finding.advice.en}\n     {finding.advice.ko}")


def _python() -> Iterator[Finding]:
    name = f"Python {sys.version.split()[0]}"
    if (3, 11) <= sys.version_info[:2] <= (3, 12):
        yield Finding("ready", name)
    else:
        advice = Text(ko="Python 3.11이나 3.12로 다시 설치해 주세요.", en="Install with Python 3.11 or 3.12.")
        yield Finding("missing", name, advice)


def _system_libraries() -> Iterator[Finding]:
    """What OpenCV inside mediapipe asks of the system, with the package of Debian and Ubuntu that brings it."""
    for library, package in (("GL", "libgl1"), ("gthread-2.0", "libglib2.0-0"), ("EGL", "libegl1")):
        if ctypes.util.find_library(library):
            yield Finding("ready", f"lib{library}")
        else:
            advice = Text(ko="설치: sudo apt-get install {p}", en="Install it: sudo apt-get install {p}")
            grade: Grade = "hint" if library == "EGL" else "missing"
            yield Finding(grade, f"lib{library}", advice.fill(p=package))


def _disk() -> Iterator[Finding]:
    from visavis.settings import Settings

    folder = Settings().data_dir
    free_gb = _free_gb(folder)
    name = f"data in {folder}"
    if free_gb is None:
        advice = Text(
            ko="쓸 수 있는 폴더를 VISAVIS_DATA_DIR로 지정하세요.", en="Set VISAVIS_DATA_DIR to a folder you own."
        )
        yield Finding("missing", f"{name}: the folder can't be made or written", advice)
        return
    name = f"{name}: {free_gb:.0f} GB free"
    if free_gb < LEAST_DISK_GB:
        advice = Text(ko="녹화 1시간에 약 1~2 GB가 필요합니다.", en="An hour of recordings takes about 1–2 GB.")
        yield Finding("hint", name, advice)
    else:
        yield Finding("ready", name)


def _free_gb(folder: Path) -> float | None:
    """Room for a folder that may not be there yet; None when it can't be made or written. Leaves nothing behind."""
    try:
        present = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        with tempfile.TemporaryDirectory(dir=present):
            return shutil.disk_usage(present).free / 1e9
    except OSError:
        return None


def _memory() -> Iterator[Finding]:
    total_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    name = f"memory: {total_gb:.0f} GB, {os.cpu_count()} cores"
    if total_gb < LEAST_MEMORY_GB:
        advice = Text(
            ko="분석과 브라우저를 함께 쓰려면 4 GB를 권합니다.", en="4 GB is advised for review and browser together."
        )
        yield Finding("hint", name, advice)
    else:
        yield Finding("ready", name)


def _workers() -> Iterator[Finding]:
    """Who works on the jobs of this installation, on any machine."""
    try:
        told = _look_for_workers()
    except Exception as error:  # no database yet, another version's, or none that answers
        advice = Text(
            ko="서버를 한 번 시작하면 알 수 있습니다: `visavis serve`", en="Start the server once: `visavis serve`"
        )
        yield Finding("hint", f"workers: the database doesn't tell ({type(error).__name__})", advice)
        return
    for name in told:
        yield Finding("ready", f"worker {name}")
    if not told:
        advice = Text(
            ko="`visavis serve`가 하나를 함께 띄웁니다. 더 필요하면 어느 컴퓨터에서나 `visavis work`를 실행하세요.",
            en="`visavis serve` starts one beside itself; start more on any machine with `visavis work`.",
        )
        yield Finding("hint", "no worker runs", advice)


def _look_for_workers() -> list[str]:
    from visavis.jobs.roll import living
    from visavis.settings import Settings
    from visavis.storage.database import open_database

    settings = Settings()
    if settings.database_url is None and not (settings.data_dir / "visavis.db").exists():
        raise FileNotFoundError
    database = open_database(settings.database())
    try:
        with database.reading() as session:
            return [
                f"{one.name}: {one.cores} cores, {', '.join(one.gpus) or 'no GPU'}, "
                f"takes {', '.join(one.queues)} jobs, {len(one.engines or ())} engines ready"
                for one in living(session)
            ]
    finally:
        database.close()


def _web_app() -> Iterator[Finding]:
    from visavis.settings import Settings

    folder = Settings().web_dir or Path(__file__).parents[1] / "web"
    if (folder / "index.html").is_file():
        yield Finding("ready", "web app is built")
    else:
        advice = Text(
            ko="저장소에서 `make web`을 실행하세요(Node 20 이상 필요).", en="Run `make web` (needs Node 20 or later)."
        )
        yield Finding("missing", "web app isn't built", advice)


def _engines() -> Iterator[Finding]:
    """The first ready engine of each shelf serves; a shelf without one is missing, but for those that may be empty."""
    from visavis.face.heading import HEADING
    from visavis.face.identity import IDENTITY
    from visavis.face.mask import MASK
    from visavis.face.mesh import MESH
    from visavis.observe.gesture import BODY
    from visavis.studio.generate import GENERATE
    from visavis.studio.talk import LIPS, TALK
    from visavis.voice.activity import ACTIVITY
    from visavis.voice.clone import CLONERS
    from visavis.voice.listen import LISTENERS
    from visavis.voice.speak import SPEAKERS

    shelves = (MESH, MASK, HEADING, IDENTITY, BODY, SPEAKERS, CLONERS, LISTENERS, ACTIVITY, TALK, LIPS, GENERATE)
    for shelf in shelves:
        reasons = {name: shelf.why_not(name) for name in shelf.entries}
        optional = shelf.capability in (CLONERS.capability, LISTENERS.capability, LIPS.capability)
        some_ready = optional or None in reasons.values()
        for name, reason in reasons.items():
            lacking: Grade = "hint" if some_ready else "missing"
            yield Finding("ready" if reason is None else lacking, f"{shelf.capability}: {name}", reason)


def _camera() -> Iterator[Finding]:
    advice = Text(
        ko="브라우저는 https나 이 컴퓨터의 localhost에서만 카메라를 허용합니다. "
        "다른 기기에서 쓰려면 `visavis serve --lan`을 쓰세요.",
        en="Browsers allow the camera on https and on this machine's localhost only. "
        "For other machines use `visavis serve --lan`.",
    )
    yield Finding("hint", "camera from other machines", advice)


def _chromium() -> Iterator[Finding]:
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    found = os.environ.get("VISAVIS_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found:
        yield Finding("ready", f"Chromium for the tests: {found}")
    else:
        advice = Text(
            ko="테스트에만 필요합니다: sudo apt-get install chromium", en="For tests only: apt-get install chromium"
        )
        yield Finding("hint", "Chromium for the tests", advice)


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python,
    _system_libraries,
    _memory,
    _disk,
    _web_app,
    _engines,
    _workers,
    _camera,
    _chromium,
)
