"""A guest's data move into the account that the guest logs in to; and everything goes when an account goes."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from visavis.accounts.tables import Absorbed, Account, SignIn
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.locking import account_lock, alone
from visavis.storage.ownership import blob_prefix, delete_owned, hand_over


def absorb_guest(session: Session, guest: Account, account: Account) -> None:
    """Give all that the guest made to the account, and remove the guest."""
    if not guest.is_guest or guest.id == account.id:
        return
    alone(session, account_lock(account.id))
    hand_over(session, guest.id, account.id)
    session.execute(update(Absorbed).where(Absorbed.account_id == guest.id).values(account_id=account.id))
    session.add(Absorbed(guest_id=guest.id, account_id=account.id))
    session.delete(guest)
    session.flush()


def blob_prefixes(session: Session, account_id: str) -> list[str]:
    """Every place where blobs of this account lie: its own and those of the guests it absorbed."""
    guests = session.scalars(select(Absorbed.guest_id).where(Absorbed.account_id == account_id))
    return [blob_prefix(space) for space in (account_id, *guests)]


def erase_account(session: Session, blobs: Blobs, account: Account) -> None:
    """Delete the account with every row and every blob that it owns; a running job stops, because its row is gone.

    Rows go first, so that a job that is writing a blob finds out (see ``jobs.keeping``).
    """
    prefixes = blob_prefixes(session, account.id)
    delete_owned(session, account.id)
    session.delete(account)
    session.flush()
    for prefix in prefixes:
        blobs.delete_all(prefix)


def erase_lost_guests(database: Database, blobs: Blobs) -> int:
    """Erase guests whom no browser can reach any more: their last sign-in has run out or was closed."""
    lost = select(Account.id).where(Account.login.is_(None), Account.id.not_in(select(SignIn.account_id)))
    with database.reading() as session:
        found = list(session.scalars(lost))
    for account_id in found:
        with database.transaction(account_id) as session:
            guest = session.get(Account, account_id)
            if guest is not None:
                erase_account(session, blobs, guest)
    return len(found)
