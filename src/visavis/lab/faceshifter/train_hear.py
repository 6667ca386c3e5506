"""Training of HEAR-Net (Li et al. 2020) after a finished AEI-Net: what the target lacks of its own reconstruction tells
what was in the way; the result is to stay near the first stage's, keep the identity, and give back a picture that is
asked for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as f

from visavis.lab.faceshifter import ghost, mindslab
from visavis.lab.faceshifter.encoder import Encoder
from visavis.lab.faceshifter.lessons import Lesson
from visavis.lab.faceshifter.recipe import Recipe
from visavis.lab.faceshifter.train import AeiNet, frozen, grid, identity_gap, on, same_gap, scaled, unscaled


class HearTraining:
    """One run. ``first``: the AEI-Net, of the network that the recipe names."""

    def __init__(
        self, recipe: Recipe, first: AeiNet, encoder: Encoder, lessons: Callable[[int], Lesson], device: str = "cpu"
    ) -> None:
        self.recipe, self._lessons, self._device = recipe, lessons, device
        torch.manual_seed(recipe.seed)
        net = mindslab.HearNet(recipe.thin) if recipe.network == "aeinet" else ghost.HearNet()
        self.net = net.to(device).train()
        self._first, self._encoder = frozen(first.to(device)), encoder.to(device).eval()
        self._make = torch.optim.Adam(self.net.parameters(), recipe.rate, betas=(0.0, 0.999))
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's losses."""
        for _ in range(steps):
            yield self._one_step(on(self._lessons(self.step), self._device))

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        told = {"recipe": self.recipe.model_dump(), "width": self._encoder.width, "step": self.step}
        return {**told, "net": self.net.state_dict(), "make": self._make.state_dict()}

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.net.load_state_dict(state["net"])
        self._make.load_state_dict(state["make"])

    @torch.no_grad()
    def sheet(self) -> NDArray[np.uint8]:
        """Sources, targets, the first stage's results and these, one below the other."""
        lesson = on(self._lessons(0), self._device)
        made, pair, _ = self._first_stage(lesson)
        self.net.eval()
        mended = self.net(pair)
        self.net.train()
        low = self.recipe.low
        return grid(lesson.source, lesson.target, unscaled(made, low), unscaled(mended, low))

    @torch.no_grad()
    def _first_stage(self, lesson: Lesson) -> tuple[Tensor, Tensor, Tensor]:
        """Its result, HEAR-Net's input, and the source's identity."""
        target, identity = scaled(lesson.target, self.recipe.low), self._encoder(lesson.source)
        kept = self._first.attributes(target)
        made = self._first.render(kept, identity)
        again = self._first.render(kept, self._encoder(lesson.target))
        return made, torch.cat((made, target - again), 1), identity

    def _one_step(self, lesson: Lesson) -> dict[str, float]:
        made, pair, identity = self._first_stage(lesson)
        mended, target = self.net(pair), scaled(lesson.target, self.recipe.low)
        told = {
            "change": f.l1_loss(mended, made),
            "identity": identity_gap(identity, self._encoder(unscaled(mended, self.recipe.low))),
            "reconstruction": same_gap(mended, target, lesson.same),
        }
        loss = torch.stack([getattr(self.recipe, name) * value for name, value in told.items()]).sum()
        self._make.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        self._make.step()
        self.step += 1
        return {"step": self.step, **{name: float(value.detach()) for name, value in told.items()}}
