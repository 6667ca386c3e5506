"""What connected models have cost, kept use by use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.kit.clock import now
from visavis.language.chat.connection import Connection
from visavis.language.chat.engine import Usage
from visavis.language.chat.spending import check_budget
from visavis.language.chat.tables import ModelUse
from visavis.storage.database import Database


def month_start(at: datetime | None = None) -> datetime:
    """When the calendar month (UTC) began."""
    return (at or now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def spent_this_month(session: Session, owner_id: str, connection_id: str | None = None) -> Usage:
    """What the account has used since the month began, by one connection or all; ``won`` counts what had a price."""
    query = select(
        func.coalesce(func.sum(ModelUse.input_tokens), 0),
        func.coalesce(func.sum(ModelUse.output_tokens), 0),
        func.coalesce(func.sum(ModelUse.won), 0.0),
    ).where(ModelUse.owner_id == owner_id, ModelUse.at >= month_start())
    if connection_id is not None:
        query = query.where(ModelUse.connection_id == connection_id)
    given, output, won = session.execute(query).one()
    return Usage(int(given), int(output), float(won or 0.0))


class KeptLedger:
    """The ledger of one kept connection."""

    def __init__(self, database: Database, owner_id: str, connection_id: str, connection: Connection) -> None:
        self._database = database
        self._owner_id, self._connection_id, self._connection = owner_id, connection_id, connection

    def reserve(self, most: Usage) -> str:
        """Raises BudgetSpent."""
        with self._database.transaction(self._owner_id) as session:
            spent = spent_this_month(session, self._owner_id, self._connection_id)
            check_budget(self._connection.monthly_won, spent.won or 0.0, most)
            use = ModelUse(
                owner_id=self._owner_id,
                connection_id=self._connection_id,
                model=self._connection.name,
                input_tokens=most.input_tokens,
                output_tokens=most.output_tokens,
                won=most.won,
            )
            session.add(use)
            session.flush()
            return use.id

    def settle(self, ticket: str, usage: Usage) -> None:
        """A use that is gone meanwhile, with its account, stays gone."""
        with self._database.transaction() as session:
            use = session.get(ModelUse, ticket)
            if use is not None:
                use.input_tokens, use.output_tokens, use.won = usage.input_tokens, usage.output_tokens, usage.won
                use.settled = True
