"""Recording that loses nothing: pieces are acknowledged only when they lie safely in the blob store."""

from visavis.interview.recording.pieces import (
    Incomplete,
    PieceDiffers,
    PieceTooLarge,
    TakeNotFound,
    find_take,
    finish_take,
    missing_pieces,
    receive_piece,
    received_ranges,
    start_take,
)
from visavis.interview.recording.room import AccountFull, DiskFull, Room

__all__ = [
    "AccountFull",
    "DiskFull",
    "Incomplete",
    "PieceDiffers",
    "PieceTooLarge",
    "Room",
    "TakeNotFound",
    "find_take",
    "finish_take",
    "missing_pieces",
    "receive_piece",
    "received_ranges",
    "start_take",
]
