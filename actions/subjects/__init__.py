"""What the assistant can talk about: one module a subject, each a table from intent to handler."""

from actions.flow import Handler
from actions.subjects import dismissal, explain, facilities, intake, privacy, selfcheck, talk

HANDLERS: dict[str, Handler] = {
    **talk.HANDLERS,
    **dismissal.HANDLERS,
    **explain.HANDLERS,
    **intake.HANDLERS,
    **privacy.HANDLERS,
    **facilities.HANDLERS,
    **selfcheck.HANDLERS,
}

__all__ = ["HANDLERS"]
