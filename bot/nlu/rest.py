"""Rasa's REST channel, with one address more that says whether the model is loaded."""

from typing import Any, Awaitable, Callable  # noqa: UP035

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse


class WorkerRest(RestInput):  # type: ignore[misc]
    """As `rest`. Rasa listens even when its model could not be loaded, and then drops messages: hence `ready`."""

    @classmethod
    def name(cls) -> str:
        """The same addresses as Rasa's own channel."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel, and `/webhooks/rest/ready`: 200 with a model, 503 without."""
        made = super().blueprint(on_new_message)

        @made.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            loaded = agent is not None and agent.is_ready()
            return response.json({"ready": loaded}, status=200 if loaded else 503)

        return made
