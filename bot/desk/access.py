"""Who may enter the desk: password, session, limit on tries, and the token that forms carry against forgery."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadData, URLSafeSerializer
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.clock import Clock

SESSION_LASTS = timedelta(hours=8)
FORM_LASTS = timedelta(hours=1)


@dataclass(frozen=True)
class Session:
    """A coach who is logged in. `form_token` goes into every form of this session."""

    id: str
    user: str
    expires: datetime
    form_token: str


class DeskAccess:
    """Checks passwords and signs sessions. Knows one account; an empty password keeps the desk shut."""

    def __init__(
        self, user: str, password: str, secret_key: str, clock: Clock, tries: str = "5/minute;30/hour"
    ) -> None:
        """`password` is plain or an argon2 hash (`$argon2...`); `tries` limits log-ins an address (see `limits`).

        Raises ValueError when `password` looks like a hash but is none, or `secret_key` is shorter than 16 characters.
        """
        if len(secret_key) < 16:
            msg = "SECRET_KEY must be at least 16 characters long; make one with: openssl rand -hex 32"
            raise ValueError(msg)
        self._user = user
        self._hasher = PasswordHasher()
        self._hash = _as_hash(password, self._hasher)
        self._sessions = URLSafeSerializer(secret_key, salt="desk session")
        self._forms = URLSafeSerializer(secret_key, salt="desk log-in form")
        self._clock = clock
        self._limits: list[RateLimitItem] = parse_many(tries)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._ended: dict[str, datetime] = {}

    @property
    def is_open(self) -> bool:
        """Whether a password has been set, so that logging in is possible at all."""
        return bool(self._hash)

    def may_try(self, address: str) -> bool:
        """Count one try to log in from `address`; False when there were too many."""
        return all(self._limiter.hit(limit, "desk", address) for limit in self._limits)

    def password_fits(self, user: str, password: str) -> bool:
        """Whether user and password are right. Takes as long for an unknown user as for a known one."""
        known = hmac.compare_digest(user.encode(), self._user.encode()) and self.is_open
        try:
            self._hasher.verify(self._hash if known else _of_nobody(), password)
        except (VerificationError, InvalidHashError):
            return False
        return known

    def open_session(self, user: str) -> tuple[Session, str]:
        """A new session and the signed text for its cookie."""
        expires = self._clock() + SESSION_LASTS
        session = Session(secrets.token_urlsafe(16), user, expires, secrets.token_urlsafe(24))
        signed = self._sessions.dumps([session.id, user, expires.isoformat(), session.form_token])
        return session, str(signed)

    def read_session(self, cookie: str) -> Session | None:
        """The session of a cookie; None when it is forged, too old or ended."""
        content = _read(self._sessions, cookie)
        if content is None:
            return None
        session = Session(content[0], content[1], datetime.fromisoformat(content[2]), content[3])
        if session.expires <= self._clock() or session.id in self._ended or session.user != self._user:
            return None
        return session

    def end_session(self, session: Session) -> None:
        """Refuse the session from now on, also when its cookie was copied (as far as this process is concerned)."""
        now = self._clock()
        self._ended = {name: until for name, until in self._ended.items() if until > now} | {
            session.id: session.expires
        }

    def new_form_token(self) -> str:
        """A signed token for the log-in form, which has no session yet: once in a cookie, once in the form."""
        expires = self._clock() + FORM_LASTS
        return str(self._forms.dumps([secrets.token_urlsafe(16), expires.isoformat()]))

    def form_token_fits(self, cookie: str, field: str) -> bool:
        """Whether the log-in form was ours, came back from the same browser and is not too old."""
        content = _read(self._forms, cookie)
        if content is None or not hmac.compare_digest(cookie.encode(), field.encode()):
            return False
        return datetime.fromisoformat(content[1]) > self._clock()


def same_token(expected: str, given: str) -> bool:
    """Compare two tokens in constant time."""
    return hmac.compare_digest(expected.encode(), given.encode())


@cache
def _of_nobody() -> str:
    """The hash of a password that nobody has, so that an unknown user takes as long to refuse."""
    return PasswordHasher().hash(secrets.token_hex(16))


def _read(serializer: URLSafeSerializer, signed: str) -> list[Any] | None:
    try:
        content = serializer.loads(signed)
    except BadData:
        return None
    return content if isinstance(content, list) else None


def _as_hash(password: str, hasher: PasswordHasher) -> str:
    if not password or not password.startswith("$argon2"):
        return hasher.hash(password) if password else ""
    try:
        hasher.check_needs_rehash(password)
    except InvalidHashError as error:
        msg = "DESK_PASSWORD begins like an argon2 hash but is not a whole one"
        raise ValueError(msg) from error
    return password
