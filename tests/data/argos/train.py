"""Builds the two small Argos Translate packages that the tests translate with, English to Spanish and Spanish
to French, and heldout.tsv, the sentences that tell how well they do.

    python tests/data/argos/train.py [--out DIR]

The sentences come from grammar.py beside this file, which also keeps the word pairs of the held-out sentences
out of the training data (see its docstring).  For each direction a SentencePiece model and a small pre-norm
Transformer are trained; the latter becomes a CTranslate2 model in int8, laid out as an installed package.

To run this: `pip install torch==2.13.0 ctranslate2==4.8.5 sentencepiece numpy`.  Only training needs PyTorch;
the packages do without.  It takes about a quarter of an hour on two CPU cores, one for each direction.  The seeds are
fixed, but another processor or library version makes slightly different weights.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import ctranslate2
import grammar
import numpy as np
import sentencepiece
import torch
from ctranslate2.converters import Converter
from ctranslate2.converters.utils import fuse_linear
from ctranslate2.specs import common_spec, transformer_spec
from torch import Tensor, nn
from torch.nn import functional

HERE = Path(__file__).parent
LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French"}
DIRECTIONS = (("en", "es"), ("es", "fr"))

WIDTH, HEADS, INNER, ENCODER_LAYERS, DECODER_LAYERS = 128, 4, 256, 3, 2
VOCABULARY = 900
SENTENCES, EPOCHS, BATCH_TOKENS = 185_000, 2, 2_500
PEAK_RATE, WARMUP_STEPS, LABEL_SMOOTHING = 3e-3, 250, 0.05
SEED = 7

UNKNOWN, START, END = 0, 1, 2  # SentencePiece's numbers for <unk>, <s> and </s>
IGNORED = -100
# SentencePiece rules in hexadecimal: no-break spaces become plain ones, curly apostrophes straight ones.
NORMALIZATION = "A0\t20\n202F\t20\n2019\t27\n"

Pieces = list[int]


# --- Model --------------------------------------------------------------------------------------------------
def positions(length: int) -> Tensor:
    """What CTranslate2 computes when a model brings no positions: counted from 1, sines before cosines."""
    rates = torch.exp(torch.arange(WIDTH // 2) * (-math.log(10_000) / (WIDTH // 2 - 1)))
    angles = torch.arange(1, length + 1)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Attention(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor | None) -> Tensor:
        """`memory` is what to attend to, None for x itself; without a mask attention is causal."""
        normed = self.norm(x)
        memory = normed if memory is None else memory
        q, k, v = (self._split(f(y)) for f, y in ((self.query, normed), (self.key, memory), (self.value, memory)))
        mixed = functional.scaled_dot_product_attention(q, k, v, mask, is_causal=mask is None)
        return x + self.output(mixed.transpose(1, 2).flatten(2))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(2, (HEADS, -1)).transpose(1, 2)


class FeedForward(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.outer(functional.relu(self.inner(self.norm(x))))


class Layer(nn.Module):
    """Of the encoder, or of the decoder if it also attends to a memory."""

    def __init__(self, with_memory: bool) -> None:
        super().__init__()
        self.attention, self.ffn = Attention(), FeedForward()
        self.context = Attention() if with_memory else None

    def forward(self, x: Tensor, mask: Tensor, memory: Tensor | None = None) -> Tensor:
        x = self.attention(x, None, None if self.context else mask)
        return self.ffn(self.context(x, memory, mask) if self.context else x)


class Transformer(nn.Module):
    """Pre-norm, with one matrix for the embeddings of both sides and the output."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        nn.init.normal_(self.embedding.weight, std=WIDTH**-0.5)
        self.output_bias = nn.Parameter(torch.zeros(VOCABULARY))
        self.encoder = nn.ModuleList(Layer(False) for _ in range(ENCODER_LAYERS))
        self.decoder = nn.ModuleList(Layer(True) for _ in range(DECODER_LAYERS))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)

    def _embed(self, ids: Tensor) -> Tensor:
        return self.embedding(ids) * math.sqrt(WIDTH) + positions(ids.shape[1])

    def encode(self, source: Tensor, mask: Tensor) -> Tensor:
        x = self._embed(source)
        for layer in self.encoder:
            x = layer(x, mask)
        return self.encoder_norm(x)

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        x = self._embed(target)
        for layer in self.decoder:
            x = layer(x, mask, memory)
        return functional.linear(self.decoder_norm(x), self.embedding.weight, self.output_bias)

    def forward(self, source: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        return self.decode(target, self.encode(source, mask), mask)

    @torch.inference_mode()
    def greedy(self, source: Pieces, limit: int = 256) -> Pieces:
        ids = torch.tensor([source])
        mask = torch.ones(1, 1, 1, len(source), dtype=torch.bool)
        memory, output = self.encode(ids, mask), [START]
        while len(output) <= limit:
            output.append(int(self.decode(torch.tensor([output]), memory, mask)[0, -1].argmax()))
            if output[-1] == END:
                return output[1:-1]
        return output[1:]


# --- Training -----------------------------------------------------------------------------------------------
def train_pieces(texts: Iterator[str], path: Path) -> sentencepiece.SentencePieceProcessor:
    """A SentencePiece model for both languages of a direction, with each digit a piece of its own."""
    with (
        tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as rules,
        path.open("wb") as output,
    ):
        rules.write(NORMALIZATION)
        rules.flush()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=texts,
            model_writer=output,
            model_type="unigram",
            vocab_size=VOCABULARY,
            character_coverage=1.0,
            split_digits=True,
            normalization_rule_tsv=rules.name,
            num_threads=1,
            minloglevel=2,
        )
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def batches(data: list[tuple[Pieces, Pieces]], rng: random.Random) -> list[list[int]]:
    """Indices of sentences of like length, in random order, about BATCH_TOKENS pieces a batch."""
    order = sorted(range(len(data)), key=lambda i: (len(data[i][1]), len(data[i][0]), rng.random()))
    groups: list[list[int]] = [[]]
    for i in order:
        if (len(groups[-1]) + 1) * (len(data[i][1]) + 1) > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(i)
    rng.shuffle(groups)
    return groups


