"""Rasa's reply generator: fills in the sentences of `data/text/<lang>/` that the actions name."""

from typing import Any, Mapping  # noqa: UP035

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.settings import Settings
from bot.wording import Catalogue


class CatalogueReplies(NaturalLanguageGenerator):
    """Renders `parts` (sentences, a line each) and `choices` (buttons) of a reply in the worker's language."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        self._catalogue = Catalogue.load(Settings().data_dir / "text")

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """The reply as text and buttons. A blank line in the text separates messages."""
        lang = kwargs.get("lang") or tracker.get_slot("language") or "nl"
        parts = kwargs.get("parts") or [{"key": utter_action, "values": {}}]
        return {
            "text": "\n".join(self._catalogue.render(part, lang) for part in parts),
            "buttons": self._buttons(kwargs.get("choices") or [], lang),
        }

    def _buttons(self, choices: list[Mapping[str, Any]], lang: str) -> list[dict[str, str]]:
        return [{"title": self._catalogue.render(choice, lang), "payload": choice["payload"]} for choice in choices]
