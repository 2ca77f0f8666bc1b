"""The chat API that the widget speaks: begin, send, long-poll, begin again, keep, judge, delete."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response

from bot.channels.relay import LONGEST_TEXT, Relay, TextTooLong, strip_command
from bot.channels.threads import StoreThreads
from bot.channels.turns import Patience, Turns
from bot.channels.web import models
from bot.channels.web.limits import RateGuard, Rates
from bot.channels.web.problems import MEDIA_TYPE, Problem, problem_route
from bot.channels.web.tokens import Tokens
from bot.channels.web.transcript import transcript
from bot.channels.web.waiting import Bell
from bot.clock import Clock, today
from bot.store import ChatAddresses, Chats, ChatsUnavailable, Message, Role, Snapshot
from bot.wording import Catalogue

LONGEST_WAIT = 25.0
_LINK_VALID = timedelta(hours=1)
_HIDDEN = {Role.OPENING}

DeleteHook = Callable[[str], Awaitable[None]]
Authorization = Annotated[str, Header(description="Bearer and the token of the conversation")]


async def _nothing_more(_conversation_id: str) -> None:
    """Deleting the rows is all there is to it."""


@dataclass
class WebChat:
    """What the chat API works with. `on_delete` removes what others keep of a conversation, before its rows go.

    `telegram_bot` gives the name of the bot in which a conversation can go on, if there is one.
    """

    chats: Chats
    relay: Relay
    catalogue: Catalogue
    clock: Clock
    secret_key: str
    redact: Callable[[str], str] = str
    on_delete: DeleteHook = _nothing_more
    rates: Rates = field(default_factory=Rates)
    opening: str = "/greet"
    telegram_bot: Callable[[], str | None] = lambda: None
    patience: Patience = field(default_factory=Patience)

    def __post_init__(self) -> None:
        self.tokens = Tokens(self.secret_key)
        self.guard = RateGuard(self.rates, self.clock)
        self.threads = StoreThreads(self.chats)
        self.bell = Bell(self.chats, self.threads)
        self.turns = Turns(
            self.chats,
            self.relay,
            self.clock,
            "web",
            redact=self.redact,
            on_message=self._ring,
            patience=self.patience,
            threads=self.threads,
        )

    def _ring(self, message: Message) -> None:
        """Wake the readers for an answer. The worker's own words come along with it: who typed them has them already,
        and another tab hears of them within a second."""
        if message.role is not Role.WORKER:
            self.bell.ring(message.conversation_id, message.seq)

    async def start(self) -> None:
        """Take up what was left unanswered and watch for messages of other processes."""
        await self.turns.start()
        await self.bell.start()

    def let_go(self) -> None:
        """The server begins to stop: answer every waiting request now."""
        self.bell.let_go()

    async def stop(self) -> None:
        """Let waiting requests go and running turns finish."""
        await self.bell.stop()
        await self.turns.stop()
        self.threads.close()

    def enter(self, conversation_id: str, authorization: str) -> None:
        """Raises Problem (401) unless the header carries this conversation's token."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not self.tokens.opens(token.strip(), conversation_id):
            raise Problem("token", 401, headers={"WWW-Authenticate": "Bearer"})


def web_router(web: WebChat) -> APIRouter:
    """The routes below `/api/conversations` and `/health`. Errors are application/problem+json."""
    errors: dict[int | str, dict[str, Any]] = {
        status: {"model": models.ProblemBody, "content": {MEDIA_TYPE: {}}}
        for status in (401, 403, 404, 413, 422, 429, 503)
    }
    router = APIRouter(route_class=problem_route(web.catalogue), tags=["chat"], responses=errors)
    _add_talking(router, web)
    _add_keeping(router, web)
    _add_health(router, web)
    return router


