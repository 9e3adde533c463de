"""
The documents that are tried.
"""

from __future__ import annotations

from functools import cache
from random import Random

from fuzzing import mutations, registries
from samples import REGISTRIES, SMALL


@cache
def known() -> tuple[str, ...]:
    """
    The texts of the registries that the tests have.
    """
    files = sorted(REGISTRIES.rglob("*.toml"))
    texts = (path.read_bytes().decode("utf-8", "replace") for path in files)
    # What is nested or long without an end is a question of time, and has tests of its own.
    return (SMALL, *(text for text in texts if len(text) < 5000))


def document(seed: object) -> bytes:
    """
    A registry file, always the same for a seed: made up or known, and more or less spoilt.
    """
    random = Random(str(seed))
    text = registries.text(random) if random.random() < 0.65 else random.choice(known())
    return mutations.mutated(text, random)
