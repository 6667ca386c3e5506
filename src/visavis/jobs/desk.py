"""A worker's desk: the jobs that it has in hand, how they come there, and how they begin or go on."""

from __future__ import annotations

import threading
from collections.abc import Callable

from dbos import DBOS, SetWorkflowID
from sqlalchemy import select

from visavis.jobs.claiming import claim, find_errands
from visavis.jobs.fencing import Fence
from visavis.jobs.kinds import LANES, JobTable, Lane
from visavis.jobs.roll import give_back
from visavis.jobs.running import run_job
from visavis.jobs.tables import Job, Worker
from visavis.kit.ids import new_id
from visavis.storage.database import Database

_UNDER_WAY = ("PENDING", "ENQUEUED", "DELAYED")


class Desk:
    """What one worker has in hand. DBOS keeps the steps of each run; whose job is next is decided here."""

    def __init__(self, database: Database, kinds: JobTable, worker: Worker) -> None:
        self._database = database
        self._kinds = kinds
        self._worker = worker
        self._in_hand: dict[Fence, Lane] = {}
        self._lock = threading.RLock()

    def take(self, start: Callable[[str], object]) -> int:
        """Take up what may be taken up now; how many jobs. ``start`` starts the workflow for a job's id."""
        with self._lock:
            with self._database.reading() as session:
                errands = find_errands(session, self._worker, self._kinds, self._free())
            taken = 0
            for errand in errands:
                fence = claim(self._database, self._worker.id, errand)
                if fence is not None:
                    self._begin(fence, errand.waiting.lane, start)
                    taken += 1
            return taken

    def run(self, job_id: str) -> None:
        """The workflow: what DBOS calls, here or where the run goes on. Without the job in hand it does nothing."""
        run_id = DBOS.workflow_id
        with self._lock:
            fence = next((one for one in self._in_hand if (one.job_id, one.run_id) == (job_id, run_id)), None)
        if fence is None:
            return
        try:
            run_job(self._database, self._kinds, fence, self._worker.yields)
        finally:
            with self._lock:
                self._in_hand.pop(fence, None)

    def give_back_lost(self) -> int:
        """Let jobs wait again that are ours by their rows and that nobody works on: their run was cut off."""
        with self._lock:
            kept = frozenset((fence.job_id, fence.number) for fence in self._in_hand)
            with self._database.reading() as session:
                ours = select(Job.id, Job.fence).where(Job.worker_id == self._worker.id, Job.state == "running")
                if all((job_id, number) in kept for job_id, number in session.execute(ours)):
                    return 0
            with self._database.transaction() as session:
                return give_back(session, self._worker.id, kept)

    def leave(self) -> None:
        """Give everything back, as a worker that ends does. It counts as no attempt: nothing went wrong."""
        with self._lock, self._database.transaction() as session:
            for fence in self._in_hand:
                job = session.get(Job, fence.job_id)
                if job is not None and job.fence == fence.number:
                    job.attempts = max(job.attempts - 1, 0)
            give_back(session, self._worker.id)
            worker = session.get(Worker, self._worker.id)
            if worker is not None:
                session.delete(worker)

    def _free(self) -> dict[Lane, int]:
        return {lane: self._worker.concurrency - list(self._in_hand.values()).count(lane) for lane in LANES}

    def _begin(self, fence: Fence, lane: Lane, start: Callable[[str], object]) -> None:
        found = DBOS.get_workflow_status(fence.run_id)
        goes_on = found is not None and found.status in _UNDER_WAY and found.app_version == self._worker.jobs_version
        if found is not None and not goes_on:
            DBOS.cancel_workflow(fence.run_id)
            fence = self._renew(fence)
        # Those that worked on it before under an earlier fence, here too, aren't ours to count.
        self._in_hand = {one: its for one, its in self._in_hand.items() if one.job_id != fence.job_id} | {fence: lane}
        try:
            if goes_on:
                DBOS.resume_workflow(fence.run_id, queue_name=self._worker.id)
            else:
                with SetWorkflowID(fence.run_id):
                    start(fence.job_id)
        except BaseException:
            del self._in_hand[fence]  # so that it is given back
            raise

    def _renew(self, fence: Fence) -> Fence:
        """A new run from the first step, for one that can't go on: of another version, or broken off by its store."""
        renewed = Fence(fence.job_id, new_id("run"), fence.number)
        with self._database.transaction() as session:
            job = session.get_one(Job, fence.job_id)
            if job.fence == fence.number:
                job.run_id, job.progress = renewed.run_id, 0.0
                job.step = job.step_ko = job.step_en = ""
        return renewed
