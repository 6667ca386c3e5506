"""What one training of FaceShifter does: a YAML file of numbers, checked when it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from visavis.lab.recipe_files import read_recipe_file

FOLDER = Path(__file__).with_name("recipes")
SIDE_PX = 256


class Recipe(BaseModel):
    """``network``: whose layout and names. ``same``: how often source and target are one picture. ``template`` and
    ``crop_share``: how the faces of the folder are aligned, and which share of that crop they show. The weights of the
    losses are mindslab's; GHOST's are identity 20, and 1, 10, 10 for the rest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    network: Literal["aeinet", "ghost"] = "aeinet"
    thin: int = Field(default=1, ge=1, le=32)
    steps: int = Field(default=500_000, ge=1)
    keep_every: int = Field(default=1000, ge=1)
    batch: int = Field(default=16, ge=2)
    rate: float = Field(default=4e-4, gt=0)
    same: float = Field(default=0.2, ge=0, le=1)
    adversarial: float = Field(default=1.0, ge=0)
    attributes: float = Field(default=10.0, ge=0)
    identity: float = Field(default=5.0, ge=0)
    reconstruction: float = Field(default=10.0, ge=0)
    change: float = Field(default=1.0, ge=0)
    """Of HEAR-Net alone: how near to the first stage's result it stays."""
    critic_width: int = Field(default=64, ge=4)
    critic_scales: int = Field(default=3, ge=1)
    template: Literal["ffhq", "arcface"] = "ffhq"
    crop_share: float = Field(default=1.0, gt=0, le=2)
    mixed_precision: bool = True
    """bfloat16 on a GPU; a CPU always computes in float32."""
    seed: int = 0

    @property
    def low(self) -> float:
        """The network's pictures lie in [low, 1]."""
        return 0.0 if self.network == "aeinet" else -1.0


def read_recipe(name: str) -> Recipe:
    """A recipe by file or by name. Raises NoSuchRecipe and WrongRecipe."""
    return read_recipe_file(Recipe, FOLDER, name)