def _add_talking(router: APIRouter, web: WebChat) -> None:
    @router.post("/api/conversations", status_code=201)
    async def begin(body: models.Beginning, request: Request, response: Response) -> models.Begun:
        """Begin a conversation; the assistant's greeting is its first message."""
        web.guard.begin(_visitor(request))
        conversation_id = web.tokens.new_id()
        await web.threads.write(
            web.chats.create,
            conversation_id,
            "web",
            web.clock(),
            language=body.language,
            region=body.region,
            topic=body.topic,
            opening=web.opening,
        )
        web.turns.wake(conversation_id)
        response.headers["Cache-Control"] = "no-store"
        return models.Begun(
            id=conversation_id,
            token=web.tokens.sign(conversation_id),
            language=body.language,
            continue_in=["telegram"] if await web.threads.read(web.telegram_bot) else [],
        )

    @router.post("/api/conversations/{conversation_id}/messages", status_code=202)
    async def send(
        conversation_id: str, body: models.NewMessage, authorization: Authorization, request: Request
    ) -> models.Received:
        """Send typed text, or the payload of a button that was offered. Safe to repeat with the same client_id."""
        web.enter(conversation_id, authorization)
        web.guard.send(_visitor(request), conversation_id)
        text, payload = await _what_was_sent(web, conversation_id, body)
        message, _new = await web.turns.receive(conversation_id, body.client_id, text, payload=payload)
        return _received(message)

    @router.get("/api/conversations/{conversation_id}/messages")
    async def look(
        conversation_id: str,
        authorization: Authorization,
        response: Response,
        after: Annotated[int, Query(ge=0)] = 0,
        wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT, description="Seconds to wait for news")] = 0,
    ) -> models.Messages:
        """Messages after the number given; waits for news if there is none yet."""
        web.enter(conversation_id, authorization)
        web.guard.read(conversation_id)
        response.headers["Cache-Control"] = "no-store"
        return _shown(await _wait_for_news(web, conversation_id, after, wait), after)

    @router.post("/api/conversations/{conversation_id}/restart", status_code=202)
    async def restart(
        conversation_id: str, body: models.FreshStart, authorization: Authorization, request: Request
    ) -> models.Received:
        """Begin again: earlier messages are no longer shown, the assistant forgets what was said."""
        web.enter(conversation_id, authorization)
        web.guard.send(_visitor(request), conversation_id)
        message = await web.threads.write(web.chats.restart, conversation_id, body.client_id, web.opening, web.clock())
        web.bell.ring(conversation_id)
        web.turns.wake(conversation_id)
        return _received(message)

    @router.put("/api/conversations/{conversation_id}/language", status_code=204)
    async def switch_language(conversation_id: str, body: models.NewLanguage, authorization: Authorization) -> None:
        """The language of the answers from here on."""
        web.enter(conversation_id, authorization)
        await web.threads.write(web.chats.set_language, conversation_id, body.language)


