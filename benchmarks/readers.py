"""What reading costs, beside a bare parser of the same format: `python -m benchmarks.readers [--articles 1000]`.

For each reader, articles of one length and of eight times that length are made and read. Printed are the time of an
article as a multiple of the bare parser's (for plain text that is only cutting it into lines), the time of a long
article as a multiple of a short one's (8 is linear), and the peak memory of reading one file of several MB, less that
of a small one, as a multiple of the file.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from html import escape
from xml.etree import ElementTree

import docx
import lxml.html
from markdown_it import MarkdownIt

from bylingual.readers import BY_SUFFIX

SHORT, TIMES = 12, 8  # paragraphs; the long ones have eight times as many
WORDS = [
    "the", "council", "harbour", "bridge", "ferry", "mayor", "teacher", "river", "school", "night", "snow", "rain",
    "vote", "letter", "people", "said", "opened", "closed", "counted", "wrote", "sold", "after", "before",
    "without", "every", "nobody", "Monday", "April", "valley", "town", "budget", "engine", "passengers", "city",
]  # fmt: skip


def paragraphs(rng: random.Random, count: int) -> list[str]:
    """Paragraphs of three sentences."""

    def sentence() -> str:
        words = [rng.choice(WORDS) for _ in range(rng.randint(8, 24))]
        return f"{' '.join(words).capitalize()} {rng.randint(2, 900)}."

    return [" ".join(sentence() for _ in range(3)) for _ in range(count)]


def text(title: str, body: list[str]) -> bytes:
    """Plain text."""
    return "\n\n".join([title, *body]).encode()


def markdown(title: str, body: list[str]) -> bytes:
    """With front matter, emphasis and links."""
    marked = [p.replace(" the ", " **the** ", 1).replace(" people ", " [people](https://example.org/p) ") for p in body]
    return f'---\ntitle: "{title}"\ndate: 2026-01-02\n---\n\n'.encode() + "\n\n".join(marked).encode()


def html(title: str, body: list[str]) -> bytes:
    """A page with navigation and a footer."""
    marked = "".join(f"<p>{escape(p).replace(' the ', ' <em>the</em> ', 1)}</p>\n" for p in body)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>\n{marked}</article><footer>Imprint</footer></body></html>"
    ).encode()


def ninjs(title: str, body: list[str]) -> bytes:
    """IPTC ninjs."""
    inner = "".join(f"<p>{escape(p)}</p>" for p in body)
    return json.dumps(
        {"uri": "urn:x", "type": "text", "language": "en", "headline": title, "body_xhtml": inner}
    ).encode()


def nitf(title: str, body: list[str]) -> bytes:
    """IPTC NITF."""
    inner = "".join(f"<p>{escape(p)}</p>\n" for p in body)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>{title}</title></head><body><body.head><hedline>'
        f"<hl1>{title}</hl1></hedline></body.head><body.content>{inner}</body.content></body></nitf>"
    ).encode()


def word(title: str, body: list[str]) -> bytes:
    """A Word file."""
    document = docx.Document()
    document.add_paragraph(title, "Title")
    for p in body:
        document.add_paragraph(p)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bare_docx(data: bytes) -> object:
    """Opened, with the words of its paragraphs."""
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


# Suffix -> how an article is made, the bare parser, paragraphs of the large file.
FORMATS: dict[str, tuple[Callable[[str, list[str]], bytes], Callable[[bytes], object], int]] = {
    ".txt": (text, lambda data: data.decode().splitlines(), 20_000),
    ".md": (markdown, lambda data: MarkdownIt().parse(data.decode()), 5_000),
    ".html": (html, lambda data: lxml.html.document_fromstring(data), 5_000),
    ".json": (ninjs, json.loads, 10_000),
    ".xml": (nitf, ElementTree.fromstring, 10_000),
    ".docx": (word, bare_docx, 5_000),
}


def made(suffix: str, count: int, length: int) -> list[bytes]:
    """Articles of one length."""
    rng = random.Random(f"{suffix} {length}")
    return [FORMATS[suffix][0](f"Story {n}: what the valley saw", paragraphs(rng, length)) for n in range(count)]


def seconds(action: Callable[[bytes], object], files: list[bytes]) -> float:
    """Of one file, the middle of three rounds."""
    rounds = []
    for _ in range(3):
        started = time.perf_counter()
        for data in files:
            action(data)
        rounds.append((time.perf_counter() - started) / len(files))
    return statistics.median(rounds)


def reading(suffix: str) -> Callable[[bytes], object]:
    """The reader, called."""
    reader = BY_SUFFIX[suffix]
    return lambda data: reader.read(data, "a", f"a{suffix}")


def memory(suffix: str, length: int) -> tuple[int, int]:
    """(bytes of a file, peak memory in bytes of a process that reads it)."""
    made_here = [sys.executable, "-m", "benchmarks.readers", "--one", suffix, "--length", str(length)]
    size, peak = subprocess.run(made_here, capture_output=True, text=True, check=True).stdout.split()
    return int(size), int(peak)


def one(suffix: str, length: int) -> None:
    """In a process of its own: read one file. What making it took is given back first by a process of its own."""
    code = (
        f"import sys; from benchmarks import readers; sys.stdout.buffer.write(readers.made({suffix!r}, 1, {length})[0])"
    )
    data = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    reading(suffix)(data)
    print(len(data), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--length", type=int, default=SHORT, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        one(args.one, args.length)
        return
    print("| format | time of an article / bare parser's | 8 × as long / short | large file, MB | peak memory / file |")
    print("|---|---|---|---|---|")
    for suffix, (_, bare, large) in FORMATS.items():
        if suffix not in BY_SUFFIX:
            continue
        short, long = made(suffix, args.articles, SHORT), made(suffix, max(args.articles // TIMES, 1), SHORT * TIMES)
        ours, theirs = seconds(reading(suffix), short), seconds(bare, short)
        growth = seconds(reading(suffix), long) / ours
        (small, base), (size, peak) = memory(suffix, SHORT), memory(suffix, large)
        share = (peak - base) / (size - small)
        print(f"| {suffix} | {ours / theirs:.1f} | {growth:.1f} | {size / 1e6:.1f} | {share:.0f} |", flush=True)


if __name__ == "__main__":
    main()
