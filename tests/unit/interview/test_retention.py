from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from visavis.accounts.membership import make_guest
from visavis.accounts.sign_ins import open_sign_in
from visavis.accounts.tables import Account, SignIn
from visavis.api.services import Services
from visavis.app import tidy
from visavis.interview.recording import finish_take, receive_piece, start_take
from visavis.interview.recording.retention import kept_until
from visavis.interview.sessions import Plan, make_interview
from visavis.interview.tables import Interview, Piece
from visavis.kit.clock import now
from visavis.settings import Settings


@pytest.fixture
def recorded(services: Services) -> str:
    """An interview, recorded ten days ago."""
    with services.database.transaction() as session:
        owner = make_guest(session, "ko")
        open_sign_in(session, owner.id)
        plan = Plan(language="ko", interviewer_id="seoyeon", own_questions=("왜 지원했나요?",))
        interview = make_interview(session, owner.id, plan)
        take = start_take(session, interview, interview.questions[0], "video/webm", True, None)
        receive_piece(session, services.blobs, take, 0, b"\x1a\x45\xdf\xa3")
        finish_take(session, take, 1)
        interview.created_at = interview.recordings_kept_from = now() - timedelta(days=10)
        services.blobs.put(f"{interview.space}/report/report.json", b"{}")
        return interview.id


def test_old_recordings_go_and_reports_stay(services: Services, settings: Settings, recorded: str) -> None:
    tidy(settings.model_copy(update={"keep_recordings_days": 9}), services)
    assert [key.rsplit("/", 1)[1] for key in services.blobs.keys("accounts")] == ["report.json"]
    with services.database.reading() as session:
        assert session.get_one(Interview, recorded).recordings_deleted_at is not None
        assert session.scalars(select(Piece)).all() == []


@pytest.mark.parametrize("days", [0, 11])
def test_recordings_within_the_time_stay(services: Services, settings: Settings, recorded: str, days: int) -> None:
    before = services.blobs.keys("accounts")
    tidy(settings.model_copy(update={"keep_recordings_days": days}), services)
    assert services.blobs.keys("accounts") == before


def test_recordings_go_after_thirty_days_where_nothing_is_said(services: Services, recorded: str) -> None:
    with services.database.reading() as session:
        interview = session.get_one(Interview, recorded)
        until = kept_until(interview, services.options.keep_recordings_days)
        assert until == interview.recordings_kept_from + timedelta(days=30)
        assert kept_until(interview, 0) is None


def test_blobs_written_behind_a_deletion_are_swept(services: Services, settings: Settings, recorded: str) -> None:
    services.blobs.put("accounts/acc_gone/interviews/int_gone/report/answer-00.json", b"{}")
    services.blobs.put("accounts/acc_gone/people/per_gone/portrait.jpg", b"\xff\xd8")
    before = len(services.blobs.keys("accounts"))
    tidy(settings, services)
    assert len(services.blobs.keys("accounts")) == before - 2


def test_a_guest_whom_no_browser_reaches_is_erased(services: Services, settings: Settings, recorded: str) -> None:
    with services.database.transaction() as session:
        session.execute(delete(SignIn))
    tidy(settings, services)
    assert services.blobs.keys("accounts") == []
    with services.database.reading() as session:
        assert session.scalars(select(Account)).all() == []
        assert session.get(Interview, recorded) is None
