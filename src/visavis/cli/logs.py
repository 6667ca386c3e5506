"""What the processes write to their log: ours from INFO, the libraries' only when something is wrong."""

from __future__ import annotations

import logging


def set_up_logs() -> None:
    """Log to standard error, one line for each event; never bodies, tokens or file names of users."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("visavis").setLevel(logging.INFO)
    logging.getLogger("dbos").setLevel(logging.WARNING)
