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

__all__ = [
    "Incomplete",
    "PieceDiffers",
    "PieceTooLarge",
    "TakeNotFound",
    "find_take",
    "finish_take",
    "missing_pieces",
    "receive_piece",
    "received_ranges",
    "start_take",
]
