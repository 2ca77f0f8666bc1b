"""The table of workers who are asked now and then how things go, after their intake."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.database import Base, UTCDateTime


class CheckInRow(Base):
    """`state` is invited, agreed, stopped or done. `asked` counts the questions sent, `answered` is the last one that
    was answered; `days` lie between two of them. `token` opens the page with the buttons."""

    __tablename__ = "check_ins"

    worker_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    reference: Mapped[str] = mapped_column(String(12))
    token: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    days: Mapped[int]
    asked: Mapped[int] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
