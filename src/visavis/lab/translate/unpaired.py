"""Training without pairs: CycleGAN (Zhu et al. 2017) and, with its attention, U-GAT-IT (Kim et al. 2020).

Two generators and two critics; what went there must come back. A generator that also tells the domains apart (it
returns a tuple, its second value logits) is taught that too, by which it learns where to look.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.translate.critic import critic_loss, generator_loss
from visavis.lab.translate.paired import Pairs, as_channels_last, follow

NETS = ("there", "back", "critic_there", "critic_back")


@dataclass(frozen=True)
class UnpairedRecipe:
    """Weights of the losses: there and back, a picture of the wanted domain kept as it is, and the domains' logits."""

    batch: int = 1
    rate: float = 2e-4
    cycle: float = 10.0
    identity: float = 5.0
    attention: float = 10.0
    ema: float = 0.997
    seed: int = 1


class UnpairedTraining:
    """One run. ``lessons(step)`` gives pictures of both domains (b, 3, H, W); which lies beside which means nothing."""

    def __init__(
        self, recipe: UnpairedRecipe, generator: nn.Module, critic: nn.Module, lessons: Callable[[int], Pairs]
    ) -> None:
        self.recipe, self._lessons = recipe, lessons
        nets = (generator, copy.deepcopy(generator), critic, copy.deepcopy(critic))
        self.nets = dict(zip(NETS, (as_channels_last(net) for net in nets), strict=True))
        self.average = copy.deepcopy(self.nets["there"]).eval().requires_grad_(False)
        makers = chain(self.nets["there"].parameters(), self.nets["back"].parameters())
        judges = chain(self.nets["critic_there"].parameters(), self.nets["critic_back"].parameters())
        self._make = torch.optim.Adam(makers, recipe.rate, betas=(0.5, 0.999))
        self._judge = torch.optim.Adam(judges, recipe.rate, betas=(0.5, 0.999))
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's losses."""
        for _ in range(steps):
            pairs = self._lessons(self.step)
            yield self._one_step(pairs.source, pairs.target)

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        return {
            "recipe": asdict(self.recipe),
            "step": self.step,
            "nets": {name: net.state_dict() for name, net in self.nets.items()},
            "average": self.average.state_dict(),
            "make": self._make.state_dict(),
            "judge": self._judge.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        for name, net in self.nets.items():
            net.load_state_dict(state["nets"][name])
        self.average.load_state_dict(state["average"])
        self._make.load_state_dict(state["make"])
        self._judge.load_state_dict(state["judge"])

    def _one_step(self, a: Tensor, b: Tensor) -> dict[str, float]:
        with torch.autocast("cpu", torch.bfloat16):
            to_b, told_a = _made(self.nets["there"], a)
            to_a, told_b = _made(self.nets["back"], b)
            cycle = _gap(_made(self.nets["back"], to_b)[0], a) + _gap(_made(self.nets["there"], to_a)[0], b)
            (same_b, kept_b), (same_a, kept_a) = _made(self.nets["there"], b), _made(self.nets["back"], a)
            passed = self._passed(to_b, to_a)
        loss = passed + self.recipe.cycle * cycle + self.recipe.identity * (_gap(same_b, b) + _gap(same_a, a))
        if told_a is not None and told_b is not None and kept_a is not None and kept_b is not None:
            # each generator has to tell the domain it comes from, from the one it goes to
            loss = loss + self.recipe.attention * (_tells(told_a, kept_b) + _tells(told_b, kept_a))
        self._make.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        self._make.step()
        critic = self._teach_critics(a, b, to_a.detach(), to_b.detach())
        follow(self.average, self.nets["there"], self.recipe.ema)
        self.step += 1
        return {"step": self.step, "cycle": float(cycle.detach()), "passed": float(passed.detach()), "critic": critic}

    def _passed(self, to_b: Tensor, to_a: Tensor) -> Tensor:
        judges = self.nets["critic_there"], self.nets["critic_back"]
        for judge in judges:
            judge.requires_grad_(False)
        passed = generator_loss(judges[0](to_b), False) + generator_loss(judges[1](to_a), False)
        for judge in judges:
            judge.requires_grad_(True)
        return passed

    def _teach_critics(self, a: Tensor, b: Tensor, to_a: Tensor, to_b: Tensor) -> float:
        there, back = self.nets["critic_there"], self.nets["critic_back"]
        with torch.autocast("cpu", torch.bfloat16):
            lesson = critic_loss(there(b), there(to_b), False) + critic_loss(back(a), back(to_a), False)
        self._judge.zero_grad(set_to_none=True)
        torch.autograd.backward(lesson)
        self._judge.step()
        return float(lesson.detach())


def _made(net: nn.Module, picture: Tensor) -> tuple[Tensor, Tensor | None]:
    """The picture, and the domain's logits where the net has them."""
    made = net(picture)
    return (made[0].float(), made[1].float()) if isinstance(made, tuple) else (made.float(), None)


def _gap(made: Tensor, wanted: Tensor) -> Tensor:
    return (made - wanted).abs().mean()


def _tells(here: Tensor, there: Tensor) -> Tensor:
    """The class-activation loss: logits are to be high for the domain of origin."""
    return f.softplus(-here).mean() + f.softplus(there).mean()
