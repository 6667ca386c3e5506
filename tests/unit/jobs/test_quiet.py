"""Quiet times: what nobody sits and waits for holds back while somebody uses the machine live."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from tests.unit.jobs.watching import Start, enqueue, kill, lines, look, wait_for, wait_until_over

from visavis.api.services import Services
from visavis.jobs import Job, Jobs
from visavis.jobs.quiet import LONGEST_HOLD, end_quiet, forget_past, is_quiet, keep_quiet
from visavis.jobs.reasons import why_waiting
from visavis.jobs.tables import QuietTime
from visavis.kit.clock import now


def be_quiet(services: Services, holder: str = "somebody") -> None:
    with services.database.transaction() as session:
        keep_quiet(session, holder)


def be_loud(services: Services, holder: str = "somebody") -> None:
    with services.database.transaction() as session:
        end_quiet(session, holder)


def wait_until_held(services: Services, *jobs: str) -> None:
    wait_for(lambda: all(is_held(services, job) for job in jobs), "the job to hold back")


def is_held(services: Services, job_id: str) -> bool:
    with services.database.reading() as session:
        job = session.get_one(Job, job_id)
        why = why_waiting(session, job)
        return why.code == "held" if why else job.step == "held"


def test_it_is_quiet_until_the_last_one_ends_or_runs_out(services: Services) -> None:
    with services.database.transaction() as session:
        assert not is_quiet(session)
        keep_quiet(session, "one")
        keep_quiet(session, "one")
        keep_quiet(session, "two")
        end_quiet(session, "one")
        assert is_quiet(session)
        session.get_one(QuietTime, "two").until = now() - timedelta(seconds=1)
        assert not is_quiet(session)
        forget_past(session)
        assert session.get(QuietTime, "two") is None


def test_jobs_wait_unstarted_in_every_worker_until_it_is_over(
    services: Services, queue: Jobs, start_worker: Start, traces: Path
) -> None:
    be_quiet(services)
    jobs = [enqueue(services, queue) for _ in range(3)]
    start_worker()
    start_worker()
    wait_until_held(services, *jobs)
    assert [(look(services, job).state, look(services, job).attempts) for job in jobs] == [("waiting", 0)] * 3
    be_loud(services)
    for job in jobs:
        assert wait_until_over(services, job).state == "done"
        assert lines(traces, job) == ["0", "1", "2", "3", "4"]


def test_a_running_step_stands_still_at_its_next_sign_of_progress(
    services: Services, queue: Jobs, start_worker: Start, traces: Path
) -> None:
    job = enqueue(services, queue, "counting")
    start_worker()
    wait_for(lambda: lines(traces, job), "the counting to begin")
    be_quiet(services)
    wait_until_held(services, job)
    counted = lines(traces, job)
    time.sleep(2)
    assert lines(traces, job) == counted
    assert look(services, job).state == "running"
    be_loud(services)
    wait_for(lambda: lines(traces, job) != counted, "the counting to go on")
    (traces / "enough").touch()
    assert wait_until_over(services, job).state == "done"


def test_what_somebody_waits_for_goes_on(services: Services, queue: Jobs, start_worker: Start) -> None:
    be_quiet(services)
    held, urgent = enqueue(services, queue), enqueue(services, queue, "urgent")
    start_worker()
    assert wait_until_over(services, urgent).state == "done"
    wait_until_held(services, held)


def test_a_quiet_time_that_nobody_renews_ends_by_itself(services: Services, queue: Jobs, start_worker: Start) -> None:
    be_quiet(services)
    job = enqueue(services, queue)
    start_worker()
    wait_until_held(services, job)
    with services.database.transaction() as session:
        session.get_one(QuietTime, "somebody").until = now() + timedelta(seconds=1)
    assert wait_until_over(services, job).state == "done"


def test_a_job_that_was_queued_long_ago_is_held_no_more(services: Services, queue: Jobs, start_worker: Start) -> None:
    be_quiet(services)
    job = enqueue(services, queue)
    start_worker()
    wait_until_held(services, job)
    with services.database.transaction() as session:
        session.get_one(QuietTime, "somebody").until = now() + 2 * LONGEST_HOLD
        second = queue.enqueue(session, "steps", {}, "acc_test")
        second.created_at = now() - LONGEST_HOLD
    assert wait_until_over(services, second.id).state == "done"
    assert is_held(services, job)


def test_a_held_job_can_be_cancelled_and_outlives_its_worker(
    services: Services, queue: Jobs, start_worker: Start, traces: Path
) -> None:
    be_quiet(services)
    cancelled, kept = enqueue(services, queue), enqueue(services, queue)
    worker = start_worker()
    wait_until_held(services, cancelled, kept)
    with services.database.transaction() as session:
        queue.cancel(session, session.get_one(Job, cancelled))
    kill(worker)
    start_worker()
    be_loud(services)
    assert wait_until_over(services, kept).state == "done"
    assert lines(traces, kept) == ["0", "1", "2", "3", "4"]
    assert (look(services, cancelled).state, lines(traces, cancelled)) == ("cancelled", [])


def test_a_worker_with_cores_to_spare_does_not_hold_back(services: Services, queue: Jobs, start_worker: Start) -> None:
    be_quiet(services)
    job = enqueue(services, queue)
    start_worker(yields=False)
    assert wait_until_over(services, job).state == "done"
