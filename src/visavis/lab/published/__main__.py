"""``python -m visavis.lab.published look|import|verify``.

torch takes seconds to load: each command loads it when its words have been checked.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from pathlib import Path

from visavis.engines.accepting import Acceptance
from visavis.engines.drafts import LATER, BeingMade, DiskFull
from visavis.kit.errors import VisavisError
from visavis.kit.processes import die_with_parent
from visavis.lab.published.first_look import look


def main(words: list[str] | None = None) -> None:
    """Run one command; an error of ours ends as one sentence in both languages and exit code 1."""
    die_with_parent()
    given = _parser().parse_args(words)
    try:
        given.run(given)
    except VisavisError as error:
        sys.stderr.write(f"visavis: {error.message.en}\n         {error.message.ko}\n")
        sys.exit(LATER if isinstance(error, DiskFull | BeingMade) else 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.published", description=__doc__)
    parser.add_argument("--networks", help="a module of your own with NETWORKS, looked in first")
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("look", help="whether a file can be a checkpoint at all; takes no time")
    one.set_defaults(run=lambda given: look(given.file))
    one.add_argument("file", type=Path)
    one = commands.add_parser("import", help="a published checkpoint becomes safetensors and ONNX")
    one.set_defaults(run=_import)
    one.add_argument("kind")
    one.add_argument("file", type=Path)
    one.add_argument("--out", type=Path, required=True, help="the folder to make")
    one.add_argument("--accept-licence", default="", help="name of the licence of these weights")
    one.add_argument("--accepted-as", default=None, help="what was typed to accept it; the licence's name by default")
    one.add_argument("--accepted-by", default=None, help="who accepts it; your login by default")
    one.add_argument(
        "--non-commercial",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="note whether it forbids commercial use",
    )
    one.add_argument("--hashes", type=json.loads, default={}, help="JSON: names of published files and their SHA-256")
    one = commands.add_parser("verify", help="compare an imported graph with torch again; prints the difference")
    one.set_defaults(run=_verify)
    one.add_argument("kind")
    one.add_argument("folder", type=Path)
    return parser


def _import(given: argparse.Namespace) -> None:
    look(given.file)
    from visavis.lab.published.importing import import_checkpoint
    from visavis.lab.published.networks import find_network, other_networks

    network = find_network(given.kind, given.networks)
    accepted = Acceptance(
        given.accept_licence,
        given.accepted_by or _login(),
        given.non_commercial,
        given.hashes,
        given.accepted_as or given.accept_licence,
    )
    others = other_networks(given.kind, given.networks)
    sys.stdout.write(f"{import_checkpoint(given.file, given.out, network, accepted, others)}\n")


def _verify(given: argparse.Namespace) -> None:
    from visavis.lab.published.importing import compare_again
    from visavis.lab.published.networks import find_network

    error = compare_again(given.folder, find_network(given.kind, given.networks))
    sys.stdout.write(json.dumps({"largest_error": error}) + "\n")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return f"uid {os.getuid()}"


if __name__ == "__main__":
    main()
