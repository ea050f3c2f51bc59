"""Random polls, laid out and worded in many ways: what is printed is known, so what is read can be judged.

A document is an arrangement of facts, in a language and a notation, drawn in a kind of file. `document(seed)` is a
pure function of its seed: a failing case is named by one number.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from extract.model import Sidecar
from tests.generate.arrangements import ARRANGEMENTS
from tests.generate.renderings import RENDERINGS, Rendering
from tests.generate.sheets import Fact, Notation, notation
from tests.generate.words import LANGUAGES


@dataclass(frozen=True)
class Generated:
    """A document, what stands beside it, and the facts that it prints."""

    name: str
    content: bytes
    sidecar: Sidecar
    facts: tuple[Fact, ...]
    arrangement: str
    rendering: str
    language: str

    @property
    def layout(self) -> str:
        """How it is laid out, for people."""
        return f"{self.arrangement}, {self.rendering}, {self.language}"


def document(seed: int) -> Generated:
    """The document of a seed."""
    rng = random.Random(seed)
    arrange = rng.choice(ARRANGEMENTS)
    name = arrange.__name__
    languages = [words for words in LANGUAGES if words.strongly or name != "parts_and_nets"]
    words = rng.choice(languages)
    rendering = rng.choice([r for r in RENDERINGS if r.takes(name, words.language)])
    printed = _for(rendering, notation(rng), rng)
    arranged = arrange(rng, words, printed)
    content = rendering.draw(arranged.blocks, printed)
    facts = tuple(arranged.facts())
    return Generated(f"poll.{rendering.suffix}", content, arranged.sidecar, facts, name, rendering.name, words.language)


def _for(rendering: Rendering, printed: Notation, rng: random.Random) -> Notation:
    """The notation, as far as this kind of file can print it; now and then fractions of one."""
    if rendering.suffix == "pdf":
        minus, footnote = printed.minus.replace("−", "–"), printed.footnote.replace("¹", "*")
        return replace(printed, minus=minus, footnote=footnote)
    if rendering.suffix in ("csv", "xlsx") and rng.random() < 0.1:
        return replace(printed, sign="", comma=False, fraction=True)
    return printed
