"""Whose turn it is, and who may take it: on both kinds of database, without a worker process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from tests.unit.jobs.kinds_for_tests import kinds
from tests.unit.jobs.watching import House, enqueue, look

from visavis.jobs import Job, Jobs
from visavis.jobs.claiming import claim, find_errands
from visavis.jobs.clock import database_now
from visavis.jobs.fencing import Fence, FencedDatabase, behind
from visavis.jobs.keeping import JobBlobs
from visavis.jobs.kinds import Lane, Stopped
from visavis.jobs.quiet import LONGEST_HOLD, keep_quiet
from visavis.jobs.reasons import offered_engines, why_waiting
from visavis.jobs.roll import LEASE_S, Watch, beat, list_workers, strike_off
from visavis.jobs.running import run_job
from visavis.jobs.tables import Worker
from visavis.jobs.turns import TooManyWaiting
from visavis.storage.blobs import open_blobs

ALL: dict[Lane, int] = {"live": 1, "later": 1, "idle": 1}
Enrol = Callable[..., Worker]


@pytest.fixture
def enrol(house: House) -> Enrol:
    def enrol(worker_id: str, **told: object) -> Worker:
        usual = {"name": worker_id, "machine": "here", "version": "1", "jobs_version": "1", "concurrency": 1}
        has = {"queues": ["cpu", "gpu"], "cores": 2, "memory_bytes": 2**33, "gpus": [], "engines": [], "yields": False}
        worker = Worker(id=worker_id, **usual | has | told)
        beat(house.database, worker)
        return worker

    return enrol


def take(house: House, worker: Worker, queue: Jobs, free: dict[Lane, int] = ALL) -> list[Fence]:
    with house.database.reading() as session:
        errands = find_errands(session, worker, queue.kinds, free)
    return [fence for one in errands if (fence := claim(house.database, worker.id, one)) is not None]


def finish(house: House, fence: Fence) -> None:
    with house.database.transaction() as session:
        session.get_one(Job, fence.job_id).state = "done"


def reason(house: House, job_id: str) -> str | None:
    with house.database.reading() as session:
        why = why_waiting(session, session.get_one(Job, job_id))
        return why.code if why else None


def grow_old(house: House, *jobs: str) -> None:
    with house.database.transaction() as session:
        queued_at = database_now(session) - LONGEST_HOLD
        session.execute(update(Job).where(Job.id.in_(jobs)).values(created_at=queued_at))


def test_an_accounts_first_job_does_not_wait_for_all_of_anothers(house: House, queue: Jobs, enrol: Enrol) -> None:
    busy = [enqueue(house, queue, owner_id="acc_busy") for _ in range(40)]
    worker, served = enrol("w1"), []
    for turn in range(14):
        if turn == 10:
            late = [enqueue(house, queue, owner_id="acc_late") for _ in range(2)]
        (fence,) = take(house, worker, queue)
        served.append(fence.job_id)
        if turn == 9:
            ninth = fence
        else:
            finish(house, fence)
    finish(house, ninth)
    assert served == [*busy[:10], late[0], busy[10], late[1], busy[11]]


def test_what_is_urgent_goes_before_the_same_accounts_other_jobs(house: House, queue: Jobs, enrol: Enrol) -> None:
    for _ in range(3):
        enqueue(house, queue)
    with house.database.transaction() as session:
        urgent = queue.enqueue(session, "steps", {}, "acc_test")
        urgent.priority, urgent.round = 1, 0
    assert take(house, enrol("w1"), queue)[0].job_id == urgent.id


def test_an_account_can_queue_so_many_jobs_and_no_more(house: House, traces: Path) -> None:
    queue = Jobs(kinds(traces), most_waiting=2)
    first = [enqueue(house, queue, key=key) for key in ("a", "b")]
    with pytest.raises(TooManyWaiting, match="2 jobs waiting"):
        enqueue(house, queue)
    assert enqueue(house, queue, key="a") == first[0]
    enqueue(house, queue, owner_id="acc_other")
    with house.database.transaction() as session:
        for _ in range(3):
            queue.enqueue(session, "steps", {}, None)
        queue.cancel(session, session.get_one(Job, first[0]))
    enqueue(house, queue)


def test_a_job_goes_where_its_engine_is_and_says_what_is_missing(house: House, queue: Jobs, enrol: Enrol) -> None:
    plain, swap = enqueue(house, queue, "drawing"), enqueue(house, queue, "drawing", needs=("swap/ghost", "swap/a"))
    assert reason(house, plain) == "no_worker"
    processor = enrol("cpu", queues=["cpu"], engines=["swap/ghost", "swap/a"])
    assert (reason(house, plain), take(house, processor, queue)) == ("no_queue", [])
    poor = enrol("poor", engines=["swap/a"])
    assert (reason(house, plain), reason(house, swap)) == ("turn", "no_engine")
    assert [fence.job_id for fence in take(house, poor, queue)] == [plain]
    assert take(house, poor, queue) == []
    with house.database.reading() as session:
        told = why_waiting(session, session.get_one(Job, swap))
        assert told is not None
        assert "swap/ghost" in told.text.en
        assert "swap/a" not in told.text.en
        assert offered_engines(session) == {"swap/ghost", "swap/a"}
    rich = enrol("rich", engines=["swap/a", "swap/ghost"])
    assert [fence.job_id for fence in take(house, rich, queue)] == [swap]
    assert reason(house, swap) is None


def test_lanes_are_served_in_their_order_and_what_is_old_waits_for_none(
    house: House, queue: Jobs, enrol: Enrol
) -> None:
    worker = enrol("w1")
    live = [enqueue(house, queue, "urgent") for _ in range(3)]
    later = [enqueue(house, queue) for _ in range(3)]
    with house.database.transaction() as session:
        idle = queue.enqueue(session, "steps", {}, None).id

    def taken(**free: int) -> list[str]:
        return [fence.job_id for fence in take(house, worker, queue, {**ALL, **free})]  # type: ignore[dict-item]

    assert taken() == [live[0]]  # others that are waited for are left over
    assert taken(live=0) == []
    grow_old(house, later[1])
    assert taken(live=0) == [later[1]]
    assert taken(live=2, later=1) == [live[1], later[0]]
    assert taken() == [live[2], later[2], idle]


def test_quiet_times_hold_workers_of_their_machine_only(house: House, queue: Jobs, enrol: Enrol) -> None:
    from visavis.jobs.machine import machine_id

    job = enqueue(house, queue)
    here = enrol("here", machine=machine_id(), yields=True)
    with house.database.transaction() as session:
        keep_quiet(session, "somebody")
    assert (take(house, here, queue), reason(house, job)) == ([], "held")
    there = enrol("there", machine="elsewhere", yields=True)
    assert reason(house, job) == "turn"
    assert [fence.job_id for fence in take(house, there, queue)] == [job]


def test_many_who_take_at_once_never_take_the_same(house: House, queue: Jobs, enrol: Enrol) -> None:
    jobs = {enqueue(house, queue, owner_id=f"acc_{number}") for number in range(24)}
    workers = [enrol(f"w{number}") for number in range(4)]

    def take_all(worker: Worker) -> list[str]:
        found = (take(house, worker, queue) for _ in range(24))
        return [fence.job_id for taken in found for fence in taken]

    with ThreadPoolExecutor(4) as pool:
        taken = [job for mine in pool.map(take_all, workers) for job in mine]
    assert sorted(taken) == sorted(jobs)


def test_a_key_is_queued_once_however_many_ask_at_once(house: House, queue: Jobs) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: enqueue(house, queue, key="same"), range(8)))
    assert len(found) == 1
    with house.database.reading() as session:
        assert session.scalars(select(Job.id)).all() == [*found]


def test_only_a_worker_whose_beats_stop_is_struck_off_whatever_clocks_say(
    house: House, queue: Jobs, enrol: Enrol
) -> None:
    enqueue(house, queue)
    dead, living = enrol("dead"), enrol("living")
    (fence,) = take(house, dead, queue)
    at = 1000.0
    watch = Watch(clock=lambda: at)
    assert watch.find_dead(house.database) == []
    with house.database.transaction() as session:  # the database's clock jumps to and fro
        session.get_one(Worker, "dead").beat_at = database_now(session) + timedelta(hours=9)
        session.get_one(Worker, "living").beat_at = database_now(session) - timedelta(hours=9)
    assert watch.find_dead(house.database) == []
    at += LEASE_S
    beat(house.database, living)
    assert watch.find_dead(house.database) == [("dead", 0)]
    beat(house.database, dead)  # it was only slow
    assert strike_off(house.database, "dead", beats=0) == 0
    assert strike_off(house.database, "dead", beats=1) == 1
    with house.database.reading() as session:
        assert [one.id for one in list_workers(session)] == ["living"]
    again = take(house, living, queue)
    assert [(one.job_id, one.number) for one in again] == [(fence.job_id, fence.number + 2)]


def test_a_run_that_lost_its_job_writes_nothing(house: House, queue: Jobs, enrol: Enrol, tmp_path: Path) -> None:
    job, worker = enqueue(house, queue, "wrong"), enrol("w1")
    (lost,) = take(house, worker, queue)
    strike_off(house.database, "w1")
    enrol("w1")
    (own,) = take(house, worker, queue)
    fenced = FencedDatabase(house.database)
    blobs = JobBlobs(open_blobs(str(tmp_path / "blobs")), fenced, Everybody())
    with behind(lost):
        with pytest.raises(Stopped), fenced.transaction() as session:
            session.get_one(Job, job).args = {"written": True}
        with pytest.raises(Stopped):
            blobs.put("accounts/a/b", b"x")
    run_job(house.database, queue.kinds, lost)
    assert (look(house, job).state, look(house, job).args, blobs.keys("accounts")) == ("running", {}, [])
    with behind(own):
        blobs.put("accounts/a/b", b"x")
    assert blobs.keys("accounts") == ["accounts/a/b"]


class Everybody:
    """Lets everything be written."""

    def check_room(self, *_: object) -> None: ...

    def note_written(self, *_: object) -> bool:
        return True


def test_a_worker_that_was_struck_off_takes_nothing_until_it_enrols_again(
    house: House, queue: Jobs, enrol: Enrol
) -> None:
    enqueue(house, queue)
    worker = enrol("w1")
    strike_off(house.database, "w1")
    assert take(house, worker, queue) == []
    beat(house.database, worker)
    assert len(take(house, worker, queue)) == 1
    with house.database.reading() as session:
        assert session.scalars(select(Worker.beats)).all() == [0]
