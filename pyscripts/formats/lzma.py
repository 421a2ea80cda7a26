"""Unpacking LZMA, for the few bytes of a 7z header that tell of a password. The browser's Python has no `lzma`.

Source: 7-Zip's lzma-specification.txt (range decoder, states, contexts).
"""

from contextlib import suppress

_START = 1 << 10  # a probability of one half, of 1 << 11
_MATCH, _REP, _SHORT = 7, 8, 9


class _Ended(Exception):
    """The data ends before the wanted bytes are there."""


class _Bits:
    """The range decoder: bits by their probabilities, which it keeps by name."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 5
        self.range, self.code = 0xFFFFFFFF, int.from_bytes(data[1:5])
        self.odds: dict[tuple[object, ...], int] = {}

    def _normalise(self) -> None:
        if self.range < 1 << 24:
            if self.place >= len(self.data):
                raise _Ended
            self.range <<= 8
            self.code = (self.code << 8 | self.data[self.place]) & 0xFFFFFFFF
            self.place += 1

    def bit(self, *name: object) -> int:
        odds = self.odds.get(name, _START)
        bound = (self.range >> 11) * odds
        if self.code < bound:
            self.range, value = bound, 0
            self.odds[name] = odds + ((2048 - odds) >> 5)
        else:
            self.range, self.code, value = self.range - bound, self.code - bound, 1
            self.odds[name] = odds - (odds >> 5)
        self._normalise()
        return value

    def plain(self, count: int) -> int:
        value = 0
        for _ in range(count):
            self.range >>= 1
            one = self.code >= self.range
            self.code -= self.range * one
            value = value << 1 | one
            self._normalise()
        return value

    def tree(self, count: int, *name: object) -> int:
        value = 1
        for _ in range(count):
            value = value << 1 | self.bit(*name, value)
        return value - (1 << count)

    def backward(self, count: int, *name: object) -> int:
        value, node = 0, 1
        for place in range(count):
            one = self.bit(*name, node)
            node = node << 1 | one
            value |= one << place
        return value


def unpack(data: bytes, properties: int, size: int) -> bytes:
    """The first bytes of what was packed; fewer if the data ends or makes no sense.

    Args:
        data: packed by LZMA, without any header.
        properties: the first byte of the method's properties.
        size: how many bytes are wanted.
    """
    out = bytearray()
    if len(data) >= 5 and data[0] == 0 and properties < 9 * 5 * 5:
        with suppress(_Ended):
            _unpack(_Bits(data), properties, size, out)
    return bytes(out)


def _unpack(bits: _Bits, properties: int, size: int, out: bytearray) -> None:
    high, low, place = properties % 9, properties // 9 % 5, properties // 45
    state, reps = 0, [0, 0, 0, 0]
    while len(out) < size:
        at = len(out) & ((1 << place) - 1)
        if not bits.bit("match", state, at):
            _literal(bits, state, reps[0], high, low, out)
            state = max(state - (3 if state < 10 else 6), 0)
            continue
        if bits.bit("rep", state):
            if not out:
                raise _Ended
            if not bits.bit("rep0", state):
                if not bits.bit("long", state, at):
                    state = _SHORT if state < 7 else 11
                    out.append(out[-reps[0] - 1])
                    continue
            else:
                which = 1 if not bits.bit("rep1", state) else 2 + bits.bit("rep2", state)
                reps.insert(0, reps.pop(which))
            length, state = _length(bits, "replen", at), _REP if state < 7 else 11
        else:
            reps = [0, *reps[:3]]
            length, state = _length(bits, "len", at), _MATCH if state < 7 else 10
            reps[0] = _distance(bits, length)
        if reps[0] >= len(out):  # the mark of the end, or nonsense
            raise _Ended
        for _ in range(min(length + 2, size - len(out))):
            out.append(out[-reps[0] - 1])


def _literal(bits: _Bits, state: int, distance: int, high: int, low: int, out: bytearray) -> None:
    before = out[-1] if out else 0
    context = ((len(out) & ((1 << low) - 1)) << high) + (before >> (8 - high))
    sign = 1
    if state >= 7:
        if distance >= len(out):
            raise _Ended
        match = out[-distance - 1]
        while sign < 0x100:
            match <<= 1
            expected = match >> 8 & 1
            one = bits.bit("literal", context, 1 + expected, sign)
            sign = sign << 1 | one
            if one != expected:
                break
    while sign < 0x100:
        sign = sign << 1 | bits.bit("literal", context, 0, sign)
    out.append(sign & 0xFF)


def _length(bits: _Bits, name: str, at: int) -> int:
    if not bits.bit(name, "low"):
        return bits.tree(3, name, "low", at)
    if not bits.bit(name, "mid"):
        return 8 + bits.tree(3, name, "mid", at)
    return 16 + bits.tree(8, name, "high")


def _distance(bits: _Bits, length: int) -> int:
    slot = bits.tree(6, "slot", min(length, 3))
    if slot < 4:
        return slot
    count = (slot >> 1) - 1
    distance = (2 | slot & 1) << count
    if slot < 14:
        return distance + bits.backward(count, "distance", slot)
    distance += bits.plain(count - 4) << 4
    return distance + bits.backward(4, "align")
