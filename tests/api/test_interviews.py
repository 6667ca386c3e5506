"""An interview over HTTP, with a real worker process: prepared, recorded with an interruption, reviewed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from httpx import Client

from visavis.api.services import Services
from visavis.interview.tables import Interview
from visavis.media.image import decode_image, resize
from visavis.people.casting import cast
from visavis.people.persons import list_people, portrait_bytes
from visavis.settings import Settings

PIECE = 20_000


@pytest.fixture
def start_worker(settings: Settings) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "visavis.cli", "work"]
        started.append(subprocess.Popen(command, env=os.environ | {"VISAVIS_DATA_DIR": str(settings.data_dir)}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def recording(services: Services, tmp_path: Path) -> bytes:
    """Two seconds of a still virtual face with a tone, as a WebM without duration, like a browser's."""
    with services.database.reading() as session:
        person = list_people(session, "")[0]
    face = resize(decode_image(portrait_bytes(person, services.blobs)), 320, 320)
    path = tmp_path / "take.webm"
    with av.open(str(path), "w", format="webm", options={"live": "1"}) as out:
        video = out.add_stream("libvpx", rate=15)
        video.width, video.height, video.pix_fmt = 320, 320, "yuv420p"
        sound = out.add_stream("libopus", rate=48_000)
        for _ in range(30):
            out.mux(video.encode(av.VideoFrame.from_ndarray(face, format="rgb24")))
        out.mux(video.encode(None))
        wave = (0.2 * np.sin(np.arange(96_000) * 0.03)).astype(np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(wave, format="flt", layout="mono")
        frame.sample_rate = 48_000
        out.mux(sound.encode(frame))
        out.mux(sound.encode(None))
    return path.read_bytes()


def make_interview(client: Client, **changes: Any) -> dict[str, Any]:
    interviewer = client.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["왜요?"], "language": "ko"} | changes
    answer = client.post("/api/interviews", json=plan)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def make_interviewer(client: Client) -> str:
    form = {"name": "나", "voice": "f1", "consent": "own_face", "attestation": "true"}
    portrait = {"portrait": ("me.jpg", cast()[1].portrait_path.read_bytes(), "image/jpeg")}
    return str(client.post("/api/interviewers", data=form, files=portrait).json()["interviewer"]["id"])


def record(client: Client, interview: str, data: bytes, continues: str | None = None, finish: bool = True) -> str:
    asked = {"mime": "video/webm", "continues": continues}
    take = client.post(f"/api/interviews/{interview}/questions/0/takes", json=asked).json()["take_id"]
    pieces = [data[at : at + PIECE] for at in range(0, len(data), PIECE)]
    for number, piece in enumerate(pieces):
        assert client.put(f"/api/takes/{take}/pieces/{number}", content=piece).status_code == 200
    if finish:
        assert client.post(f"/api/takes/{take}/finish", json={"pieces": len(pieces)}).status_code == 200
    return str(take)


