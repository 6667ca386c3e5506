"""Follow-up questions over HTTP: inserted behind their question, never twice, never in the way of a recording."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from httpx import Client

ANSWER = "저는 인턴 때 결제 모듈을 맡아서 개발했습니다."
OWN = ["첫 번째 질문입니다.", "두 번째 질문입니다.", "세 번째 질문입니다."]


@pytest.fixture
def client(browser: Callable[[], Client]) -> Client:
    client = browser()
    client.post("/api/accounts/guest").raise_for_status()
    return client


def make(client: Client, **plan: Any) -> dict[str, Any]:
    person = client.get("/api/interviewers").json()[0]["id"]
    chosen = {
        "interviewer_id": person,
        "language": "ko",
        "count": 0,
        "own_questions": OWN,
        "most_follow_ups": 1,
        **plan,
    }
    made = client.post("/api/interviews", json=chosen)
    assert made.status_code == 201, made.text
    return dict(made.json())


def say(client: Client, interview: str, index: int, answer: str) -> None:
    path = f"/api/interviews/{interview}/questions/{index}/text"
    client.put(path, json={"typed_text": answer, "source": "typed"}).raise_for_status()


def follow(client: Client, interview: str, index: int, **ended: Any) -> dict[str, Any]:
    asked = client.post(f"/api/interviews/{interview}/questions/{index}/follow-up", json=ended)
    assert asked.status_code == 200, asked.text
    return dict(asked.json())


def test_a_follow_up_stands_behind_its_question_and_the_others_move_on(client: Client) -> None:
    made = make(client)
    say(client, made["id"], 0, ANSWER)
    found = follow(client, made["id"], 0)
    questions = found["interview"]["questions"]
    assert found["index"] == 1
    assert [q["index"] for q in questions] == [0, 1, 2, 3]
    assert [q["text"] for q in questions if q["source"] == "own"] == OWN
    assert (questions[1]["source"], questions[1]["follows"]) == ("follow_up", 0)
    assert "결제 모듈" in questions[1]["text"]
    assert questions[1]["why"]["en"] == "Your answer didn't say what came of it."
    assert [q["id"] for q in questions if q["source"] == "own"] == [q["id"] for q in made["questions"]]


def test_asking_twice_gives_the_same_follow_up_and_never_more_than_chosen(client: Client) -> None:
    interview = make(client, most_follow_ups=2)["id"]
    say(client, interview, 0, ANSWER)
    first = follow(client, interview, 0)
    assert follow(client, interview, 0)["index"] == first["index"] == 1
    say(client, interview, 1, "제가 직접 했고 오류가 줄었습니다.")
    second = follow(client, interview, 1)
    assert second["index"] == 2
    assert second["interview"]["questions"][2]["follows"] == 1
    say(client, interview, 2, "제가 다시 설계했고 절반으로 줄었습니다.")
    assert follow(client, interview, 2)["index"] is None
    assert len(client.get(f"/api/interviews/{interview}").json()["questions"]) == 5


def write(client: Client, interview: str, index: int, **words: str) -> Any:
    path = f"/api/interviews/{interview}/questions/{index}/text"
    return client.put(path, json={"source": "typed", **words})


def test_an_answer_that_was_asked_on_from_stays_as_it_is(client: Client) -> None:
    interview = make(client)["id"]
    say(client, interview, 0, ANSWER)
    assert follow(client, interview, 0)["index"] == 1
    refused = write(client, interview, 0, typed_text="다른 창에서 쓴 다른 대답")
    assert (refused.status_code, refused.json()["code"]) == (409, "answer_stays")
    assert write(client, interview, 0, transcript="다른 말", source="browser").status_code == 409
    say(client, interview, 0, ANSWER)  # sent once more, as when its acknowledgement was lost
    kept = client.get(f"/api/interviews/{interview}").json()["questions"][0]["answer"]
    assert (kept["typed_text"], kept["transcript"]) == (ANSWER, None)


def test_an_answer_left_behind_stays_as_it_is_and_only_its_transcript_can_come_afterwards(client: Client) -> None:
    interview = make(client, most_follow_ups=0)["id"]
    say(client, interview, 0, ANSWER)
    client.put(f"/api/interviews/{interview}/position", json={"position": 1}).raise_for_status()
    assert write(client, interview, 0, typed_text="다른 대답").json()["code"] == "answer_stays"
    client.post(f"/api/interviews/{interview}/finish").raise_for_status()
    assert write(client, interview, 1, typed_text="늦은 대답").json()["code"] == "not_possible_now"
    write(client, interview, 0, transcript="말한 대답", source="pasted").raise_for_status()


def test_without_the_choice_there_is_no_follow_up(client: Client) -> None:
    interview = make(client, most_follow_ups=0)["id"]
    say(client, interview, 0, ANSWER)
    assert follow(client, interview, 0)["index"] is None


def test_an_empty_answer_is_asked_for_again_once(client: Client) -> None:
    interview = make(client, most_follow_ups=2)["id"]
    found = follow(client, interview, 0, is_empty=True)
    assert found["interview"]["questions"][1]["why"]["en"].startswith("Your answer was empty")
    assert follow(client, interview, 1, is_empty=True)["index"] is None


def test_the_question_is_repeated_on_request_and_a_refusal_is_left_standing(client: Client) -> None:
    made = make(client, most_follow_ups=2)
    say(client, made["id"], 0, "질문을 다시 한번 말씀해 주시겠어요?")
    found = follow(client, made["id"], 0)
    again = found["interview"]["questions"][found["index"]]
    assert OWN[0] in again["text"]
    assert again["why"]["en"] == "You asked to hear the question again."
    say(client, made["id"], found["index"], "그 부분은 말씀드리기 어렵습니다.")
    assert follow(client, made["id"], found["index"])["index"] is None


def test_an_answer_without_words_is_followed_as_the_bank_has_written(client: Client) -> None:
    made = make(client, track_id="cloud", count=4, own_questions=[])
    found = follow(client, made["id"], 1)
    assert found["interview"]["questions"][2]["why"]["en"] == "This follow-up was written together with the question."


def test_a_set_brings_its_follow_ups_along(client: Client) -> None:
    prepared = {"text": "왜 이 일인가요?", "kind": "personality", "source": "set", "follow_ups": ["언제부터였나요?"]}
    interview = make(client, own_questions=[], prepared=[prepared])["id"]
    assert follow(client, interview, 0)["interview"]["questions"][1]["text"] == "언제부터였나요?"


def test_who_has_gone_on_is_not_called_back(client: Client) -> None:
    interview = make(client)["id"]
    say(client, interview, 0, ANSWER)
    say(client, interview, 1, ANSWER)
    assert follow(client, interview, 0)["index"] is None


def test_the_position_moves_with_the_questions(client: Client) -> None:
    interview = make(client)["id"]
    say(client, interview, 0, ANSWER)
    client.put(f"/api/interviews/{interview}/position", json={"position": 1}).raise_for_status()
    assert follow(client, interview, 0)["interview"]["position"] == 2


def test_a_recording_that_comes_late_finds_its_question(client: Client) -> None:
    made = make(client)
    second = made["questions"][1]["id"]
    say(client, made["id"], 0, ANSWER)
    follow(client, made["id"], 0)
    take = {"mime": "video/webm", "question_id": second}
    client.post(f"/api/interviews/{made['id']}/questions/1/takes", json=take).raise_for_status()
    questions = client.get(f"/api/interviews/{made['id']}").json()["questions"]
    assert [len(q["answer"]["takes"]) for q in questions] == [0, 0, 1, 0]


def test_a_finished_interview_is_not_asked_on(client: Client) -> None:
    interview = make(client)["id"]
    client.post(f"/api/interviews/{interview}/finish").raise_for_status()
    assert client.post(f"/api/interviews/{interview}/questions/0/follow-up", json={}).status_code == 409


def test_another_account_sees_nothing_of_it(client: Client, browser: Callable[[], Client]) -> None:
    interview = make(client)["id"]
    stranger = browser()
    stranger.post("/api/accounts/guest").raise_for_status()
    assert stranger.post(f"/api/interviews/{interview}/questions/0/follow-up", json={}).status_code == 404
    assert stranger.get(f"/api/interviews/{interview}/acknowledgements/0.mp4").status_code == 404


def test_the_interview_is_deleted_with_its_follow_ups(client: Client) -> None:
    interview = make(client)["id"]
    say(client, interview, 0, ANSWER)
    follow(client, interview, 0)
    assert client.delete(f"/api/interviews/{interview}").status_code == 204
    assert client.get(f"/api/interviews/{interview}").status_code == 404
