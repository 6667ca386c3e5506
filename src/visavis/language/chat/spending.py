"""What a connection may spend: the most that a question can cost is set aside before it is sent."""

from __future__ import annotations

import threading
from typing import Protocol

from visavis.kit.text import Text
from visavis.language.chat.engine import BudgetSpent, Usage


class Ledger(Protocol):
    """Keeps what was spent. Setting aside first holds the budget for questions at the same time and for lost ones."""

    def reserve(self, most: Usage) -> str:
        """Set this much aside and return its ticket. Raises BudgetSpent."""
        ...

    def settle(self, ticket: str, usage: Usage) -> None:
        """Put what it really was in place of what was set aside."""
        ...


class Purse:
    """A ledger in memory, for one process."""

    def __init__(self, monthly_won: float | None = None) -> None:
        self._budget = monthly_won
        self._uses: dict[str, Usage] = {}
        self._lock = threading.Lock()

    @property
    def uses(self) -> list[Usage]:
        return list(self._uses.values())

    def reserve(self, most: Usage) -> str:
        with self._lock:
            check_budget(self._budget, sum(use.won or 0.0 for use in self._uses.values()), most)
            ticket = str(len(self._uses))
            self._uses[ticket] = most
            return ticket

    def settle(self, ticket: str, usage: Usage) -> None:
        with self._lock:
            self._uses[ticket] = usage


def check_budget(budget_won: float | None, spent_won: float, most: Usage) -> None:
    """Raises BudgetSpent when the question might cost more than what is left; without a price nothing can be held."""
    if budget_won is None or most.won is None or spent_won + most.won <= budget_won:
        return
    raise BudgetSpent(
        Text(
            ko="이번 달 예산 {b}원 가운데 {l}원이 남아 있는데, 이 질문에는 최대 {m}원이 듭니다. "
            "글을 줄이거나 예산을 올려 주세요.",
            en="{l} won are left of this month's {b}, and this question may cost up to {m}. "
            "Shorten the text or raise the budget.",
        ).fill(b=f"{budget_won:,.0f}", l=f"{max(0.0, budget_won - spent_won):,.1f}", m=f"{most.won:,.1f}")
    )
