"""Real worker processes, killed the hard way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.unit.jobs.watching import Start, enqueue, holds, kill, lines, look, wait_for, wait_until_over

from visavis.api.services import Services
from visavis.jobs import Job, Jobs
from visavis.jobs.worker import ADOPT_EVERY_S


def test_jobs_end_as_done_failed_or_cancelled(services: Services, queue: Jobs, start_worker: Start) -> None:
    done, wrong, broken = (enqueue(services, queue, kind) for kind in ("steps", "wrong", "broken"))
    start_worker()
    assert wait_until_over(services, done).state == "done"
    assert look(services, done).progress == 1.0
    assert wait_until_over(services, wrong).error == {
        "kind": "invalid",
        "code": "invalid",
        "ko": "쓸 수 없는 입력입니다.",
        "en": "This input can't be used.",
    }
    failed = wait_until_over(services, broken)
    assert (failed.state, failed.error and failed.error["code"]) == ("failed", "job_broke")

    endless = enqueue(services, queue, "endless")
    wait_for(lambda: look(services, endless).state == "running", "the endless job to start")
    with services.database.transaction() as session:
        queue.cancel(session, session.get_one(Job, endless))
    after = enqueue(services, queue)
    assert wait_until_over(services, after).state == "done"
    assert look(services, endless).state == "cancelled"


def test_a_killed_workers_job_goes_on_at_its_step_after_a_restart(
    services: Services, queue: Jobs, start_worker: Start, traces: Path
) -> None:
    (traces / "hold-2").touch()
    job = enqueue(services, queue)
    worker = start_worker()
    wait_for(lambda: lines(traces, job) == ["0", "1", "2"], "the third step")
    kill(worker)
    (traces / "hold-2").unlink()
    start_worker()
    assert wait_until_over(services, job).state == "done"
    assert lines(traces, job) == ["0", "1", "2", "2", "3", "4"]


def test_what_a_killed_worker_left_aside_is_cleared_by_the_next_and_a_living_ones_stays(
    services: Services, queue: Jobs, start_worker: Start, traces: Path
) -> None:
    (traces / "hold").touch()
    jobs = [enqueue(services, queue, "messy") for _ in range(2)]
    workers = {start_worker(concurrency=1), start_worker(concurrency=1)}
    wait_for(lambda: all(lines(traces, job) for job in jobs), "the temporary files")
    (left, its_place), (kept, _) = (map(Path, lines(traces, job)) for job in jobs)
    assert left.parent == its_place != kept.parent
    with services.database.reading() as session:
        working = {session.get_one(Job, job).worker_id: job for job in jobs}
    first = next(worker for worker in workers if holds(worker, its_place.with_suffix(".lock")))
    assert working[its_place.name] == jobs[0]
    kill(first)
    assert left.exists()
    wait_for(lambda: not its_place.exists(), "the dead one's place to be cleared")
    assert kept.exists()
    (traces / "hold").unlink()
    for job in jobs:
        assert wait_until_over(services, job).state == "done"


def test_a_live_worker_adopts_a_dead_ones_job_and_leaves_a_live_ones_alone(
    services: Services, queue: Jobs, start_worker: Start, traces: Path
) -> None:
    (traces / "hold-2").touch()
    jobs = [enqueue(services, queue) for _ in range(3)]  # two go to the first worker, which runs two at once
    first = start_worker()
    wait_for(lambda: sum(lines(traces, job) == ["0", "1", "2"] for job in jobs) == 2, "two jobs to be held")
    start_worker()
    wait_for(lambda: all(lines(traces, job) == ["0", "1", "2"] for job in jobs), "the second worker to take the third")
    time.sleep(3 * ADOPT_EVERY_S)
    assert [lines(traces, job) for job in jobs] == [["0", "1", "2"]] * 3
    kill(first)
    (traces / "hold-2").unlink()
    for job in jobs:
        assert wait_until_over(services, job).state == "done"
    repeated = sorted(len(lines(traces, job)) for job in jobs)
    assert repeated == [5, 6, 6]  # only the killed worker's two did their cut-off step again


def test_a_pending_job_starts_over_after_an_upgrade(
    services: Services, queue: Jobs, start_worker: Start, traces: Path
) -> None:
    (traces / "hold-2").touch()
    running = enqueue(services, queue)
    old = start_worker()
    wait_for(lambda: lines(traces, running) == ["0", "1", "2"], "the third step")
    kill(old)
    (traces / "hold-2").unlink()
    waiting = enqueue(services, queue)
    start_worker(version="next")
    assert wait_until_over(services, running).state == "done"
    assert wait_until_over(services, waiting).state == "done"
    assert lines(traces, running) == ["0", "1", "2", "0", "1", "2", "3", "4"]
    assert lines(traces, waiting) == ["0", "1", "2", "3", "4"]


def test_a_job_and_its_subject_are_written_together_or_not_at_all(services: Services, queue: Jobs) -> None:
    made: list[str] = []

    def write_then_fail() -> None:
        with services.database.transaction() as session:
            made.append(queue.enqueue(session, "steps", {}, "acc_test").id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_then_fail()
    with services.database.reading() as session:
        assert session.get(Job, made[0]) is None


def test_a_key_is_queued_once_until_its_job_is_over(services: Services, queue: Jobs) -> None:
    first, second = enqueue(services, queue, key="same"), enqueue(services, queue, key="same")
    assert first == second
    with services.database.transaction() as session:
        queue.cancel(session, session.get_one(Job, first))
    assert enqueue(services, queue, key="same") != first
