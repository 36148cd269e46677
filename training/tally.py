"""Counts names that were found against names that were coded."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Names that were right to the character, touched, found and coded."""

    exact: int = 0
    overlap: int = 0
    found: int = 0
    coded: int = 0

    def add(self, coded: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]) -> None:
        wanted, have = sorted(set(coded)), sorted(set(found))
        left = list(have)
        for start, end in wanted:
            hit = next((span for span in left if span[0] < end and start < span[1]), None)
            if hit:
                left.remove(hit)
        self.exact += len(set(wanted) & set(have))
        self.overlap += len(have) - len(left)
        self.found += len(have)
        self.coded += len(wanted)

    def f1(self, right: int) -> float:
        return round(2 * right / max(self.found + self.coded, 1), 3)

    def __str__(self) -> str:
        both = ((self.exact, "exact"), (self.overlap, "overlap"))
        return "   ".join(
            f"{name} F1 {self.f1(right):.3f} (P {right / max(self.found, 1):.3f}, R {right / max(self.coded, 1):.3f})"
            for right, name in both
        )
