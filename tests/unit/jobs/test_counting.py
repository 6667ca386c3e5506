"""What jobs took stays in the database, whichever worker did them and whatever becomes of their rows."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.jobs.watching import Start, enqueue, look, wait_until_over

from visavis.api.services import Services
from visavis.jobs import Job, Jobs
from visavis.jobs.counting import count_end, list_ended, list_queued
from visavis.kit.clock import now
from visavis.kit.tracing import following


def test_a_worker_counts_what_it_did_and_follows_the_request(
    services: Services, queue: Jobs, start_worker: Start
) -> None:
    with following("web-0123456789"):
        done = enqueue(services, queue, "urgent")
    wrong = enqueue(services, queue, "wrong")
    with services.database.reading() as session:
        waiting = list_queued(session, queue.kinds)
    assert sorted((one.kind, one.state, one.jobs) for one in waiting) == [
        ("urgent", "waiting", 1),
        ("wrong", "waiting", 1),
    ]
    start_worker()
    for job in (done, wrong):
        wait_until_over(services, job)
    assert (look(services, done).request_id, look(services, wrong).request_id) == ("web-0123456789", None)
    with services.database.reading() as session:
        told = {(one.kind, one.outcome): one for one in list_ended(session)}
        assert list_queued(session, queue.kinds) == []
    assert {key: one.jobs for key, one in told.items()} == {("urgent", "done"): 1, ("wrong", "failed"): 1}
    assert all(one.waited_s > 0 and one.worked_s > 0 for one in told.values())


def test_counts_add_up_and_outlive_the_jobs(services: Services, queue: Jobs) -> None:
    began = now()
    for waited_s in (10.0, 20.0):
        with services.database.transaction() as session:
            queued_at = began - timedelta(seconds=waited_s)
            job = Job(
                kind="urgent", owner_id="acc_1", args={}, run_id=f"run_{waited_s}", state="done", created_at=queued_at
            )
            session.add(job)
            session.flush()
            count_end(session, queue.kinds, job, began)
            session.delete(job)
    with services.database.reading() as session:
        (row,) = list_ended(session)
    assert (row.kind, row.lane, row.outcome, row.jobs, row.waited_s) == ("urgent", "live", "done", 2, 30.0)