def follow(client: Client, job_id: str) -> list[dict[str, Any]]:
    """Every state that the event stream tells until the job is over."""
    import json

    with client.stream("GET", f"/api/jobs/{job_id}/events", timeout=180) as stream:
        lines = [line for line in stream.iter_lines() if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def wait_for_state(client: Client, url: str, key: str, state: str) -> dict[str, Any]:
    ends = time.monotonic() + 180
    while True:
        told = client.get(url).json()
        if told[key] == state:
            return dict(told)
        assert time.monotonic() < ends, f"{url} stayed at {told[key]}"
        time.sleep(0.1)


def test_an_interview_goes_from_plan_to_report(
    guest: Client, start_worker: Callable[[], subprocess.Popen[bytes]], recording: bytes
) -> None:
    interview = make_interview(guest)
    url = f"/api/interviews/{interview['id']}"
    start_worker()
    told = follow(guest, interview["prepare_job"]["id"])
    assert told[-1]["state"] == "done", told[-1]
    ready = guest.get(url).json()
    clip = ready["questions"][0]["clip"]
    assert (ready["state"], clip["state"]) == ("ready", "ready")
    assert [word["text"] for word in clip["words"]] == ["왜요?"]
    part = guest.get(clip["url"], headers={"Range": "bytes=4-11"})
    assert (part.status_code, part.content[:4]) == (206, b"ftyp")

    cut_off = record(guest, interview["id"], recording[: len(recording) * 3 // 4], finish=False)
    record(guest, interview["id"], recording, continues=cut_off)
    assert guest.get(f"{url}/report").status_code == 409
    finished = guest.post(f"{url}/finish").json()
    told = follow(guest, finished["review_job"]["id"])
    assert told[-1]["state"] == "done", told[-1]
    assert [one["progress"] for one in told] == sorted(one["progress"] for one in told)

    answer = guest.get(f"{url}/report").json()["answers"][0]
    assert answer["replay"]["has_video"]
    assert answer["replay"]["has_audio"]
    assert len(answer["replay"]["gaps"]) == 1
    assert 3.0 < answer["replay"]["duration_s"] < 4.2
    question = guest.get(url).json()["questions"][0]
    replay = guest.get(question["answer"]["replay_url"], headers={"Range": "bytes=0-3"})
    assert (replay.status_code, replay.content, replay.headers["content-type"]) == (
        206,
        b"\x1a\x45\xdf\xa3",
        "video/webm",
    )
    assert guest.get(f"{url}/report.csv").text.startswith("\ufeffanswer,time_s,")
    assert '<html lang="en">' in guest.get(f"{url}/report.html").text
    assert guest.get("/api/progress").json() != []


def test_a_recording_that_cant_be_read_is_told_in_the_report_and_the_others_count(
    guest: Client, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    interview = make_interview(guest, own_questions=["왜요?", "또요?"])
    url = f"/api/interviews/{interview['id']}"
    guest.post(f"/api/jobs/{interview['prepare_job']['id']}/cancel")
    record(guest, interview["id"], b"\x1a\x45\xdf\xa3" + b"noise" * 2000)
    guest.put(f"{url}/questions/1/text", json={"typed_text": "제 대답입니다.", "source": "typed"})
    start_worker()
    told = follow(guest, guest.post(f"{url}/finish").json()["review_job"]["id"])
    assert told[-1]["state"] == "done", told[-1]
    broken, typed = guest.get(f"{url}/report").json()["answers"]
    assert (broken["state"], typed["state"]) == ("not_measured", "partly_measured")
    assert "can't be read" in broken["notes"][0]["en"]


def test_new_words_are_measured_beside_what_was_observed_before(
    guest: Client, start_worker: Callable[[], subprocess.Popen[bytes]], recording: bytes, services: Services
) -> None:
    interview = make_interview(guest)
    guest.post(f"/api/jobs/{interview['prepare_job']['id']}/cancel")
    url = f"/api/interviews/{interview['id']}"
    record(guest, interview["id"], recording)
    assert guest.post(f"{url}/words").status_code == 409
    job = guest.post(f"{url}/finish").json()["review_job"]["id"]
    start_worker()
    wait_for_state(guest, f"/api/jobs/{job}", "state", "done")
    before = guest.get(f"{url}/report").json()["answers"][0]
    assert [m["value"] for m in before["measures"] if m["family"] == "content"] == [None] * 6

    words = "어 저는 음 친구들과 작은 날씨 관측소를 만들면서 어 함께 일하는 법을 배웠습니다 정말로요"
    guest.put(f"{url}/questions/0/text", json={"transcript": words, "source": "pasted"})
    for key in services.blobs.keys("accounts"):
        if "/replay/" in key:
            services.blobs.delete(key)  # whoever reads the video again finds none
    asked = guest.post(f"{url}/words").json()
    assert (asked["state"], asked["review_job"]["id"] != job) == ("reviewed", True)
    assert guest.get(f"{url}/report").json()["answers"][0] == before
    wait_for_state(guest, f"/api/jobs/{asked['review_job']['id']}", "state", "done")

    after = guest.get(f"{url}/report").json()["answers"][0]
    assert after["transcript"] == {"text": words, "source": "pasted"}
    fillers = next(m["value"] for m in after["measures"] if m["key"] == "content.fillers_per_100_words")
    assert fillers > 10
    assert after["notes"][: len(before["notes"])] == before["notes"]
    assert [m for m in after["measures"] if m["family"] != "content"] == [
        m for m in before["measures"] if m["family"] != "content"
    ]
    assert (after["tracks"], after["events"], after["replay"]) == (before["tracks"], before["events"], before["replay"])
    assert "관측소" in guest.get(f"{url}/report.html", headers={"Accept-Language": "ko"}).text
    assert guest.get(url).json()["state"] == "reviewed"


def test_words_that_fail_to_be_measured_leave_the_report(guest: Client, services: Services) -> None:
    interview = make_interview(guest)
    url = f"/api/interviews/{interview['id']}"
    with services.database.transaction() as session:
        row = session.get_one(Interview, interview["id"])
        row.state, row.has_report = "reviewed", True
    job = guest.post(f"{url}/words").json()["review_job"]["id"]
    guest.post(f"/api/jobs/{job}/cancel")
    after = guest.get(url).json()
    assert (after["state"], after["has_report"], after["review_job"]["state"]) == ("reviewed", True, "cancelled")


def test_the_demonstration_is_null_while_it_is_being_made(client: Client) -> None:
    answer = client.get("/api/demo")
    assert (answer.status_code, answer.json()) == (200, None)


def test_a_review_outlives_its_killed_worker(
    guest: Client, start_worker: Callable[[], subprocess.Popen[bytes]], recording: bytes
) -> None:
    interview = make_interview(guest)
    guest.post(f"/api/jobs/{interview['prepare_job']['id']}/cancel")
    record(guest, interview["id"], recording)
    job = guest.post(f"/api/interviews/{interview['id']}/finish").json()["review_job"]["id"]
    worker = start_worker()
    wait_for_state(guest, f"/api/jobs/{job}", "step", "observe_0")
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert guest.get(f"/api/jobs/{job}").json()["state"] == "running"
    start_worker()
    wait_for_state(guest, f"/api/jobs/{job}", "state", "done")
    assert guest.get(f"/api/interviews/{interview['id']}").json()["state"] == "reviewed"


def test_pieces_that_come_after_the_review_are_told_until_it_is_reviewed_again(
    guest: Client, start_worker: Callable[[], subprocess.Popen[bytes]], recording: bytes
) -> None:
    interview = make_interview(guest, own_questions=["왜요?", "또요?"])
    url = f"/api/interviews/{interview['id']}"
    guest.post(f"/api/jobs/{interview['prepare_job']['id']}/cancel")
    early = recording[: len(recording) // PIECE // 2 * PIECE]
    take = record(guest, interview["id"], early, finish=False)
    start_worker()
    follow(guest, guest.post(f"{url}/finish").json()["review_job"]["id"])

    def late() -> list[bool]:
        return [question["answer"]["has_late_pieces"] for question in guest.get(url).json()["questions"]]

    def length_s() -> float:
        return float(guest.get(f"{url}/report").json()["answers"][0]["replay"]["duration_s"])

    assert late() == [False, False]
    first_s = length_s()
    pieces = [recording[at : at + PIECE] for at in range(0, len(recording), PIECE)]
    last, *middle = reversed(list(enumerate(pieces))[len(early) // PIECE :])
    guest.put(f"/api/takes/{take}/pieces/{last[0]}", content=last[1])
    assert late() == [not middle, False]  # behind a hole it can't be read, so that a new review would find nothing
    for number, piece in middle:
        guest.put(f"/api/takes/{take}/pieces/{number}", content=piece)
    assert late() == [True, False]
    follow(guest, guest.post(f"{url}/review").json()["review_job"]["id"])
    assert late() == [False, False]
    assert length_s() > first_s


def test_a_first_piece_that_comes_after_the_review_is_told_too(
    guest: Client, start_worker: Callable[[], subprocess.Popen[bytes]], recording: bytes
) -> None:
    interview = make_interview(guest)
    url = f"/api/interviews/{interview['id']}"
    guest.post(f"/api/jobs/{interview['prepare_job']['id']}/cancel")
    take = record(guest, interview["id"], b"", finish=False)
    start_worker()
    follow(guest, guest.post(f"{url}/finish").json()["review_job"]["id"])
    assert guest.get(f"{url}/report").json()["answers"][0]["state"] == "no_answer"
    guest.put(f"/api/takes/{take}/pieces/0", content=recording)
    assert guest.get(url).json()["questions"][0]["answer"]["has_late_pieces"]


def test_a_cancelled_preparation_leaves_an_interview_that_can_be_held(guest: Client) -> None:
    interview = make_interview(guest)
    guest.post(f"/api/jobs/{interview['prepare_job']['id']}/cancel")
    after = guest.get(f"/api/interviews/{interview['id']}").json()
    assert (after["state"], after["questions"][0]["clip"]["state"]) == ("ready", "failed")


def test_a_deleted_interviewer_is_gone_from_every_interview_and_another_goes_on(
    guest: Client, services: Services, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    person = make_interviewer(guest)
    held, ahead = (make_interview(guest, interviewer_id=person) for _ in range(2))
    guest.put(f"/api/interviews/{held['id']}/questions/0/text", json={"typed_text": "제 답입니다.", "source": "typed"})
    start_worker()
    for interview in (held, ahead):
        assert follow(guest, interview["prepare_job"]["id"])[-1]["state"] == "done"
    review = guest.post(f"/api/interviews/{held['id']}/finish").json()["review_job"]["id"]
    assert follow(guest, review)[-1]["state"] == "done"
    url = f"/api/interviews/{ahead['id']}"
    clip = guest.get(url).json()["questions"][0]["clip"]["url"]
    assert guest.get(clip).status_code == 200

    assert guest.delete(f"/api/interviewers/{person}").status_code == 204
    kept = services.blobs.keys("accounts")
    assert [key for key in kept if key.endswith((".mp4", ".jpg", ".rig"))] == []
    after = guest.get(url).json()
    assert (after["state"], after["interviewer_gone"]) == ("ready", True)
    assert (after["questions"][0]["clip"]["state"], after["questions"][0]["clip"]["words"]) == ("failed", [])
    assert guest.get(clip).status_code == 404
    report = guest.get(f"/api/interviews/{held['id']}/report").json()
    assert report["answers"][0]["transcript"]["text"] == "제 답입니다."

    assert guest.put(f"{url}/interviewer", json={"interviewer_id": person}).status_code == 404
    finished = guest.put(f"/api/interviews/{held['id']}/interviewer", json={"interviewer_id": "junho"})
    assert (finished.status_code, finished.json()["code"]) == (409, "not_possible_now")
    changed = guest.put(f"{url}/interviewer", json={"interviewer_id": "junho"}).json()
    assert (changed["state"], changed["interviewer_gone"]) == ("preparing", False)
    assert follow(guest, changed["prepare_job"]["id"])[-1]["state"] == "done"
    assert guest.get(url).json()["questions"][0]["clip"]["state"] == "ready"
    assert guest.get(clip).status_code == 200


def test_an_interviewer_deleted_during_preparation_stops_it_and_leaves_no_clip(
    guest: Client, services: Services, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    person = make_interviewer(guest)
    interview = make_interview(guest, interviewer_id=person, own_questions=["하나는요?", "둘은요?"])
    start_worker()
    job = f"/api/jobs/{interview['prepare_job']['id']}"
    wait_for_state(guest, job, "state", "running")
    assert guest.delete(f"/api/interviewers/{person}").status_code == 204
    assert guest.get(job).json()["state"] == "cancelled"
    make_ready = make_interview(guest)  # done by the same worker, so that the stopped job is over when this one is
    follow(guest, make_ready["prepare_job"]["id"])
    assert [key for key in services.blobs.keys("accounts") if make_ready["id"] not in key] == []
    after = guest.get(f"/api/interviews/{interview['id']}").json()
    assert (after["state"], after["interviewer_gone"]) == ("ready", True)
    assert [question["clip"]["url"] for question in after["questions"]] == [None, None]


def test_own_questions_stand_between_opening_and_closing(guest: Client) -> None:
    made = make_interview(guest, track_id="personality", count=5, own_questions=["첫째 질문", "둘째 질문"])
    kinds = [question["kind"] for question in made["questions"]]
    assert (len(kinds), kinds[0], kinds[-3:]) == (7, "introduction", ["own", "own", "closing"])


@pytest.mark.parametrize(
    "wrong",
    [{"own_questions": []}, {"own_questions": ["?!"]}, {"own_questions": ["12345"]}, {"own_questions": ["가" * 301]}],
)
def test_a_plan_that_asks_nothing_is_refused(guest: Client, wrong: dict[str, Any]) -> None:
    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    answer = guest.post("/api/interviews", json={"interviewer_id": interviewer} | wrong)
    assert (answer.status_code, answer.json()["kind"]) == (422, "invalid")


def test_the_position_survives_a_reload(guest: Client) -> None:
    made = make_interview(guest, own_questions=["하나", "둘"])
    url = f"/api/interviews/{made['id']}"
    assert guest.put(f"{url}/position", json={"position": 1}).json()["state"] == "running"
    assert guest.get(url).json()["position"] == 1
    assert guest.put(f"{url}/position", json={"position": 3}).status_code == 404


def test_typed_answers_and_transcripts_are_kept(guest: Client) -> None:
    url = f"/api/interviews/{make_interview(guest)['id']}"
    text = f"{url}/questions/0/text"
    guest.put(text, json={"typed_text": "제 대답입니다.", "source": "typed"})
    guest.put(text, json={"transcript": "말한 대답", "source": "pasted"})
    answer = guest.get(url).json()["questions"][0]["answer"]
    assert (answer["state"], answer["typed_text"], answer["transcript"]) == ("complete", "제 대답입니다.", "말한 대답")
    guest.put(text, json={"transcript": "", "source": "pasted"})
    assert guest.get(url).json()["questions"][0]["answer"]["transcript"] is None


def test_a_deleted_interview_is_gone_with_its_blobs(guest: Client, services: Services, recording: bytes) -> None:
    made = make_interview(guest)
    record(guest, made["id"], recording)
    assert services.blobs.keys("accounts") != []
    assert guest.delete(f"/api/interviews/{made['id']}").status_code == 204
    assert services.blobs.keys("accounts") == []
    assert guest.get(f"/api/interviews/{made['id']}").status_code == 404
    assert guest.get(f"/api/jobs/{made['prepare_job']['id']}").json()["state"] == "cancelled"


def _counted(**changes: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("away_times", "touching_times", "swaying_times", "cues"), 0)
    seconds = dict.fromkeys(("face_s", "away_s", "touching_s", "swaying_s", "corners_raised_s"), 0.0)
    return {"watched_s": 30.0, **nothing, **seconds, **changes}


def test_what_the_coach_counted_comes_into_the_report_of_its_answer(
    guest: Client, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    interview = make_interview(guest, own_questions=["Why?", "How?"])
    base = f"/api/interviews/{interview['id']}"
    coaching = f"{base}/questions/0/coaching"
    assert guest.put(coaching, json=_counted(touching_times=9)).status_code == 204
    assert guest.put(coaching, json=_counted(touching_times=1, touching_s=2.0)).status_code == 204, "given anew"
    assert guest.put(coaching, json=_counted(touching_times=2, cues=1, continues=True)).status_code == 204, "went on"
    assert guest.put(coaching, json=_counted(watched_s=-1.0)).status_code == 422
    guest.post(f"{base}/finish")
    assert guest.put(coaching, json=_counted()).status_code == 409
    start_worker()
    wait_for_state(guest, base, "state", "reviewed")
    first, second = guest.get(f"{base}/report").json()["answers"][:2]
    assert (first["coaching"]["touching_times"], first["coaching"]["touching_s"]) == (3, 2.0)
    assert (first["coaching"]["watched_s"], first["coaching"]["cues"]) == (60.0, 1)
    assert second["coaching"] is None