def pad(rows: list[Pieces], value: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


def loss_of(model: Transformer, pairs: list[tuple[Pieces, Pieces]]) -> Tensor:
    source = pad([src for src, _ in pairs], IGNORED)
    mask = (source != IGNORED)[:, None, None, :]
    target = pad([[START, *tgt] for _, tgt in pairs], END)
    wanted = pad([[*tgt, END] for _, tgt in pairs], IGNORED)
    scores = model(source.clamp(min=0), mask, target)
    return functional.cross_entropy(
        scores.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, label_smoothing=LABEL_SMOOTHING
    )


def train_model(data: list[tuple[Pieces, Pieces]], name: str) -> Transformer:
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = Transformer()
    optimizer = torch.optim.AdamW(model.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.01)
    steps = [group for _ in range(EPOCHS) for group in batches(data, rng)]
    share = WARMUP_STEPS / len(steps)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        PEAK_RATE,
        total_steps=len(steps),
        pct_start=share,
        cycle_momentum=False,
        final_div_factor=1e3,
    )
    began = time.monotonic()
    for step, group in enumerate(steps, 1):
        loss = loss_of(model, [data[i] for i in group])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 250 == 0 or step == len(steps):
            seconds = time.monotonic() - began
            print(f"{name}: step {step} of {len(steps)}, loss {loss.item():.4f}, {seconds:.0f} s", flush=True)
    return model.eval()


# --- CTranslate2 --------------------------------------------------------------------------------------------
def set_linear(spec: common_spec.LinearSpec, *layers: nn.Linear) -> None:
    """Copies a linear layer, or several of the same input as one."""
    parts = [common_spec.LinearSpec() for _ in layers]
    for part, layer in zip(parts, layers, strict=True):
        part.weight, part.bias = array(layer.weight), array(layer.bias)
    fuse_linear(spec, parts)


def array(value: Tensor) -> np.ndarray:
    return value.detach().numpy().copy()


