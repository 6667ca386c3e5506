"""What is counted for whoever watches this installation, in Prometheus's form. No label names or tells of anybody."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from visavis.api.services import Services
from visavis.api.stock import stored_bytes
from visavis.jobs.clock import database_now
from visavis.jobs.counting import Queued, list_ended, list_queued
from visavis.jobs.roll import living
from visavis.jobs.tables import JobCount

disable_created_metrics()  # type: ignore[no-untyped-call] # when a count began is told by process_start_time_seconds
CONTENT_TYPE = CONTENT_TYPE_LATEST
_BUCKETS_S = (0.01, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 10.0)
_PIECE = ("PUT", "/api/takes/{take_id}/pieces/{number}")
_SIGN_IN = ("POST", "/api/accounts/login")
WEIGH_EVERY_S = 60.0


@dataclass(frozen=True)
class Served:
    """A request that was answered; ``status`` 0 when its answer never began, ``body_bytes`` as it said itself."""

    method: str
    route: str
    status: int
    took_s: float
    body_bytes: int


class Meters:
    """The counts of this process, and at each reading those that the database holds."""

    def __init__(self, version: str, services: Callable[[], Services]) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        Info("visavis", "This installation", registry=registry).info({"version": version})
        labels = ("method", "route", "status")
        self._requests = Histogram(
            "visavis_request_seconds", "How long requests took", labels, buckets=_BUCKETS_S, registry=registry
        )
        self._pieces = Counter("visavis_pieces_uploaded", "Pieces of recordings that arrived", registry=registry)
        self._piece_bytes = Counter("visavis_piece_bytes", "Bytes of those pieces", registry=registry)
        self._refused = Counter(
            "visavis_sign_ins_refused", "Sign-ins that were refused", ("reason",), registry=registry
        )
        for reason in ("wrong", "too_many"):
            self._refused.labels(reason)
        registry.register(Shared(services))

    def count(self, served: Served) -> None:
        self._requests.labels(served.method, served.route, str(served.status)).observe(served.took_s)
        asked = (served.method, served.route)
        if asked == _PIECE and 200 <= served.status < 300:
            self._pieces.inc()
            self._piece_bytes.inc(served.body_bytes)
        if asked == _SIGN_IN and 400 <= served.status < 500:
            self._refused.labels("too_many" if served.status == 429 else "wrong").inc()

    def read(self) -> bytes:
        """Everything as text; what the database holds is left out while it doesn't answer."""
        return generate_latest(self._registry)


class Shared(Collector):
    """What all servers and workers do together, read from their database."""

    def __init__(self, services: Callable[[], Services]) -> None:
        self._services = services
        self._weighed: tuple[float, Services, dict[str, int]] | None = None

    def describe(self) -> list[Metric]:
        """Nothing beforehand, so that registering asks no database."""
        return []

    def collect(self) -> Iterator[Metric]:
        services = self._services()
        try:
            with services.database.reading() as session:
                found = [*self._jobs(session, services), *self._stock(session, services)]
        except SQLAlchemyError:
            found = []
        yield GaugeMetricFamily("visavis_database_up", "Whether the database answered", value=float(bool(found)))
        yield from found

    def _jobs(self, session: Session, services: Services) -> Iterator[Metric]:
        yield from _waiting(list_queued(session, services.jobs.kinds), database_now(session))
        yield from _ended(list_ended(session))
        yield GaugeMetricFamily("visavis_workers_alive", "Workers heard of lately", value=len(living(session)))

    def _stock(self, session: Session, services: Services) -> Iterator[Metric]:
        stored = GaugeMetricFamily(
            "visavis_stored_bytes", "What accounts hold, as the database knows it", labels=["what"]
        )
        for what, size in self._weigh(session, services).items():
            stored.add_metric([what], size)
        yield stored
        free = services.blobs.free_bytes()
        if free is not None:
            yield GaugeMetricFamily("visavis_disk_free_bytes", "Free on the store's disk", value=free)

    def _weigh(self, session: Session, services: Services) -> dict[str, int]:
        """Summing up reads whole tables, so it is done at most once a minute."""
        last, at = self._weighed, time.monotonic()
        if last is None or last[1] is not services or at - last[0] >= WEIGH_EVERY_S:
            last = self._weighed = (at, services, stored_bytes(session))
        return last[2]


def _waiting(queued: list[Queued], at: datetime) -> Iterator[Metric]:
    labels = ["kind", "lane", "state"]
    jobs = GaugeMetricFamily("visavis_jobs", "Jobs that wait or run", labels=labels)
    oldest = GaugeMetricFamily("visavis_jobs_oldest_seconds", "How long ago the oldest was queued", labels=labels)
    together: dict[tuple[str, ...], tuple[int, float]] = {}
    for one in queued:  # several unknown kinds are one
        key: tuple[str, ...] = (one.kind, one.lane, one.state)
        age_s = max((at - one.oldest).total_seconds(), 0.0)
        count, eldest_s = together.get(key, (0, 0.0))
        together[key] = (count + one.jobs, max(eldest_s, age_s))
    for key, (count, age_s) in together.items():
        jobs.add_metric(key, count)
        oldest.add_metric(key, age_s)
    yield jobs
    yield oldest


def _ended(counts: list[JobCount]) -> Iterator[Metric]:
    labels = ["kind", "lane", "outcome"]
    jobs = CounterMetricFamily("visavis_jobs_ended", "Jobs that were done or failed", labels=labels)
    waited = CounterMetricFamily("visavis_job_waited_seconds", "How long those waited", labels=labels)
    worked = CounterMetricFamily("visavis_job_worked_seconds", "How long those were worked on", labels=labels)
    for one in counts:
        key = (one.kind, one.lane, one.outcome)
        jobs.add_metric(key, one.jobs)
        waited.add_metric(key, one.waited_s)
        worked.add_metric(key, one.worked_s)
    yield from (jobs, waited, worked)
