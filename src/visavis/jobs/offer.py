"""What a worker takes on, and what it finds ready on its machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from visavis.jobs.kinds import QUEUES, Queue


@dataclass(frozen=True)
class Ready:
    """What is there for jobs: engines, each as ``capability/engine``, and the names of GPUs that networks run on."""

    engines: tuple[str, ...] = ()
    gpus: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """What a worker takes on: jobs of these queues, so many at once in each lane.

    With ``yields``, jobs that nobody sits and waits for hold back during quiet times (``jobs.quiet``). ``look`` says
    what is ready; it is asked at the start and once a minute.
    """

    queues: tuple[Queue, ...] = QUEUES
    concurrency: int = 1
    yields: bool = False
    look: Callable[[], Ready] = Ready
