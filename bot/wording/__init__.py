"""Sentences to people: looks a key up in `data/text/<lang>/` and fills in values the way people write them."""

from bot.wording.catalogue import Catalogue, MissingText
from bot.wording.values import write_value

__all__ = ["Catalogue", "MissingText", "write_value"]
