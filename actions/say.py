"""Speaking to the worker: names the sentence and its values; the words are filled in by the reply generator."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rasa_sdk.executor import CollectingDispatcher


@dataclass(frozen=True)
class Part:
    """A sentence by key and values; values may be Parts themselves."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {"key": self.key, "values": {name: _plain(value) for name, value in self.values.items()}}


@dataclass(frozen=True)
class Choice:
    """A button: the key of its title, and the intent with data that a tap sends."""

    key: str
    payload: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {**Part(self.key, self.values).as_dict(), "payload": self.payload}


def payload(intent: str, **data: str) -> str:
    """What a button sends: an intent, with entities as JSON."""
    return f"/{intent}{json.dumps(data, separators=(',', ':'))}" if data else f"/{intent}"


class Say:
    """Collects the replies of one turn, in order."""

    def __init__(self, dispatcher: CollectingDispatcher, lang: str) -> None:
        self._dispatcher = dispatcher
        self.lang = lang
        self.said: list[str] = []

    def __call__(
        self,
        key: str,
        *,
        choices: Iterable[Choice] = (),
        custom: Mapping[str, Any] | None = None,
        image: str | None = None,
        **values: Any,
    ) -> None:
        """Say the text under `key`."""
        self.parts([Part(key, values)], choices=choices, custom=custom, image=image)

    def parts(
        self,
        parts: Iterable[Part],
        *,
        choices: Iterable[Choice] = (),
        custom: Mapping[str, Any] | None = None,
        image: str | None = None,
    ) -> None:
        """Say several sentences as one message, a line each."""
        lines = [part.as_dict() for part in parts]
        if not lines:
            return
        self.said.append(lines[0]["key"])
        self._dispatcher.utter_message(
            response=lines[0]["key"],
            json_message=dict(custom) if custom else None,
            image=image,
            parts=lines,
            choices=[choice.as_dict() for choice in choices],
            lang=self.lang,
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return value.as_dict()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
