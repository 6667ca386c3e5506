"""Reads broken files one after another in a process with the product's limits, and tells what became of each.

``python -m tests.hostile.reading FOLDER FIRST`` reads the files of FOLDER (``KIND-SEED``) in the order of their names,
from FIRST on, and writes a line for each: its name, the seconds and what came of it. Whoever starts it sees from the
last line where it died.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.kinds import KINDS
from tests.hostile.mutations import mutate

from visavis.kit.errors import VisavisError
from visavis.media.limits import Limits

ROOT = Path(__file__).parents[2]
LIMITS = Limits(memory_mb=4096, cpu_s=60, wall_s=60.0)
"""For one file: what the product's children have at most, or less."""


@dataclass
class Outcome:
    """How often files were read all the same or refused with a message, and which did harm."""

    counts: Counter[str] = field(default_factory=Counter)
    harm: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    """Seconds, and the file that took them."""


def try_kinds(kinds: Iterable[str], seeds: range, folder: Path) -> Outcome:
    """Break a sound file of each kind once for each seed, and read them all."""
    folder.mkdir(parents=True)
    for kind in kinds:
        sound = KINDS[kind][0]()
        for seed in seeds:
            (folder / f"{kind}-{seed:06}").write_bytes(mutate(sound, seed))
    outcome, left = Outcome(), sorted(path.name for path in folder.iterdir())
    while left:
        left = left[_run(folder, left, outcome) :]
    return outcome


def _run(folder: Path, left: list[str], outcome: Outcome) -> int:
    """Read what is left until the end or a death; returns how many files are done with."""
    command = [sys.executable, "-m", "tests.hostile.reading", str(folder), left[0]]
    done = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT) as process:
        for line in process.stdout or ():
            name, seconds, what = line.rstrip("\n").split(" ", 2)
            outcome.slowest = max(outcome.slowest, (float(seconds), name))
            outcome.counts["harm" if what.startswith("!") else what] += 1
            if what.startswith("!"):
                outcome.harm.append(f"{name}: {what[1:]}")
            done += 1
    if process.returncode != 0 and done < len(left):
        outcome.counts["harm"] += 1
        outcome.harm.append(f"{left[done]}: the process ended with {process.returncode}")
        done += 1
    return done


def main(folder: Path, first: str) -> None:
    memory = LIMITS.memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    for path in sorted(folder.iterdir()):
        if path.name >= first:
            _allow_cpu(LIMITS.cpu_s)
            began = time.monotonic()
            what = _read(path, folder.with_suffix(".work"))
            print(path.name, f"{time.monotonic() - began:.3f}", what, flush=True)  # noqa: T201 - read by the starter


def _read(path: Path, work: Path) -> str:
    read = KINDS[path.name.partition("-")[0]][1]
    try:
        read(path.read_bytes(), work)
    except VisavisError:
        return "refused"
    except MemoryError:
        return "refused"  # the product's children tell it as TooHeavy
    except Exception as error:
        return f"!{type(error).__module__}.{type(error).__name__}: {error!s:.200}".replace("\n", " ")
    return "read"


def _allow_cpu(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
