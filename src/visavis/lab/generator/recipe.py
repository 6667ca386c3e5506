"""What one training does: a YAML file of numbers, checked when it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from visavis.lab.generator.augment import Strengths
from visavis.lab.generator.model import Shape
from visavis.lab.recipe_files import read_recipe_file

FOLDER = Path(__file__).with_name("recipes")


class Recipe(BaseModel):
    """All that decides a training besides the pictures. Counts are in pictures shown to the discriminator."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size_px: Literal[8, 16, 32, 64, 128, 256, 512, 1024] = 256
    style_dim: int = Field(default=512, ge=4, le=1024)
    mapping_layers: int = Field(default=8, ge=1, le=16)
    channel_base: int = Field(default=16384, ge=64)
    channel_max: int = Field(default=512, ge=4, le=1024)
    clamp: float | None = None

    images: int = Field(default=1_000_000, ge=1)
    batch: int = Field(default=16, ge=2)
    learning_rate: float = Field(default=0.002, gt=0)
    r1_gamma: float | None = Field(default=None, ge=0)
    """None: 0.0002 · size² / batch, the rule of StyleGAN2-ADA."""
    r1_every: int = Field(default=16, ge=1)
    path_weight: float = Field(default=2.0, ge=0)
    path_every: int = Field(default=4, ge=1)
    mixing: float = Field(default=0.9, ge=0, le=1)
    ema_images: int | None = Field(default=None, ge=1)
    """Half-life of the averaged generator; None: 10,000 · batch / 32."""
    ema_rampup: float = Field(default=0.05, gt=0)
    """The half-life is at most this share of the pictures shown so far."""
    ada_target: float = Field(default=0.6, gt=0, lt=1)
    ada_images: int = Field(default=500_000, ge=1)
    augmentation: Strengths = Strengths()
    mirror: bool = True
    mixed_precision: bool = True
    """bfloat16 on a GPU; a CPU always computes in float32."""
    seed: int = 0
    sheet_images: int = Field(default=50_000, ge=1)
    """A sample sheet and a checkpoint each time so many pictures were shown."""
    where: dict[str, list[str]] = {}
    """Labels that a picture has to have."""

    @model_validator(mode="after")
    def _groups_fit(self) -> Recipe:
        if self.batch > 4 and self.batch % 4:
            message = "batch is a multiple of 4, or below"
            raise ValueError(message)
        return self

    @property
    def shape(self) -> Shape:
        told = (self.size_px, self.style_dim, self.mapping_layers, self.channel_base, self.channel_max, self.clamp)
        return Shape(*told)

    @property
    def gamma(self) -> float:
        return 0.0002 * self.size_px**2 / self.batch if self.r1_gamma is None else self.r1_gamma

    @property
    def half_life(self) -> float:
        return 10_000 * self.batch / 32 if self.ema_images is None else float(self.ema_images)


def read_recipe(name: str) -> Recipe:
    """A recipe by file or by name. Raises NoSuchRecipe and WrongRecipe."""
    return read_recipe_file(Recipe, FOLDER, name)
