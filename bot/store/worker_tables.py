"""The table of workers who gave consent: what is needed to reach them, no more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.database import Base, UTCDateTime


class WorkerRow(Base):
    """A worker by conversation id. Empty texts mean: not given."""

    __tablename__ = "worker"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(32), default="")
    language: Mapped[str] = mapped_column(String(8), default="nl")
    channel: Mapped[str] = mapped_column(String(16), default="web")
    consented_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ErasureRow(Base):
    """A conversation to be erased after `due`, when the turn that asked for it has been stored."""

    __tablename__ = "erasure"

    conversation_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    due: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
