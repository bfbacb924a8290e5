"""Corpus in, training folder out: the usable pairs, the names among them and a SentencePiece vocabulary."""

import argparse
import json
import lzma
import random
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import sentencepiece
import text

SPACES = (*range(0x2000, 0x200B), 0x00A0, 0x202F, 0x205F, 0x3000, 0x0009)
NOTHING = (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)


def rules() -> str:
    """SentencePiece's normalisation: accents composed, one kind of space, nothing invisible, all else kept."""
    lines = [f"{code:X}\t20" for code in SPACES] + [f"{code:X}\t" for code in NOTHING]
    for code in range(0xC0, 0x250):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1:
            lines.append(" ".join(f"{ord(part):X}" for part in parts) + f"\t{code:X}")
    return "\n".join(lines) + "\n"


def sample(pairs: list[tuple[str, str, str]], names: text.Names, rng: random.Random) -> list[str]:
    """The lines the vocabulary is learned from: both sides, weighted as in training, some of them varied."""
    lines: list[str] = []
    for tag, english, spanish in pairs:
        if rng.random() < min(1.0, text.WEIGHTS[tag][0]):
            lines.extend(text.vary(english, spanish, names, rng))
    return lines


def vocabulary(lines: list[str], folder: Path, size: int, seed: int) -> None:
    """Train SentencePiece on these lines: unigram, digits split, unknown letters as bytes."""
    tsv = folder / "normalise.tsv"
    tsv.write_text(rules(), encoding="utf-8")
    sentencepiece.set_random_generator_seed(seed)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_prefix=str(folder / "sentencepiece"),
        model_type="unigram",
        vocab_size=size,
        character_coverage=0.9998,
        split_digits=True,
        byte_fallback=True,
        user_defined_symbols=list(text.MASKS),
        normalization_rule_tsv=str(tsv),
        input_sentence_size=300_000,
        shuffle_input_sentence=False,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=3,
        num_threads=2,
        minloglevel=1,
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="corpus.tsv.xz: tag, English, Spanish")
    parser.add_argument("folder", type=Path, help="where to write pairs.tsv, names.json, sentencepiece.model")
    parser.add_argument("--vocabulary", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with lzma.open(args.corpus, "rt", encoding="utf-8") as corpus:
        pairs = list(text.read(corpus))
    with (args.folder / "pairs.tsv").open("w", encoding="utf-8") as out:
        out.writelines("\t".join(pair) + "\n" for pair in pairs)
    names = text.names(pairs)
    (args.folder / "names.json").write_text(
        json.dumps({"known": sorted(names.known), "pool": names.pool, "chains": names.chains}, ensure_ascii=False),
        encoding="utf-8",
    )
    rng = random.Random(args.seed)
    lines = sample(pairs, names, rng)
    rng.shuffle(lines)
    vocabulary(lines, args.folder, args.vocabulary, args.seed)
    for tag, count in Counter(tag for tag, _, _ in pairs).most_common():
        print(f"{count:8} {tag}")
    print(f"{len(pairs)} pairs, {len(names.known)} names, {len(names.pool)} in the pool", file=sys.stderr)


if __name__ == "__main__":
    main()
