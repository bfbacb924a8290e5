"""A web server on localhost with an index of packages, which misbehaves as it is told to."""

from __future__ import annotations

import hashlib
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from conftest import DATA


def archive(path: Path, pair: str = "en_es", *, version: str = "1.0", top: str = "", **metadata: Any) -> Path:
    """One of the small packages as an .argosmodel file, its metadata changed."""
    folder = DATA / "argos" / f"translate-{pair}-1_0"
    said = json.loads((folder / "metadata.json").read_text(encoding="utf-8")) | {"package_version": version} | metadata
    top = top or f"translate-{pair}-{version.replace('.', '_')}"
    with zipfile.ZipFile(path, "w") as out:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.name != "metadata.json":
                out.write(file, f"{top}/{file.relative_to(folder)}")
        out.writestr(f"{top}/metadata.json", json.dumps(said))
    return path


@dataclass
class Page:
    """What is served at a path: `body`, broken off or halted after `stop` bytes the first `times` times."""

    body: bytes
    etag: str = '"1"'
    stop: int = 0
    halt: bool = False
    times: int = 0
    location: str = ""
    status: int = 200
    ranges: bool = True
    length: bool = True


@dataclass
class Site:
    """A running server: its pages by path, its address, and the requests it got: (path, Range header)."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    halted: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def offer(self, body: bytes, pair: str = "en_es", version: str = "1.0", **entry: Any) -> Page:
        """Serve a package and name it in the index, with `entry` over what the index says."""
        name = f"translate-{pair}-{version.replace('.', '_')}.argosmodel"
        self.pages[f"/{name}"] = page = Page(body)
        source, target = pair.split("_")
        said = {
            "package_version": version,
            "argos_version": "1.5",
            "from_code": source,
            "from_name": source,
            "to_code": target,
            "to_name": target,
            "links": [f"{self.address}/{name}", "ipfs://QmPackage"],
            "code": f"translate-{pair}",
        }
        index = json.loads(self.pages["/index.json"].body) if "/index.json" in self.pages else []
        self.pages["/index.json"] = Page(json.dumps([*index, said | entry]).encode())
        return page

    @property
    def index(self) -> str:
        """The index's address."""
        return f"{self.address}/index.json"


@contextmanager
def serve() -> Iterator[Site]:
    """A server in a thread of this process, on a free port of 127.0.0.1."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            site.requests.append((self.path, wanted))
            page = site.pages.get(self.path)
            if page is None:
                self.send_error(404)
                return
            start = 0
            if page.ranges and wanted and self.headers.get("If-Range") == page.etag:
                start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            body = page.body[start:]
            self.send_response(206 if start else page.status)
            if page.location:
                self.send_header("Location", page.location)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(page.body) - 1}/{len(page.body)}")
            if page.etag:
                self.send_header("ETag", page.etag)
            if page.length:
                self.send_header("Content-Length", str(len(body)))
            self.close_connection = True
            self.send_header("Connection", "close")
            self.end_headers()
            if page.times and page.stop:
                page.times -= 1
                self.wfile.write(body[: page.stop])
                self.wfile.flush()
                if page.halt:
                    site.halted.set()
                    site.ended.wait(60)
                return
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that hangs up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def sha256(body: bytes) -> str:
    """The checksum as an index gives it."""
    return hashlib.sha256(body).hexdigest()
