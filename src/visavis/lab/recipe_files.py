"""Recipes of trainings: YAML files of numbers, checked when they are read."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text

R = TypeVar("R", bound=BaseModel)


class NoSuchRecipe(NotFound):
    """Neither a file nor one of the recipes that are here."""

    def __init__(self, name: str, folder: Path) -> None:
        known = ", ".join(sorted(path.stem for path in folder.glob("*.yaml")))
        super().__init__(
            Text(
                ko="'{n}' 레시피가 없습니다. 파일이나 다음 중 하나를 지정해 주세요: {k}",
                en="There is no recipe '{n}'. Give a file, or one of: {k}.",
            ).fill(n=name, k=known)
        )


class WrongRecipe(Invalid):
    """A recipe has a name or a value that it can't have."""


def read_recipe_file(kind: type[R], folder: Path, name: str) -> R:
    """A recipe by file, or by the name of one in the folder. Raises NoSuchRecipe and WrongRecipe."""
    path = Path(name) if Path(name).is_file() else folder / f"{name}.yaml"
    if not path.is_file():
        raise NoSuchRecipe(name, folder)
    try:
        return kind.model_validate(yaml.safe_load(path.read_text("utf-8")) or {})
    except (ValidationError, yaml.YAMLError) as error:
        raise WrongRecipe(
            Text(ko="레시피 {p}을(를) 고쳐 주세요: {w}", en="Mend the recipe {p}: {w}").fill(p=path, w=error)
        ) from error
