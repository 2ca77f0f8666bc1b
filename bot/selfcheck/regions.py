"""The labour-market regions by the names that people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from bot.selfcheck.titles import plain_title


class Regions:
    """Finds a region by a name or a place in it."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._names = sorted(
            ((plain_title(known), region) for region, told in names.items() for known in (region, *told)),
            key=lambda pair: (-len(pair[0]), pair),
        )

    @classmethod
    def load(cls, path: Path) -> Regions:
        """Read region and names from YAML."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    def find(self, text: str) -> str | None:
        """The region whose name or place stands in `text` as whole words; the longest name wins."""
        said = f" {plain_title(text)} "
        return next((region for name, region in self._names if f" {name} " in said), None)
