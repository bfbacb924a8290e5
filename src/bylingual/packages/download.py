"""Files from http(s) and file addresses: bounded in size, resumed where they broke off, verified.

The standard library's urllib: no retries, pools or streaming decoders are needed, and the engine's users are spared a
dependency. Its handlers for ftp, data and file are left out, and redirects never lead out of TLS.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from ..errors import PackageError
from .folders import downloads_folder
from .index import leads, scheme_of

SIZE = 2 << 30  # bytes of a package
_CHUNK = 1 << 16
# A server that breaks off is asked again as long as it sends something, this often.
_RESUMES = 5

# Called with the bytes so far and their total, 0 where the server does not say.
Progress = Callable[[int, int], None]


def read(address: str, *, limit: int, timeout: float) -> bytes:
    """The file at an address, at most `limit` bytes. `timeout`: seconds without a byte. Raises PackageError."""
    with _open(address, {}, timeout) as (source, _, about):
        data = b""
        try:
            while len(data) <= limit and (chunk := _chunk(source)):
                data += chunk
        except _BrokenOffError as error:
            raise PackageError(f"broke off after {len(data):,} bytes ({error})", path=address) from None
    if len(data) > limit:
        raise PackageError(f"larger than {limit:,} bytes", path=address)
    if len(data) < _length(about):
        raise PackageError(f"broke off after {len(data):,} of {_length(about):,} bytes", path=address)
    return data


def download(links: tuple[str, ...], sha256: str, *, timeout: float, progress: Progress) -> Path:
    """The file at the first of `links` that gives it, as a file of ours to be removed after use; a broken one is kept
    and gone on with next time. `sha256` is verified, unless "". Raises PackageError saying what each link gave."""
    problems = []
    for link in links:
        try:
            file = _file_of(link, timeout, progress)
            _verify(file, sha256, link)
            return file
        except PackageError as error:
            problems.append(error)
    if len(problems) == 1:
        raise problems[0]
    if not problems:
        raise PackageError("the index gives no address that can be used (http, https)")
    raise PackageError("; ".join(f"{e.path}: {e.problem}" for e in problems), remedy=problems[-1].remedy)


def discard(file: Path) -> None:
    """Forget a downloaded file."""
    for path in (file, file.with_suffix(".json")):
        path.unlink(missing_ok=True)


class _BrokenOffError(Exception):
    """The server stopped before the end."""


def _file_of(link: str, timeout: float, progress: Progress) -> Path:
    """The whole file at `link`, gone on with where it broke off, now or in an earlier run."""
    folder = downloads_folder()
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{hashlib.sha256(link.encode()).hexdigest()[:24]}.part"
    for attempt in range(_RESUMES + 1):
        before = _size(part)
        try:
            _go_on(link, part, timeout, progress)
            return part
        except _BrokenOffError as error:
            if _size(part) <= before or attempt == _RESUMES:
                raise PackageError(
                    f"broke off after {_size(part):,} bytes ({error})",
                    path=link,
                    remedy="Run again to go on from there",
                ) from None
    raise AssertionError


def _go_on(link: str, part: Path, timeout: float, progress: Progress) -> None:
    """Append to `part` what it lacks, or begin anew where the server has another file or cannot go on."""
    kept = _kept(part)
    have = _size(part) if kept.get("validator") else 0
    if have and have == kept.get("total"):
        return
    headers = {"Range": f"bytes={have}-", "If-Range": str(kept["validator"])} if have else {}
    with _open(link, headers, timeout) as (source, status, about):
        start = have if status == 206 and about.get("Content-Range", "").startswith(f"bytes {have}-") else 0
        anew = have and not start and status != 200
        if not anew:
            total = start + _length(about)
            part.with_suffix(".json").write_text(
                json.dumps({"address": link, "validator": _validator(about), "total": total}), encoding="utf-8"
            )
            done = _append(source, part, start, total, progress)
            if done > SIZE:
                raise PackageError(f"more than {SIZE:,} bytes, larger than any package", path=link)
            if done < total:
                raise _BrokenOffError(f"of {total:,}")
    if anew:
        discard(part)
        _go_on(link, part, timeout, progress)


def _append(source: IO[bytes], part: Path, start: int, total: int, progress: Progress) -> int:
    """Write what comes behind the first `start` bytes of `part`; its size now, which a bit more than SIZE ends."""
    done = start
    with part.open("ab" if start else "wb") as out:
        while done <= SIZE and (chunk := _chunk(source)):
            out.write(chunk)
            done += len(chunk)
            progress(done, total)
    return done


def _length(about: Message) -> int:
    """The Content-Length, 0 if unknown."""
    given = about.get("Content-Length", "")
    return int(given) if given.isdecimal() else 0


def _chunk(source: IO[bytes]) -> bytes:
    try:
        return source.read(_CHUNK)
    except (http.client.HTTPException, OSError) as error:
        raise _BrokenOffError(_reason(error)) from None


def _kept(part: Path) -> dict[str, Any]:
    """What is known of an unfinished download."""
    try:
        state = json.loads(part.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def _validator(about: Message) -> str:
    """What tells this file from a later one at the same address, "" if nothing. Source: RFC 9110, If-Range."""
    tag = about.get("ETag", "")
    return tag if tag.startswith('"') else about.get("Last-Modified", "")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _verify(file: Path, sha256: str, link: str) -> None:
    if not sha256:
        return
    with file.open("rb") as data:
        found = hashlib.file_digest(data, "sha256").hexdigest()
    if found != sha256:
        discard(file)
        raise PackageError(
            f"its SHA-256 is {found}, the index says {sha256}", path=link, remedy="Run again; tell the index's keeper"
        )


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, never from https to http or to another kind of address."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        if not leads(req.full_url, newurl):
            fp.close()
            raise PackageError(f"leads to {newurl}, which is not followed", path=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _opener() -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        _Redirects,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


@contextlib.contextmanager
def _open(address: str, headers: dict[str, str], timeout: float) -> Iterator[tuple[IO[bytes], int, Message]]:
    """The stream at an address, its status (200, 206, 416) and headers. Raises PackageError."""
    scheme = scheme_of(address)
    if scheme == "file":
        with _local(address) as source:
            about = Message()
            about["Content-Length"] = str(_size(Path(source.name)))
            yield source, 200, about
        return
    if scheme not in ("http", "https"):
        raise PackageError("not an address that can be used", path=address, remedy="Use https://, http:// or file://")
    # Argos' server answers 403 to urllib's own name.
    named = {"User-Agent": f"Mozilla/5.0 (compatible; bylingual/{version('bylingual')})", "Accept-Encoding": "identity"}
    try:
        reply = _opener().open(urllib.request.Request(address, headers=named | headers), timeout=timeout)  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code != 416 or not headers:
            error.close()
            raise PackageError(f"the server says {error.code} {error.reason}", path=address) from None
        reply = error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise PackageError(f"cannot be reached: {_reason(error)}", path=address) from None
    with reply:
        yield reply, reply.status, reply.headers


def _local(address: str) -> IO[bytes]:
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        raise PackageError("names another machine", path=address, remedy="Write file:///folder/index.json")
    try:
        return Path(unquote(parts.path)).open("rb")
    except (OSError, ValueError) as error:
        raise PackageError(f"cannot be read: {_reason(error)}", path=address) from None


def _reason(error: BaseException) -> str:
    """An error of the network in a few words."""
    inner = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(inner, TimeoutError):
        return "no answer in time; --timeout SECONDS waits longer"
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return str(inner) or type(inner).__name__
