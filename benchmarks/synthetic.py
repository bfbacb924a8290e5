"""A package of Argos' real architecture without a trained model, and articles in its made-up language.

`package(folder)` builds what argos-train's `config.yml` describes: 6 + 6 pre-norm layers of 512 / 2048 with 8 heads, a
SentencePiece vocabulary of 32,000, int8. Its matrices are dense and of full size, so each step costs what it costs with
a trained model; what it writes is a word-for-word substitution: one layer's attention looks at the source piece of the
same place, the output layer names another piece for it. Lengths, beams and ends of sentences are thus those of a
translation, without a download.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import transformer_spec

WIDTH, INNER, HEADS, LAYERS, VOCABULARY = 512, 2048, 8, 6, 32_000
HALF = WIDTH // 2  # the first half of a state says which piece, the second half at which place
HEAD = WIDTH // HEADS
PLACES = 512
NOISE = 0.002  # of what a layer adds that does nothing
SEED = 11
CERTAINTY = 0.03  # of the output layer: about half of the probability for the piece that is meant
_ONSETS = ["b", "br", "c", "d", "f", "g", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w"]
_VOWELS = ["a", "e", "i", "o", "u", "ea", "oo"]
_ENDS = ["", "", "n", "r", "s", "t", "l", "nd"]


def lexicon(rng: random.Random, count: int = 40_000) -> list[str]:
    """Made-up words of one to four syllables, the short ones first."""
    words: dict[str, None] = {}
    while len(words) < count:
        size = 1 + (len(words) > 400) + (rng.random() < 0.5) + (rng.random() < 0.2)
        words["".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_ENDS) for _ in range(size))] = None
    return list(words)


def sentences(rng: random.Random, words: list[str]) -> Iterator[str]:
    """Sentences of 6 to 34 words that follow Zipf's law, for ever."""
    weights = np.cumsum([1 / (rank + 3) for rank in range(len(words))]).tolist()
    while True:
        chosen = rng.choices(words, cum_weights=weights, k=rng.randint(6, 34))
        chosen[0] = chosen[0].capitalize()
        if len(chosen) > 14:
            chosen[len(chosen) // 2] += ","
        yield " ".join(chosen) + "."


def articles(count: int) -> list[list[str]]:
    """Paragraphs of one to three sentences, 17 to 33 an article; the same for the same count."""
    rng = random.Random(SEED + 1)
    stream = sentences(rng, lexicon(random.Random(SEED)))
    return [
        [" ".join(next(stream) for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(17, 33))]
        for _ in range(count)
    ]


def package(folder: Path) -> Path:
    """Build the package en→es in `folder`; returns its own folder. Nothing is done where it is already."""
    path = folder / "translate-en_es-synthetic"
    if (path / "metadata.json").exists():
        return path
    path.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    stream = sentences(rng, lexicon(random.Random(SEED)))
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(next(stream) for _ in range(60_000)), model_writer=model, vocab_size=VOCABULARY,
        hard_vocab_limit=False, minloglevel=2, num_threads=1,
    )  # fmt: skip
    (path / "sentencepiece.model").write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    pieces = [processor.id_to_piece(i) for i in range(processor.vocab_size())]
    spec = _specification(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    (path / "model").mkdir(exist_ok=True)
    spec.save(str(path / "model"))
    about = {
        "package_version": "0.0", "argos_version": "1.9", "from_code": "en", "from_name": "English", "to_code": "es",
        "to_name": "Spanish",
    }  # fmt: skip
    (path / "metadata.json").write_text(json.dumps(about), encoding="utf-8")
    return path


def _specification(pieces: list[str]) -> Any:
    rng = np.random.default_rng(SEED)
    spec = transformer_spec.TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    count = len(pieces)
    names = rng.choice([-1.0, 1.0], (count, HALF)).astype(np.float32)
    scale = WIDTH**0.5  # CTranslate2 multiplies embeddings by it
    source = np.zeros((count, WIDTH), np.float32)
    source[:, :HALF] = names / scale
    target = rng.normal(0, 0.02 / scale, (count, WIDTH)).astype(np.float32)
    target[:, HALF:] = 0
    places = np.zeros((PLACES, WIDTH), np.float32)
    places[:, HALF:] = rng.choice([-1.0, 1.0], (PLACES, HALF))
    other = np.arange(
        count
    )  # the piece that stands for another; beginnings of words for beginnings, signs for themselves
    for begins in (True, False):
        same = [i for i, p in enumerate(pieces) if p.strip("▁").isalpha() and p.startswith("▁") == begins]
        other[same] = rng.permutation(same)
    projection = rng.normal(0, 0.01, (count, WIDTH)).astype(np.float32)
    projection[other, :HALF] += CERTAINTY * names
    spec.encoder.embeddings[0].weight = source
    spec.decoder.embeddings.weight = target
    spec.decoder.projection.weight = projection
    spec.decoder.projection.bias = np.zeros(count, np.float32)
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = places
        _norm(side.layer_norm)
        for number, layer in enumerate(side.layer):
            _attention(layer.self_attention, rng, _random(rng, 3 * WIDTH))
            _norm(layer.ffn.layer_norm)
            _linear(layer.ffn.linear_0, _random(rng, INNER))
            _linear(layer.ffn.linear_1, NOISE * _random(rng, WIDTH, INNER))
            if side is spec.decoder:
                _attention(layer.attention, rng, _random(rng, WIDTH), _random(rng, 2 * WIDTH))
                if number == LAYERS - 1:
                    _aligned(layer.attention)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.config.decoder_start_token = "<s>"
    spec.config.add_source_eos = True
    return spec


def _random(rng: np.random.Generator, rows: int, columns: int = WIDTH) -> np.ndarray:
    return rng.normal(0, columns**-0.5, (rows, columns)).astype(np.float32)


def _linear(spec: Any, weight: np.ndarray) -> None:
    spec.weight, spec.bias = weight, np.zeros(len(weight), np.float32)


def _norm(spec: Any) -> None:
    spec.gamma, spec.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


def _attention(spec: Any, rng: np.random.Generator, *weights: np.ndarray) -> None:
    """An attention that costs what any does and adds next to nothing."""
    _norm(spec.layer_norm)
    for part, weight in zip(spec.linear, (*weights, NOISE * _random(rng, WIDTH)), strict=True):
        _linear(part, weight)


def _aligned(spec: Any) -> None:
    """The one attention that matters: half of its heads look at their own place and carry the piece over."""
    query, pair, out = (part.weight for part in spec.linear)
    carrying = HALF // HEAD
    for head in range(carrying):
        rows = slice(head * HEAD, (head + 1) * HEAD)
        here = slice(HALF + head * HEAD, HALF + (head + 1) * HEAD)
        query[rows] = pair[rows] = 0
        query[rows, here] = pair[rows, here] = 3 * np.eye(HEAD)
        values = slice(WIDTH + head * HEAD, WIDTH + (head + 1) * HEAD)
        pair[values] = 0
        pair[values, rows] = np.eye(HEAD)
        out[rows, rows] += 3 * np.eye(HEAD)
