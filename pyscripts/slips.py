"""Slips of the finger: letters left out, too many, wrong, or swapped with the next (optimal string alignment)."""


def slips(word: str, other: str, most: int) -> int:
    """How many slips lie between two words; any larger number if there are more than `most`.

    >>> slips("сeртификта", "сертификат", 2), slips("получен", "полуечн", 1), slips("принят", "принт", 1)
    (2, 1, 1)
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def one_slip(typed: str, meant: str) -> bool:
    """Whether one slip made one word of the other: what slips() counts, for long lists.

    >>> [one_slip(typed, "yandex") for typed in ("yandx", "yanddex", "yamdex", "ynadex", "yandex", "yadnx")]
    [True, True, True, True, False, False]
    """
    while typed[:1] == meant[:1] and typed:
        typed, meant = typed[1:], meant[1:]
    while typed[-1:] == meant[-1:] and typed:
        typed, meant = typed[:-1], meant[:-1]
    swapped = len(typed) == 2 and typed == meant[::-1]
    return typed != meant and (swapped or max(len(typed), len(meant)) == 1)
