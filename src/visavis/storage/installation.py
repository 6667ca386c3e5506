"""What all machines of one installation must have alike, noted in the database that they share."""

from __future__ import annotations

from sqlalchemy import String, Text, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from visavis.storage.database import Base
from visavis.storage.locking import alone


class Noted(Base):
    """One thing that machines agree on, or that is under way for all of them."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


def noted(session: Session, name: str) -> str | None:
    found = session.get(Noted, name)
    return found.value if found is not None else None


def agree(session: Session, name: str, value: str) -> str:
    """The value that the first machine gave; that is ours when nobody was before us."""
    alone(session, f"installation {name}")
    found = session.get(Noted, name)
    if found is None:
        found = Noted(name=name, value=value)
        session.add(found)
        session.flush()
    return found.value


def note(session: Session, name: str, value: str) -> None:
    """Note a value in place of an earlier one."""
    session.merge(Noted(name=name, value=value))
    session.flush()


def forget(session: Session, *names: str) -> None:
    session.execute(delete(Noted).where(Noted.name.in_(names)))
