"""The catalogue of sentences: one YAML file a subject below `data/text/<lang>/`; what a language lacks, Dutch gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.wording.values import write_value


class MissingText(KeyError):
    """No sentence under this key, in the language asked or in Dutch."""


class _Writer(Formatter):
    def __init__(self, lang: str) -> None:
        self._lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        return write_value(value, format_spec, self._lang)


class Catalogue:
    """Texts by language and key. A key is `<file name>.<name>`; a text is a string, or a list of short messages."""

    def __init__(self, texts: Mapping[str, Mapping[str, str | list[str]]]) -> None:
        self._texts = texts

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """Read `<folder>/<lang>/<subject>.yml`. Raises ValueError that names the file at fault."""
        texts: dict[str, dict[str, str | list[str]]] = {}
        for path in sorted(folder.glob("*/*.yml")):
            entries = texts.setdefault(path.parent.name, {})
            for name, text in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
                if not _is_text(text):
                    msg = f"{path}: '{name}' must be a sentence or a list of sentences"
                    raise ValueError(msg)
                entries[f"{path.stem}.{name}"] = text
        return cls(texts)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages with at least one text."""
        return tuple(sorted(self._texts))

    def keys(self, lang: str) -> frozenset[str]:
        """All keys that `lang` has itself."""
        return frozenset(self._texts.get(lang, {}))

    def has(self, key: str) -> bool:
        """Whether Dutch, the complete language, has this key."""
        return key in self._texts.get("nl", {})

    def messages(self, key: str, lang: str, values: Mapping[str, Any] | None = None) -> list[str]:
        """The text under `key` as one or more messages, values filled in. Raises MissingText."""
        text = self._texts.get(lang, {}).get(key) or self._texts.get("nl", {}).get(key)
        if text is None:
            raise MissingText(key)
        writer = _Writer(lang)
        parts = text if isinstance(text, list) else [text]
        return [writer.vformat(part, (), dict(values or {})).strip() for part in parts]

    def text(self, key: str, lang: str, values: Mapping[str, Any] | None = None) -> str:
        """The text under `key` as one string; several messages are separated by a blank line."""
        return "\n\n".join(self.messages(key, lang, values))

    def render(self, part: Mapping[str, Any], lang: str) -> str:
        """A sentence given as `{"key", "values"}`; values of the same shape are rendered first, lists are joined."""
        values = {name: self._value(value, lang) for name, value in (part.get("values") or {}).items()}
        return self.text(part["key"], lang, values)

    def _value(self, value: Any, lang: str) -> Any:
        if isinstance(value, Mapping) and "key" in value:
            return self.render(value, lang)
        if isinstance(value, list | tuple):
            return ", ".join(str(self._value(item, lang)) for item in value)
        return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))
