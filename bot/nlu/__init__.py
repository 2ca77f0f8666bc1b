"""Understanding what a worker types. Rasa's side of it is `bot.nlu.components`, which is the only part that imports rasa."""

from bot.nlu.archive import ModelMissing, load_understander
from bot.nlu.decision import Decision, Thresholds, decide
from bot.nlu.encoder import SentenceEncoder, VectorStore
from bot.nlu.examples import Example, ExampleError, read_evaluation, read_training
from bot.nlu.model import IntentModel, Ranking, Recipe
from bot.nlu.understanding import Understander, Understanding

__all__ = [
    "Decision",
    "Example",
    "ExampleError",
    "IntentModel",
    "ModelMissing",
    "Ranking",
    "Recipe",
    "SentenceEncoder",
    "Thresholds",
    "Understander",
    "Understanding",
    "VectorStore",
    "decide",
    "load_understander",
    "read_evaluation",
    "read_training",
]
