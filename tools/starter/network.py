"""The network: a small pre-norm transformer, deep encoder and shallow decoder, one table for all embeddings."""

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

UNK, BOS, EOS, PAD = 0, 1, 2, 3


@dataclass(frozen=True)
class Shape:
    """The network's measures; `asdict` of it goes into every checkpoint."""

    vocabulary: int = 8000
    width: int = 256
    inner: int = 1024
    encoder: int = 6
    decoder: int = 2
    heads: int = 4
    dropout: float = 0.0

    def plain(self) -> dict[str, float]:
        """As a plain dictionary."""
        return asdict(self)


class Attention(nn.Module):
    """Attention of a sequence to itself, or to another."""

    def __init__(self, shape: Shape, cross: bool) -> None:
        super().__init__()
        self.heads, self.cross, width = shape.heads, cross, shape.width
        if cross:
            self.query, self.pair = nn.Linear(width, width), nn.Linear(width, 2 * width)
        else:
            self.triple = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor) -> Tensor:
        """Attend to what `mask` marks; spelt out, since PyTorch's fused kernel is slow backwards on a CPU."""
        parts = (self.query(x), *self.pair(memory).chunk(2, -1)) if self.cross else self.triple(x).chunk(3, -1)
        query, key, value = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in parts)
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(2, 3)
        found = scores.masked_fill(~mask, -1e4).softmax(-1) @ value
        return self.out(found.transpose(1, 2).flatten(2))


class Drop(nn.Module):
    """Dropout whose mask is the same at every place of a sentence (Gal and Ghahramani 2016): on a CPU, where a mask for
    every place costs a seventh of a step, it costs next to nothing."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Drop a share of the columns of every row of (batch, place, width), the others made up for it."""
        if not self.training or not self.share:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype, device=x.device)
        return x * mask.bernoulli_(1 - self.share).div_(1 - self.share)


class Layer(nn.Module):
    """One layer of the encoder, or (with attention to the source) of the decoder."""

    def __init__(self, shape: Shape, decoder: bool) -> None:
        super().__init__()
        self.own, self.norm_own = Attention(shape, cross=False), nn.LayerNorm(shape.width)
        self.other = Attention(shape, cross=True) if decoder else None
        self.norm_other = nn.LayerNorm(shape.width) if decoder else None
        self.norm_inner = nn.LayerNorm(shape.width)
        self.up, self.down = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.drop = Drop(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor, memory: Tensor | None = None) -> Tensor:
        """Run the layer; `mask` marks the source's real tokens."""
        if self.other is None:
            x = x + self.drop(self.own(self.norm_own(x), None, mask))
        else:
            before = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool, device=x.device).tril()
            x = x + self.drop(self.own(self.norm_own(x), None, before))
            x = x + self.drop(self.other(self.norm_other(x), memory, mask))
        return x + self.drop(self.down(torch.relu(self.up(self.norm_inner(x)))))


