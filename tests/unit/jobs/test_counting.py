"""What jobs took stays in the database, whichever worker did them and whatever becomes of their rows."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.jobs.watching import House, Start, enqueue, look, wait_until_over

from visavis.api.services import Services
from visavis.jobs import Job, Jobs
from visavis.jobs.clock import database_now
from visavis.jobs.counting import count_end, list_ended, list_queued
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


def test_counts_add_up_and_outlive_the_jobs(house: House) -> None:
    with house.database.transaction() as session:
        at = database_now(session)
        for waited_s in (10.0, 20.0):
            times = {"created_at": at - timedelta(seconds=waited_s), "started_at": at}
            ended = {"state": "done", "lane": "live", "finished_at": at + timedelta(seconds=5)}
            job = Job(kind="urgent", owner_id="acc_1", args={}, run_id=f"run_{waited_s}", **times, **ended)
            session.add(job)
            session.flush()
            assert count_end(session, job) == 5.0
            session.delete(job)
    with house.database.reading() as session:
        (row,) = list_ended(session)
    assert (row.kind, row.lane, row.outcome, row.jobs) == ("urgent", "live", "done", 2)
    assert (row.waited_s, row.worked_s) == (30.0, 10.0)
