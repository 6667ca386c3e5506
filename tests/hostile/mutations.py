"""Ways to break a file, each the same for the same seed."""

from __future__ import annotations

import random
import struct

MOST = 2**20
"""A broken file is never longer."""
_EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def mutate(data: bytes, seed: int) -> bytes:
    """One to four changes on top of each other."""
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(WAYS)(data, dice)[:MOST] or b"\0"
    return data


def flip_bits(data: bytes, dice: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(dice.choice((1, 4, 32, 256))):
        made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return bytes(made)


def flip_header(data: bytes, dice: random.Random) -> bytes:
    """Headers hold the sizes and the types, and most faults of decoders."""
    head = min(len(data), 256)
    return flip_bits(data[:head], dice) + data[head:]


def put_edge(data: bytes, dice: random.Random) -> bytes:
    """A number at the edge of its type where some length may stand."""
    size, order = dice.choice("BHI"), dice.choice("<>")
    value = dice.choice(_EDGES) & (256 ** struct.calcsize(size) - 1)
    at = dice.randrange(len(data))
    packed = struct.pack(order + size, value)
    return data[:at] + packed + data[at + len(packed) :]


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def drop(data: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(data)), dice.choice((1, 7, 64, 1024))
    return data[:at] + data[at + length :]


def repeat(data: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(data)), dice.choice((4, 64, 1024, 16384))
    return data[:at] + data[at : at + length] * dice.choice((2, 8, 64)) + data[at:]


def fill(data: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(data)), dice.choice((4, 64, 1024))
    return data[:at] + dice.choice((b"\0", b"\xff", b"A")) * length + data[at + length :]


def swap(data: bytes, dice: random.Random) -> bytes:
    one, other = sorted(dice.randrange(len(data)) for _ in range(2))
    return data[:one] + data[other:] + data[one:other]


WAYS = (flip_bits, flip_header, put_edge, cut, drop, repeat, fill, swap)
