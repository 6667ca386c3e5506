"""Durable work: queued in the same transaction as the row it is about, run in steps by supervised workers."""

from visavis.jobs.kinds import JobKind, JobTable, Run
from visavis.jobs.queue import JobNotFound, Jobs
from visavis.jobs.tables import Job

__all__ = ["Job", "JobKind", "JobNotFound", "JobTable", "Jobs", "Run"]