def positions(length: int, width: int) -> Tensor:
    """Sinusoidal positions, sines before cosines."""
    scale = math.log(10000) / (width // 2 - 1)
    angle = torch.arange(length)[:, None] * torch.exp(torch.arange(width // 2) * -scale)[None]
    return torch.cat([angle.sin(), angle.cos()], 1)


class Network(nn.Module):
    """Encoder and decoder."""

    def __init__(self, shape: Shape, longest: int = 512) -> None:
        super().__init__()
        self.shape = shape
        self.table = nn.Embedding(shape.vocabulary, shape.width)
        self.encoder = nn.ModuleList(Layer(shape, decoder=False) for _ in range(shape.encoder))
        self.decoder = nn.ModuleList(Layer(shape, decoder=True) for _ in range(shape.decoder))
        self.norm_encoder, self.norm_decoder = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.register_buffer("place", positions(longest, shape.width), persistent=False)
        self._start()

    def _start(self) -> None:
        """First weights."""
        for name, weight in self.named_parameters():
            if weight.dim() > 1:
                nn.init.xavier_uniform_(weight)
            elif name.endswith("bias"):
                nn.init.zeros_(weight)
        nn.init.normal_(self.table.weight, std=self.shape.width**-0.5)

    def embed(self, tokens: Tensor) -> Tensor:
        """Embeddings with positions."""
        return self.table(tokens) * math.sqrt(self.shape.width) + self.place[: tokens.shape[1]]

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """The source's states and the mask of its real tokens."""
        mask = (source != PAD)[:, None, None, :]
        x = self.embed(source)
        for layer in self.encoder:
            x = layer(x, mask)
        return self.norm_encoder(x), mask

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """States from which the next token follows."""
        x = self.embed(target)
        for layer in self.decoder:
            x = layer(x, mask, memory)
        return self.norm_decoder(x)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """States for every place of the target."""
        return self.decode(target, *self.encode(source))


def pad(rows: list[list[int]]) -> Tensor:
    """Rows of token ids as one tensor."""
    width = max(map(len, rows))
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])


@torch.no_grad()
def greedy(model: Network, sources: list[list[int]], device: str, limit: int = 200) -> list[list[int]]:
    """The most likely next token, again and again, up to `limit` of them; sources end in EOS."""
    model.eval()
    size = 40
    results: list[list[int]] = [[] for _ in sources]
    order = sorted(range(len(sources)), key=lambda index: len(sources[index]))
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        rows = _greedy_batch(model, pad([sources[index] for index in chosen]).to(device), limit)
        for index, row in zip(chosen, rows, strict=True):
            results[index] = row[: row.index(EOS)] if EOS in row else row
    return results


def _greedy_batch(model: Network, source: Tensor, limit: int) -> list[list[int]]:
    """Greedy decoding of one batch."""
    memory, mask = model.encode(source)
    target = torch.full((len(source), 1), BOS, device=source.device)
    done = torch.zeros(len(source), dtype=torch.bool, device=source.device)
    for _ in range(limit):
        following = (model.decode(target, memory, mask)[:, -1] @ model.table.weight.T).argmax(-1)
        following[done] = EOS
        target = torch.cat([target, following[:, None]], 1)
        done |= following == EOS
        if done.all():
            break
    return target[:, 1:].tolist()


class SmoothLoss(torch.autograd.Function):
    """Label-smoothed cross entropy over the tied table, in pieces, its gradient made in the same pass."""

    @staticmethod
    def forward(ctx, states: Tensor, table: Tensor, wanted: Tensor, smooth: float, kind: torch.dtype) -> Tensor:
        """Mean cross entropy over `wanted`, which is not smoothed; the gradient is."""
        near, weight = states.detach().to(kind), table.detach().to(kind)
        total = torch.zeros((), device=states.device)
        grad_states, grad_table = torch.empty_like(near), torch.zeros_like(table)
        for start in range(0, len(near), 1024):
            piece, gold = near[start : start + 1024], wanted[start : start + 1024, None]
            slope = (piece @ weight.T).softmax(-1)
            right = slope.gather(1, gold)
            total -= right.float().clamp_min(1e-9).log().sum()
            slope.sub_(smooth / slope.shape[1]).scatter_(1, gold, right - (1 - smooth + smooth / slope.shape[1]))
            grad_states[start : start + 1024] = slope @ weight
            grad_table += slope.T @ piece
        ctx.save_for_backward(grad_states, grad_table)
        ctx.count = len(near)
        return total / len(near)

    @staticmethod
    def backward(ctx, slope: Tensor) -> tuple[Tensor, Tensor, None, None, None]:
        """What `forward` kept, scaled."""
        states, table = ctx.saved_tensors
        return states.float() * (slope / ctx.count), table * (slope / ctx.count), None, None, None


class Optimiser:
    """Muon (orthogonalised momentum) for the layers' matrices, Adam for embeddings, norms and biases."""

    def __init__(self, model: Network, kind: torch.dtype) -> None:
        self.kind = kind
        named = list(model.named_parameters())
        self.matrices = [(n, p) for n, p in named if p.dim() == 2 and not n.startswith("table")]
        self.momentum = {name: torch.zeros_like(weight) for name, weight in self.matrices}
        rest = [p for n, p in named if n not in self.momentum]
        self.adam = torch.optim.Adam(rest, lr=1.0, betas=(0.9, 0.98), eps=1e-9)
        self.width = model.shape.width

    @torch.no_grad()
    def step(self, adam_rate: float, muon_rate: float, decay: float = 0.1) -> None:
        """One step; the gradients are cleared."""
        torch.nn.utils.clip_grad_norm_([p for g in self.adam.param_groups for p in g["params"]], 1.0)
        for group in self.adam.param_groups:
            group["lr"] = adam_rate
        self.adam.step()
        stacks: dict[bool, list[Tensor]] = {}
        for name, weight in self.matrices:
            stacks.setdefault(self._inner(name), []).append(self._push(name, weight))
        turned = {kind: iter(orthogonal(torch.cat(stack), self.kind)) for kind, stack in stacks.items()}
        for name, weight in self.matrices:
            self._apply(name, weight, turned[self._inner(name)], muon_rate, decay)
        self.adam.zero_grad(set_to_none=True)

    @staticmethod
    def _inner(name: str) -> bool:
        return name.endswith(("up.weight", "down.weight"))

    def _push(self, name: str, weight: Tensor) -> Tensor:
        """Nesterov momentum, as a stack of matrices that are wider than tall."""
        momentum = self.momentum[name].mul_(0.95).add_(weight.grad, alpha=0.05)
        push = weight.grad.mul(0.05).add_(momentum, alpha=0.95)
        if name.endswith("up.weight"):
            return push.T[None]
        return push[None] if name.endswith("down.weight") else push.view(-1, self.width, self.width)

    def _apply(self, name: str, weight: Tensor, turned: Iterator[Tensor], rate: float, decay: float) -> None:
        """Take this weight's share of the turned matrices."""
        if self._inner(name):
            change = next(turned)
            change = change.T if name.endswith("up.weight") else change
        else:
            change = torch.cat([next(turned) for _ in range(weight.shape[0] // self.width)])
        side = max(weight.shape) if self._inner(name) else self.width
        weight.mul_(1 - rate * decay).add_(change, alpha=-rate * 0.2 * side**0.5)
        weight.grad = None

    def state(self) -> dict:
        """For a checkpoint."""
        return {"adam": self.adam.state_dict(), "momentum": self.momentum}

    def load(self, state: dict) -> None:
        """From a checkpoint."""
        self.adam.load_state_dict(state["adam"])
        for name, value in state["momentum"].items():
            self.momentum[name].copy_(value)


def orthogonal(stack: Tensor, kind: torch.dtype) -> Tensor:
    """Newton-Schulz: every matrix of the stack with its singular values near one."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = stack.to(kind)
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        square = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(square, square, square, beta=b, alpha=c), x, beta=a)
    return x.float()
