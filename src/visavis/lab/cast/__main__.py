"""``python -m visavis.lab.cast --shared ../shared --out DIR [--only ID]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from visavis.lab.cast.build import write
from visavis.lab.cast.recipe import read_recipe
from visavis.lab.cast.sources import Library


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.cast", description=__doc__)
    parser.add_argument(
        "--shared", type=Path, required=True, help="the folder that holds data/faces and data/portraits"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the portraits go")
    parser.add_argument("--only", help="the id of one member")
    parser.add_argument("--recipe", type=Path, help="another recipe.yaml")
    given = parser.parse_args()
    members = [member for member in read_recipe(given.recipe) if given.only in (None, member.id)]
    write(members, Library(given.shared), given.out)


if __name__ == "__main__":
    main()