def _add_keeping(router: APIRouter, web: WebChat) -> None:
    @router.get("/api/conversations/{conversation_id}/transcript", response_class=Response)
    async def keep(conversation_id: str, authorization: Authorization) -> Response:
        """The conversation as plain text, to keep."""
        web.enter(conversation_id, authorization)
        web.guard.read(conversation_id)
        snapshot = await web.threads.read(web.chats.since, conversation_id, 0, 10_000)
        name = f"vroegwijzer-{today(web.clock).isoformat()}.txt"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        text = transcript(snapshot, web.catalogue, web.clock())
        return Response(text, media_type="text/plain; charset=utf-8", headers=headers)

    @router.post("/api/conversations/{conversation_id}/rating", status_code=204)
    async def rate(conversation_id: str, body: models.Rating, authorization: Authorization, request: Request) -> None:
        """Judge the conversation; a later judgement replaces an earlier one."""
        web.enter(conversation_id, authorization)
        web.guard.send(_visitor(request), conversation_id)
        comment = web.redact(body.comment.strip())
        await web.threads.write(web.chats.rate, conversation_id, body.stars, comment, web.clock())

    @router.post("/api/conversations/{conversation_id}/link", status_code=201)
    async def link(conversation_id: str, authorization: Authorization, request: Request) -> models.ContinueLink:
        """A link that carries the conversation on to Telegram, once, within the hour."""
        web.enter(conversation_id, authorization)
        web.guard.send(_visitor(request), conversation_id)
        bot = await web.threads.read(web.telegram_bot)
        if not bot:
            raise Problem("no_telegram", 404)
        code, until = secrets.token_urlsafe(24), web.clock() + _LINK_VALID
        await web.threads.write(ChatAddresses(web.chats).add_link, conversation_id, code, until)
        return models.ContinueLink(url=f"https://t.me/{bot}?start=link_{code}", valid_until=until)

    @router.delete("/api/conversations/{conversation_id}", status_code=204)
    async def delete(conversation_id: str, authorization: Authorization) -> None:
        """Delete the conversation and what was kept with it. Repeating it is no error."""
        web.enter(conversation_id, authorization)
        await web.on_delete(conversation_id)
        await web.threads.write(web.chats.delete, conversation_id)
        web.bell.ring(conversation_id)


def _add_health(router: APIRouter, web: WebChat) -> None:
    @router.get("/health")
    async def health(response: Response) -> models.Health:
        """200 while messages can be taken in; without Rasa they are kept and answered later."""
        try:
            await web.threads.read(web.chats.newest)
            database = True
        except ChatsUnavailable:
            database = False
        rasa = await web.relay.ready()
        response.status_code = 200 if database else 503
        response.headers["Cache-Control"] = "no-store"
        status: Any = "down" if not database else "ok" if rasa else "degraded"
        return models.Health(status=status, database=database, rasa=rasa)


def _visitor(request: Request) -> str:
    return request.client.host if request.client else "unknown"


async def _what_was_sent(web: WebChat, conversation_id: str, body: models.NewMessage) -> tuple[str, str | None]:
    if body.payload is not None:
        offer = await web.threads.read(web.chats.offered, conversation_id, body.payload)
        if offer is None or offer.payload != body.payload:
            raise Problem("not_offered", 422)
        return offer.title, offer.payload
    try:
        text = strip_command(body.text or "")
    except TextTooLong as error:
        raise Problem("too_long", 422, {"limit": LONGEST_TEXT, "length": error.length}) from error
    if not text:
        raise Problem("empty", 422)
    return text, None


async def _wait_for_news(web: WebChat, conversation_id: str, after: int, wait: float) -> Snapshot:
    with web.bell.listening(conversation_id, after) as news:
        snapshot = await web.threads.read(web.chats.since, conversation_id, after)
        until = asyncio.get_running_loop().time() + wait
        while not snapshot.messages and not web.bell.closing:
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                break
            try:
                await asyncio.wait_for(news.wait(), left)
            except TimeoutError:
                break
            news.clear()
            snapshot = await web.threads.read(web.chats.since, conversation_id, after)
        return snapshot


def _shown(snapshot: Snapshot, after: int) -> models.Messages:
    return models.Messages(
        messages=[_shown_message(message) for message in snapshot.messages if message.role not in _HIDDEN],
        last=snapshot.messages[-1].seq if snapshot.messages else after,
        waiting=snapshot.waiting,
        person=snapshot.conversation.taken_by,
        language="en" if snapshot.conversation.language == "en" else "nl",
    )


def _shown_message(message: Message) -> models.ShownMessage:
    return models.ShownMessage(
        seq=message.seq,
        role=message.role.value,
        text=message.text,
        at=message.sent_at,
        client_id=message.client_id,
        chosen=message.payload if message.role is Role.WORKER else None,
        parts=message.parts,
    )


def _received(message: Message) -> models.Received:
    return models.Received(seq=message.seq, client_id=message.client_id or "", at=message.sent_at)
