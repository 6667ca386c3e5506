"""Worker processes on several machines: a data folder for each, one PostgreSQL for all."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from sqlalchemy import select
from tests.unit.jobs.watching import House, Start, enqueue, kill, lines, look, wait_for, wait_until_over

from visavis.jobs import Jobs
from visavis.jobs.roll import list_workers
from visavis.jobs.tables import QuietTime

LEASE_S = 2.0


def tell(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    os.kill(process.pid, number)


def roll_of(house: House) -> set[str]:
    with house.database.reading() as session:
        return {one.id for one in list_workers(session)}


def whose(house: House, job: str) -> str | None:
    return look(house, job).worker_id


def test_a_killed_machines_jobs_go_on_elsewhere_and_a_paused_one_does_nothing_twice(
    shared: House, queue: Jobs, start_far: Start, traces: Path
) -> None:
    for number in (0, 2):
        (traces / f"hold-{number}").touch()
    steps, noted = enqueue(shared, queue), enqueue(shared, queue, "noting")
    killed = start_far("here", lease_s=LEASE_S, queues=["cpu"])
    wait_for(lambda: lines(traces, steps) == ["0"] and lines(traces, noted) == ["0"], "both jobs to begin")
    kill(killed)
    paused = start_far("there", lease_s=LEASE_S)
    wait_for(lambda: lines(traces, steps) == lines(traces, noted) == ["0", "0"], "the second machine to take over")

    first = whose(shared, noted)
    third = start_far("yonder", lease_s=LEASE_S)
    wait_for(lambda: len(roll_of(shared)) == 2, "the third machine")
    tell(paused, signal.SIGSTOP)
    wait_for(lambda: whose(shared, noted) not in (first, None), "the third machine to take over")
    for number in (0, 2):
        (traces / f"hold-{number}").unlink()
    assert wait_until_over(shared, noted).state == wait_until_over(shared, steps).state == "done"
    ends = [look(shared, job).finished_at for job in (noted, steps)]
    tell(paused, signal.SIGCONT)
    wait_for(lambda: len(roll_of(shared)) == 2, "the paused one to enrol again")
    after = enqueue(shared, queue)
    assert wait_until_over(shared, after).state == "done"
    tell(paused, signal.SIGTERM)  # what it was in the midst of ends before it does
    assert paused.wait(timeout=30) == 0
    assert [look(shared, job).finished_at for job in (noted, steps)] == ends
    assert lines(traces, steps) == ["0", "0", "0", "1", "2", "3", "4"]
    with shared.database.reading() as session:
        assert session.scalars(select(QuietTime.holder)).all() == [f"{noted} {third.pid}"]


def test_workers_whose_clocks_are_hours_off_work_together(
    shared: House, queue: Jobs, start_far: Start, traces: Path
) -> None:
    (traces / "hold-0").touch()
    jobs = [enqueue(shared, queue) for _ in range(3)]
    start_far("early", hours_off=-7, concurrency=1, lease_s=LEASE_S)
    start_far("late", hours_off=9, concurrency=2, lease_s=LEASE_S)
    wait_for(lambda: all(lines(traces, job) == ["0"] for job in jobs), "all jobs to begin")
    seen = {job: whose(shared, job) for job in jobs}
    rounds = [wait_for_beats(shared) for _ in range(2)]
    assert all(rounds)
    assert {job: whose(shared, job) for job in jobs} == seen
    (traces / "hold-0").unlink()
    for job in jobs:
        done = wait_until_over(shared, job)
        assert done.state == "done"
        assert done.started_at is not None
        assert done.finished_at is not None
        assert 0 <= (done.finished_at - done.started_at).total_seconds() < 300
        assert lines(traces, job) == ["0", "1", "2", "3", "4"]


def wait_for_beats(house: House) -> bool:
    """Until every worker gave so many beats more that its lease would have run out without them."""

    def beats() -> dict[str, int]:
        with house.database.reading() as session:
            return {one.id: one.beats for one in list_workers(session)}

    before = beats()
    wait_for(lambda: all(count >= before[name] + 8 for name, count in beats().items()), "beats")
    return set(beats()) == set(before)


def test_jobs_outlive_an_upgrade_of_one_machine_after_the_other(
    shared: House, queue: Jobs, start_far: Start, traces: Path
) -> None:
    (traces / "hold-2").touch()
    running, waiting = (enqueue(shared, queue) for _ in range(2))
    old = start_far("here", concurrency=1)
    wait_for(lambda: lines(traces, running) == ["0", "1", "2"], "the third step")
    tell(old, signal.SIGTERM)
    wait_for(lambda: look(shared, running).state == "waiting", "the job to be given back")
    assert (look(shared, running).attempts, roll_of(shared)) == (0, set())
    (traces / "hold-2").unlink()
    old.wait()
    start_far("there", version="next")
    assert wait_until_over(shared, running).state == wait_until_over(shared, waiting).state == "done"
    assert lines(traces, running) == ["0", "1", "2", "0", "1", "2", "3", "4"]
    assert lines(traces, waiting) == ["0", "1", "2", "3", "4"]


def test_work_goes_on_when_the_database_was_away(
    shared: House, postgres: str, queue: Jobs, start_far: Start, traces: Path
) -> None:
    job, name = enqueue(shared, queue, "counting"), shared.database.engine.url.database
    worker = start_far("here")
    wait_for(lambda: lines(traces, job), "the counting to begin")
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        time.sleep(3)
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    after = enqueue(shared, queue)
    assert wait_until_over(shared, after).state == "done"
    wait_for(lambda: look(shared, job).attempts == 2 and look(shared, job).state == "running", "the job to begin anew")
    (traces / "enough").touch()
    assert wait_until_over(shared, job).state == "done"
    assert worker.poll() is None
