"""The only reader of the environment and of `.env`. Every setting is documented in `.env.example`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings, from the environment first, then `.env`; durations carry their unit in the name."""

    model_config = SettingsConfigDict(env_file=ROOT / ".env", env_file_encoding="utf-8", extra="ignore")

    port: int = Field(8000, ge=1, le=65535)
    host: str = "127.0.0.1"
    public_url: str = ""
    rasa_port: int = Field(5005, ge=1, le=65535)
    actions_port: int = Field(5055, ge=1, le=65535)
    var_dir: Path = ROOT / "var"
    data_dir: Path = ROOT / "data"
    model_dir: Path = ROOT / "var" / "models"
    database_url: str = ""
    secret_key: SecretStr = SecretStr("")
    clock_start: datetime | None = None

    smtp_url: str = ""
    mail_from: str = "Vroegwijzer <vroegwijzer@localhost>"

    telegram_bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = ""
    telegram_webhook_secret: SecretStr = SecretStr("")

    desk_user: str = "coach"
    desk_password: SecretStr = SecretStr("")

    allowed_origins: str = ""
    conversation_retention_days: int = Field(28, ge=1)
    appointment_retention_days: int = Field(180, ge=1)

    @field_validator("clock_start")
    @classmethod
    def _clock_has_zone(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            msg = "CLOCK_START needs a zone, as in 2026-11-22T10:00:00+01:00"
            raise ValueError(msg)
        return value

    @property
    def database(self) -> str:
        """SQLAlchemy address of the database: DATABASE_URL, or SQLite below `var_dir`."""
        return self.database_url or f"sqlite:///{self.var_dir / 'vroegwijzer.db'}"

    @property
    def conversation_database(self) -> str:
        """Where Rasa keeps its events: DATABASE_URL, or a SQLite file of its own: one writer each."""
        return self.database_url or f"sqlite:///{self.var_dir / 'conversations.db'}"

    @property
    def base_url(self) -> str:
        """Address under which people reach the gateway; links in mail start with it."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")
