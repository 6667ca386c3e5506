"""Real worker processes, killed the hard way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.unit.jobs.watching import Start, enqueue, kill, lines, look, wait_for, wait_until_over

from visavis.api.services import Services
from visavis.jobs import Job, Jobs


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


def test_what_a_killed_worker_left_aside_goes_when_its_slot_is_taken_again(
    services: Services, queue: Jobs, start_worker: Start, traces: Path, tmp_path: Path
) -> None:
    (traces / "hold").touch()
    job = enqueue(services, queue, "messy")
    worker = start_worker()
    wait_for(lambda: lines(traces, job), "the temporary file")
    left, children_write_to = map(Path, lines(traces, job))
    kill(worker)
    assert left.exists()
    assert left.parent == children_write_to == tmp_path / "slots" / "worker-0"
    neighbours = tmp_path / "slots" / "worker-1" / "recording"
    neighbours.parent.mkdir()
    neighbours.touch()
    (traces / "hold").unlink()
    start_worker()
    assert wait_until_over(services, job).state == "done"
    assert not left.exists()
    assert neighbours.exists()


def test_a_live_worker_adopts_a_dead_ones_job_and_leaves_a_live_ones_alone(
    services: Services, queue: Jobs, start_worker: Start, traces: Path
) -> None:
    (traces / "hold-2").touch()
    jobs = [enqueue(services, queue) for _ in range(3)]  # two go to the first worker, which runs two at once
    first = start_worker()
    wait_for(lambda: sum(lines(traces, job) == ["0", "1", "2"] for job in jobs) == 2, "two jobs to be held")
    start_worker()
    wait_for(lambda: all(lines(traces, job) == ["0", "1", "2"] for job in jobs), "the second worker to take the third")
    time.sleep(7)  # two rounds of looking for orphans
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
        table = "workflow_status" if services.database.is_embedded else "dbos.workflow_status"
        count = session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608
    assert count == 0


def test_a_key_is_queued_once_until_its_job_is_over(services: Services, queue: Jobs) -> None:
    first, second = enqueue(services, queue, key="same"), enqueue(services, queue, key="same")
    assert first == second
    with services.database.transaction() as session:
        queue.cancel(session, session.get_one(Job, first))
    assert enqueue(services, queue, key="same") != first
