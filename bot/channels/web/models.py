"""What the chat API takes and gives, as OpenAPI shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Language = Literal["nl", "en"]
ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="Made by the client, new per message")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Beginning(_Strict):
    """A new conversation."""

    language: Language = "nl"
    region: str = Field("", max_length=64, pattern=r"^[\w .'-]*$", description="Municipality or region of the site")
    topic: str = Field("", max_length=40, pattern=r"^[a-z_]*$", description="Subject to begin with")


class Begun(BaseModel):
    """The conversation; `token` goes along as `Authorization: Bearer` with every later request."""

    id: str
    token: str
    language: Language
    continue_in: list[Literal["telegram"]]


class NewMessage(_Strict):
    """Exactly one of `text` (typed) and `payload` (of a button that was offered)."""

    client_id: ClientId
    text: str | None = None
    payload: str | None = Field(None, max_length=4000)

    @model_validator(mode="after")
    def _one_of_two(self) -> NewMessage:
        if (self.text is None) == (self.payload is None):
            msg = "give either text or payload"
            raise ValueError(msg)
        return self


class FreshStart(_Strict):
    """Begin again in the same conversation."""

    client_id: ClientId


class NewLanguage(_Strict):
    language: Language


class Rating(_Strict):
    """The worker's judgement; the comment is kept without personal data."""

    stars: int = Field(ge=1, le=5)
    comment: str = Field("", max_length=1000)


class ShownMessage(BaseModel):
    """One message or event. `parts` may hold buttons, date_input, file, image, progress, handover, end."""

    seq: int
    role: Literal["worker", "assistant", "person", "event", "restart"]
    text: str
    at: datetime
    client_id: str | None = None
    chosen: str | None = Field(None, description="Payload of the button that was chosen")
    parts: dict[str, Any] = Field(default_factory=dict)


class Messages(BaseModel):
    """What is new. `last` is the `after` of the next request; `waiting` means an answer is under way."""

    messages: list[ShownMessage]
    last: int
    waiting: bool
    person: str | None = Field(None, description="Name of the person who answers instead of the assistant")
    language: Language = Field(description="Of the answers; may change in the talk itself")


class Received(BaseModel):
    """The message is stored under this number; the same client_id again gives the same."""

    seq: int
    client_id: str
    at: datetime


class ContinueLink(BaseModel):
    """A link, good for one use, that carries the conversation on to Telegram."""

    url: str
    valid_until: datetime


class ProblemBody(BaseModel):
    """An error as RFC 9457 describes."""

    type: str
    title: str
    status: int
    detail: str


class Health(BaseModel):
    """Whether the gateway, its database and Rasa answer."""

    status: Literal["ok", "degraded", "down"]
    database: bool
    rasa: bool
