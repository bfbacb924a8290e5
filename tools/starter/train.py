"""Train: resumable, seeded, any length; the last phase on prose with the learning rate falling to zero."""

import argparse
import json
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import sacrebleu
import sentencepiece
import text
import torch
from network import BOS, EOS, PAD, Network, Optimiser, Shape, SmoothLoss, greedy, pad

MAIN, PROSE = 0, 1
CHUNK = 80_000
LONGEST = 128
Place = tuple[int, int, int]  # pass, chunk, batch
Pair = tuple[list[int], list[int]]


def number_kind(device: str) -> torch.dtype:
    """bfloat16 where the hardware multiplies in it; elsewhere it is slower than float32."""
    if device == "cuda":
        return torch.bfloat16
    path = Path("/proc/cpuinfo")
    flags = path.read_text(encoding="utf-8") if path.exists() else ""
    fast = "amx_bf16" in flags or "avx512_bf16" in flags
    return torch.bfloat16 if fast else torch.float32


class Data:
    """The pairs, drawn by weight, varied and cut into batches: the same for the same seed and place."""

    def __init__(self, folder: Path, tokens: int, seed: int, easy: int, sampled: float) -> None:
        self.spm = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        self.names = text.Names(frozenset(names["known"]), names["pool"], names["chains"])
        self.tokens, self.seed, self.easy, self.sampled = tokens, seed, easy, sampled
        with (folder / "pairs.tsv").open(encoding="utf-8") as lines:
            self.pairs = [line.rstrip("\n").split("\t") for line in lines]

    def batches(self, phase: int, place: Place) -> Iterator[tuple[Place, list[Pair]]]:
        """Batches from this place on, for ever, each with the place to go on from."""
        turn, first, skip = place
        while True:
            order = self._order(phase, turn)
            for chunk in range(first, len(order) // CHUNK):
                rng = random.Random(f"{self.seed} {phase} {turn} {chunk}")
                chosen = order[chunk * CHUNK : (chunk + 1) * CHUNK]
                for index, batch in enumerate(self._cut(chosen, rng, self._easy(phase, turn, chunk))):
                    if index >= skip:
                        yield (turn, chunk, index + 1), batch
                skip = 0
            turn, first = turn + 1, 0

    def _easy(self, phase: int, turn: int, chunk: int) -> bool:
        """Whether this chunk is one of the first, of which only the short pairs are shown."""
        return phase == MAIN and turn == 0 and chunk < self.easy

    def _order(self, phase: int, turn: int) -> list[int]:
        """The pairs of one pass: each as often as its source's weight says, in random order."""
        rng = random.Random(f"{self.seed} {phase} {turn}")
        order: list[int] = []
        for index, (tag, _, _) in enumerate(self.pairs):
            weight = text.WEIGHTS[tag][phase]
            order.extend([index] * (int(weight) + (rng.random() < weight % 1)))
        rng.shuffle(order)
        return order

    def _pieces(self, lines: list[str], rng: random.Random, share: float) -> list[list[int]]:
        """The lines in pieces, a share of them cut as chance has it (subword regularisation: Kudo 2018)."""
        pieces = self.spm.encode(lines)
        chosen = [index for index in range(len(lines)) if rng.random() < share]
        sentencepiece.set_random_generator_seed(rng.randrange(2**31))
        cuts = self.spm.encode([lines[i] for i in chosen], enable_sampling=True, alpha=0.2, nbest_size=-1)
        for index, cut in zip(chosen, cuts, strict=True):
            pieces[index] = cut
        return pieces

    def _cut(self, chosen: list[int], rng: random.Random, easy: bool) -> list[list[Pair]]:
        """Encode a chunk and cut it into batches of like length."""
        varied = [text.vary(*self.pairs[index][1:], self.names, rng) for index in chosen]
        if easy:
            varied = [pair for pair in varied if len(pair[0].split()) <= 12]
        left = self._pieces([pair[0] for pair in varied], rng, self.sampled)
        right = self._pieces([pair[1] for pair in varied], rng, self.sampled / 2)
        pairs = [([*a, EOS], b) for a, b in zip(left, right, strict=True) if max(len(a), len(b)) < LONGEST]
        pairs.sort(key=lambda pair: (len(pair[1]), len(pair[0])))
        batches: list[list[Pair]] = [[]]
        widest = 0
        for pair in pairs:
            size = max(len(pair[0]), len(pair[1]) + 1)
            if batches[-1] and max(widest, size) * (len(batches[-1]) + 1) > self.tokens:
                batches.append([])
                widest = 0
            batches[-1].append(pair)
            widest = max(widest, size)
        rng.shuffle(batches)
        return batches


class Run:
    """One training run in one folder."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.folder = args, args.run
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(args.seed)
        self.data = Data(args.data, args.tokens, args.seed, args.easy, args.sampled)
        shape = Shape(
            self.data.spm.vocab_size(), args.width, args.inner, args.encoder, args.decoder, args.heads, args.dropout
        )
        self.model = Network(shape).to(self.device)
        self.mean = Network(shape).to(self.device)
        self.mean.load_state_dict(self.model.state_dict())
        self.kind = number_kind(self.device)
        self.optimiser = Optimiser(self.model, self.kind)
        self.step, self.clock, self.phase, self.place, self.annealing = 0, 0.0, MAIN, (0, 0, 0), 0.0
        self.stop = False
        self._resume()

    def _resume(self) -> None:
        """Go on from the checkpoint, if there is one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        saved = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(saved["model"])
        self.mean.load_state_dict(saved["mean"])
        self.optimiser.load(saved["optimiser"])
        self.step, self.clock, self.phase = saved["step"], saved["clock"], saved["phase"]
        self.place, self.annealing = tuple(saved["place"]), saved["annealing"]
        torch.set_rng_state(saved["random"].cpu())
        self.say(f"resumed at step {self.step}")
        if self.args.again and self.over():
            self._again()

    def _again(self) -> None:
        """From the last phase's end into the main phase again, where that was left."""
        before = torch.load(self.folder / "before-anneal.pt", map_location="cpu", weights_only=True)
        self.phase, self.place, self.annealing = MAIN, tuple(before["place"]), 0.0
        (self.folder / "anneal").unlink(missing_ok=True)
        self.say("the main phase again")

    def save(self, name: str = "checkpoint.pt") -> None:
        """Write everything needed to go on; never a half-written file."""
        state = {
            "model": self.model.state_dict(),
            "mean": self.mean.state_dict(),
            "optimiser": self.optimiser.state(),
            "step": self.step,
            "clock": self.clock,
            "phase": self.phase,
            "place": self.place,
            "annealing": self.annealing,
            "random": torch.get_rng_state(),
            "shape": self.model.shape.plain(),
        }
        path = self.folder / name
        torch.save(state, path.with_suffix(".tmp"))
        os.replace(path.with_suffix(".tmp"), path)  # noqa: PTH105

    def say(self, line: str) -> None:
        """One line of the log."""
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%H:%M:%S')} {self.clock / 60:6.1f} min step {self.step} {line}\n")

    def rate(self) -> float:
        """The share of the full learning rate: up, level, inverse root; in the last phase down to nothing."""
        level = min(1.0, (self.step + 1) / 200) * min(1.0, (1500 / (self.step + 1)) ** 0.5)
        if self.phase == PROSE:
            level *= max(0.0, 1 - (self.clock - self.annealing) / (60 * self.anneal))
        return level

    def learn(self, batch: list[Pair]) -> tuple[float, int]:
        """One step; the loss and the target tokens it is over."""
        self.model.train()
        source = pad([left for left, _ in batch]).to(self.device)
        target = pad([[BOS, *right] for _, right in batch]).to(self.device)
        wanted = pad([[*right, EOS] for _, right in batch]).to(self.device)
        real = wanted != PAD
        with torch.autocast(self.device, torch.bfloat16, enabled=self.kind == torch.bfloat16):
            states = self.model(source, target)[real]
        loss = SmoothLoss.apply(states, self.model.table.weight, wanted[real], 0.1, self.kind)
        loss.backward()
        level = self.rate()
        self.optimiser.step(level * self.args.adam, level * self.args.muon)
        self._average()
        return float(loss.detach()), int(real.sum())

    @torch.no_grad()
    def _average(self) -> None:
        """Move the average of the weights, every fourth step."""
        self.step += 1
        if self.step % 4:
            return
        share = 1 - min(self.args.mean, (self.step + 1) / (self.step + 40)) ** 4
        torch._foreach_lerp_(list(self.mean.parameters()), list(self.model.parameters()), share)

    def dev(self) -> None:
        """BLEU and chrF of the averaged weights on the development set's first lines, greedy."""
        with self.args.dev.open(encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t")[:2] for line in lines][1 : self.args.lines + 1]
        sources = [[*self.data.spm.encode(row[0])[:200], EOS] for row in rows]
        with torch.autocast(self.device, torch.bfloat16, enabled=self.kind == torch.bfloat16):
            found = [self.data.spm.decode(ids) for ids in greedy(self.mean, sources, self.device, 120)]
        gold = [[row[1] for row in rows]]
        bleu, chrf = sacrebleu.corpus_bleu(found, gold).score, sacrebleu.corpus_chrf(found, gold).score
        self.say(f"dev BLEU {bleu:.2f} chrF {chrf:.2f}")
        (self.folder / "dev.txt").write_text("\n".join(found) + "\n", encoding="utf-8")

    @property
    def anneal(self) -> float:
        """How many minutes the last phase lasts: the file `anneal` in the folder wins."""
        path = self.folder / "anneal"
        return float(path.read_text(encoding="utf-8")) if path.exists() else self.args.anneal

    def turn(self) -> bool:
        """Whether it is time for the last phase; begins it."""
        late = self.clock >= 60 * (self.args.minutes - self.anneal)
        if self.phase == PROSE or not (late or (self.folder / "anneal").exists()):
            return False
        self.save("before-anneal.pt")
        self.phase, self.place, self.annealing = PROSE, (0, 0, 0), self.clock
        self.say(f"last phase: {self.anneal:g} minutes on prose")
        return True

    def over(self) -> bool:
        """Whether the last phase has ended, or someone asked to stop."""
        return self.stop or (self.phase == PROSE and self.clock >= self.annealing + 60 * self.anneal)

    def go(self) -> None:
        """Train to the end."""
        saved = shown = tested = self.clock
        total = count = 0.0
        before = time.monotonic()
        stream = self.data.batches(self.phase, self.place)
        while not self.over():
            if self.turn():
                stream = self.data.batches(self.phase, self.place)
            self.place, batch = next(stream)
            loss, tokens = self.learn(batch)
            total, count = total + loss * tokens, count + tokens
            now = time.monotonic()
            self.clock += min(now - before, 30.0)  # a pause (SIGSTOP) does not count
            before = now
            if self.step % 50 == 0:
                speed = count / max(1e-3, self.clock - shown)
                phase = "prose" if self.phase else "main"
                self.say(f"{phase} pass {self.place[0]}.{self.place[1]} loss {total / count:.3f} tok/s {speed:.0f}")
                total, count, shown = 0.0, 0.0, self.clock
            if self.clock - saved > 60 * self.args.save:
                self.save()
                saved = self.clock
            if self.clock - tested > 60 * self.args.test:
                self.dev()
                tested, before = self.clock, time.monotonic()
        self.save()
        if not self.stop:
            self.dev()
        self.say("stopped" if self.stop else "done")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="prepare.py's folder")
    parser.add_argument("run", type=Path, help="checkpoint, log and pid go here")
    parser.add_argument("--dev", type=Path, required=True, help="TSV with a header; columns English, Spanish, …")
    parser.add_argument("--lines", type=int, default=400, help="lines of it to translate")
    parser.add_argument("--minutes", type=float, default=120, help="in all, pauses not counted")
    parser.add_argument("--anneal", type=float, default=25, help="of these, the last phase")
    parser.add_argument("--again", action="store_true", help="a run that has ended begins another main phase")
    parser.add_argument("--save", type=float, default=4, help="minutes between checkpoints")
    parser.add_argument("--test", type=float, default=15, help="minutes between BLEU and chrF")
    parser.add_argument("--tokens", type=int, default=5000, help="padded tokens a batch")
    parser.add_argument("--easy", type=int, default=1, help="first chunks of which only short pairs are shown")
    parser.add_argument("--adam", type=float, default=1.4e-3, help="full learning rate of embeddings and norms")
    parser.add_argument("--muon", type=float, default=4e-3, help="full learning rate of the matrices")
    parser.add_argument("--mean", type=float, default=0.9985, help="decay of the averaged weights, per step")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--inner", type=int, default=1024)
    parser.add_argument("--encoder", type=int, default=6)
    parser.add_argument("--decoder", type=int, default=2)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--dropout", type=float, default=0.0, help="worth it from about the fifth pass on")
    parser.add_argument("--sampled", type=float, default=0.3, help="share of the sources cut into pieces at random")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """The command."""
    args = arguments()
    args.run.mkdir(parents=True, exist_ok=True)
    (args.run / "pid").write_text(f"{os.getpid()}\n", encoding="utf-8")
    torch.set_num_threads(args.threads)
    run = Run(args)

    def stop(*_: object) -> None:
        run.stop = True

    signal.signal(signal.SIGTERM, stop)
    run.say(f"{sum(p.numel() for p in run.model.parameters()) / 1e6:.2f} M parameters, {len(run.data.pairs)} pairs")
    run.go()


if __name__ == "__main__":
    main()