def set_norm(spec: common_spec.LayerNormSpec, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = array(norm.weight), array(norm.bias)


def set_attention(spec: common_spec.LayerSpec, layer: Attention, of_itself: bool) -> None:
    set_norm(spec.layer_norm, layer.norm)
    if of_itself:
        set_linear(spec.linear[0], layer.query, layer.key, layer.value)
    else:
        set_linear(spec.linear[0], layer.query)
        set_linear(spec.linear[1], layer.key, layer.value)
    set_linear(spec.linear[-1], layer.output)


def set_ffn(spec: transformer_spec.FeedForwardSpec, layer: FeedForward) -> None:
    set_norm(spec.layer_norm, layer.norm)
    set_linear(spec.linear_0, layer.inner)
    set_linear(spec.linear_1, layer.outer)


class ModelConverter(Converter):
    """Hands a trained model to CTranslate2."""

    def __init__(self, model: Transformer, vocabulary: list[str]) -> None:
        self.model, self.vocabulary = model, vocabulary

    def _load(self) -> transformer_spec.TransformerSpec:
        model = self.model
        spec = transformer_spec.TransformerSpec.from_config((ENCODER_LAYERS, DECODER_LAYERS), HEADS)
        spec.encoder.embeddings[0].weight = array(model.embedding.weight)
        spec.decoder.embeddings.weight = array(model.embedding.weight)
        spec.decoder.projection.weight = array(model.embedding.weight)
        spec.decoder.projection.bias = array(model.output_bias)
        set_norm(spec.encoder.layer_norm, model.encoder_norm)
        set_norm(spec.decoder.layer_norm, model.decoder_norm)
        for part, layer in zip(spec.encoder.layer, model.encoder, strict=True):
            set_attention(part.self_attention, layer.attention, of_itself=True)
            set_ffn(part.ffn, layer.ffn)
        for part, layer in zip(spec.decoder.layer, model.decoder, strict=True):
            set_attention(part.self_attention, layer.attention, of_itself=True)
            set_attention(part.attention, layer.context, of_itself=False)
            set_ffn(part.ffn, layer.ffn)
        spec.register_source_vocabulary(self.vocabulary)
        spec.register_target_vocabulary(self.vocabulary)
        return spec


def check_conversion(model: Transformer, converter: ModelConverter, sources: list[Pieces]) -> None:
    """Raises ValueError unless CTranslate2 in float32 finds the same words as PyTorch, greedily."""
    with tempfile.TemporaryDirectory() as folder:
        converter.convert(folder, force=True)
        translator = ctranslate2.Translator(folder, compute_type="float32")
        names = [[converter.vocabulary[i] for i in source] for source in sources]
        results = translator.translate_batch(names, beam_size=1)
    for source, result in zip(sources, results, strict=True):
        if [converter.vocabulary[i] for i in model.greedy(source)] != result.hypotheses[0]:
            raise ValueError(f"CTranslate2 disagrees with PyTorch on {source}")


# --- Packages -----------------------------------------------------------------------------------------------
def build_package(folder: Path, source: str, target: str) -> None:
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    sentences = list(grammar.training_sentences(SENTENCES))
    texts = (text for s in sentences for text in (getattr(s, source), getattr(s, target)))
    pieces = train_pieces(texts, folder / "sentencepiece.model")
    data = [(pieces.encode(getattr(s, source)), pieces.encode(getattr(s, target))) for s in sentences]
    model = train_model(data, folder.name)
    converter = ModelConverter(model, [pieces.id_to_piece(i) for i in range(VOCABULARY)])
    heldout = grammar.heldout_sentences()
    check_conversion(model, converter, [pieces.encode(getattr(s, source)) for s in heldout])
    converter.convert(str(folder / "model"), quantization="int8", force=True)
    write_descriptions(folder, source, target)


def write_descriptions(folder: Path, source: str, target: str) -> None:
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.5",
        "from_code": source,
        "from_name": LANGUAGES[source],
        "to_code": target,
        "to_name": LANGUAGES[target],
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=4) + "\n", encoding="utf-8")
    readme = (
        f"# {LANGUAGES[source]} to {LANGUAGES[target]}\n\n"
        "A very small translation model, test data of Bylingual. It knows the sentences of a small\n"
        "grammar and nothing else: do not use it to translate other texts.\n\n"
        f"Made by `train.py` from sentences of `grammar.py`. License: MIT, as Bylingual itself.\n"
    )
    (folder / "README.md").write_text(readme, encoding="utf-8")


def translate(folder: Path, texts: list[str]) -> list[str]:
    """Translates with the settings of Argos Translate."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(folder / "model"))
    results = translator.translate_batch(
        [pieces.encode(text, out_type=str) for text in texts],
        beam_size=4,
        num_hypotheses=1,
        length_penalty=0.2,
        replace_unknowns=True,
        max_batch_size=32,
    )
    return [pieces.decode_pieces(result.hypotheses[0]) for result in results]


def report(out: Path) -> None:
    """Prints how many held-out sentences come out exactly right, directly and through Spanish."""
    heldout = grammar.heldout_sentences()
    english, spanish, french = zip(*((s.en, s.es, s.fr) for s in heldout), strict=True)
    en_es, es_fr = (out / package_name(*direction) for direction in DIRECTIONS)
    from_english = translate(en_es, list(english))
    for name, found, right in (
        ("en-es", from_english, spanish),
        ("es-fr", translate(es_fr, list(spanish)), french),
        ("en-es-fr", translate(es_fr, from_english), french),
    ):
        correct = sum(map(str.__eq__, found, right))
        print(f"{name}: {correct} of {len(heldout)} exactly right, {100 * correct / len(heldout):.1f} %")


def package_name(source: str, target: str) -> str:
    return f"translate-{source}_{target}-1_0"


def write_heldout(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("en", "es", "fr"))
        writer.writerows((s.en, s.es, s.fr) for s in grammar.heldout_sentences())


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the Argos Translate packages of the tests.")
    parser.add_argument("--out", type=Path, default=HERE, help="where to put them (default: beside this file)")
    out: Path = parser.parse_args().out
    grammar.verify()
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(build_package, out / package_name(*pair), *pair) for pair in DIRECTIONS]
    for job in jobs:
        job.result()
    write_heldout(out / "heldout.tsv")
    report(out)


if __name__ == "__main__":
    main()
