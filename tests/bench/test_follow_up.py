"""How soon a follow-up question is asked: `make bench`, or `pytest tests/bench/test_follow_up.py -m bench -s`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import pytest
from httpx import Client

from visavis.settings import Settings

pytestmark = pytest.mark.bench
ANSWERS = (
    "저는 인턴 때 결제 모듈을 맡아서 개발했습니다. 처음에는 어려웠지만 선배에게 물어보며 진행했습니다.",
    "작년에 동아리에서 추천 시스템을 만들었고 결과적으로 이용자가 늘었습니다.",
    "저희 팀은 재고 관리 프로그램을 함께 개발해서 상을 받았습니다.",
    "제가 배포 자동화를 담당했고 배포 시간이 30분에서 5분으로 줄었습니다.",
    "신입 직원 교육을 맡아 안내서를 다시 썼습니다. 모두가 쉽게 따라 했습니다.",
)
BUDGET_S = 2.0


@pytest.fixture
def worker(settings: Settings) -> Iterator[None]:
    command = [sys.executable, "-m", "visavis.cli", "work"]
    process = subprocess.Popen(command, env=os.environ | {"VISAVIS_DATA_DIR": str(settings.data_dir)})
    yield
    process.kill()
    process.wait()


def test_a_follow_up_is_heard_within_two_seconds(browser: Callable[[], Client], worker: None) -> None:
    client = browser()
    client.post("/api/accounts/guest").raise_for_status()
    interview = _make(client)
    text_s, heard_s, clip_s, asked_s = [], [], [], []
    for index in range(0, 2 * len(ANSWERS), 2):
        came, found = _follow(client, interview["id"], index, ANSWERS[index // 2])
        text_s.append(came)
        ended = time.perf_counter()
        acknowledgement = client.get(found["interview"]["acknowledgement_urls"][0])
        assert acknowledgement.status_code == 200
        heard_s.append(came + time.perf_counter() - ended)
        asked = _wait_for_clip(client, interview["id"], found["index"])
        clip_s.append(came + time.perf_counter() - ended)
        asked_s.append(asked["clip"]["duration_s"])
    sys.stdout.write(
        f"\nfrom the end of an answer: text {_told(text_s)}; acknowledgement can be played {_told(heard_s)} "
        f"(limit {BUDGET_S:.0f} s); the question's own clip ({median(asked_s):.1f} s long) {_told(clip_s)}, "
        "while the acknowledgement takes about 3 s to be said\n"
    )
    assert len(clip_s) == len(ANSWERS)


def _told(seconds: list[float]) -> str:
    return f"{median(seconds):.2f} s (worst {max(seconds):.2f})"


def _make(client: Client) -> dict[str, Any]:
    own = [f"질문 {number}번입니다. 경험을 말씀해 주세요." for number in range(1, len(ANSWERS) + 1)]
    interviewer = client.get("/api/interviewers").raise_for_status().json()[0]["id"]
    plan = {"interviewer_id": interviewer, "language": "ko", "count": 0, "own_questions": own, "most_follow_ups": 1}
    made = client.post("/api/interviews", json=plan).raise_for_status().json()
    while client.get(f"/api/interviews/{made['id']}").json()["state"] == "preparing":
        time.sleep(0.5)
    return dict(made)


def _follow(client: Client, interview: str, index: int, answer: str) -> tuple[float, dict[str, Any]]:
    base = f"/api/interviews/{interview}/questions/{index}"
    started = time.perf_counter()
    client.put(f"{base}/text", json={"typed_text": answer, "source": "typed"}).raise_for_status()
    found = client.post(f"{base}/follow-up", json={}).raise_for_status().json()
    assert found["index"] == index + 1
    return time.perf_counter() - started, dict(found)


def _wait_for_clip(client: Client, interview: str, index: int) -> dict[str, Any]:
    while True:
        question = client.get(f"/api/interviews/{interview}").json()["questions"][index]
        if question["clip"]["state"] == "ready":
            client.get(question["clip"]["url"]).raise_for_status()
            return dict(question)
        assert question["clip"]["state"] != "failed"
        time.sleep(0.1)
