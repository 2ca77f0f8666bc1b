"""Understanding what a worker types. Rasa's side of it is `bot.nlu.components`; nothing here imports rasa."""

from bot.nlu.archive import ModelMissing, load_understander
from bot.nlu.context import in_answer_to
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
    "in_answer_to",
    "load_understander",
    "read_evaluation",
    "read_training",
]
