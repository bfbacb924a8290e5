"""Who may talk to the page: this machine's browser, with the token that was printed, from the page itself."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

COOKIE = "bylingual"
# Only what the page brings itself; nothing is fetched from anywhere.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def _same(given: str, wanted: str) -> bool:
    """Whether two texts are the same, in the same time whatever they are."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())


@dataclass
class Guard:
    """Refuses foreign hosts (DNS rebinding), foreign origins (other pages in the same browser), and whoever does not
    have the session. The token in the address works once; the session is in a cookie afterwards."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    hosts: frozenset[str] = frozenset(["localhost", "127.0.0.1", "[::1]"])
    _used: bool = False

    def watch(self, app: Flask) -> None:
        """Have every request of `app` looked at."""
        app.before_request(self.look)
        app.after_request(self.sealed)

    def look(self) -> AnyResponse | None:
        """Refuse a request, or let it through (None)."""
        if request.host.rpartition(":")[0] not in self.hosts:
            abort(403, "This page answers to localhost only.")
        origin = request.headers.get("Origin")
        if request.method != "GET" and origin != request.host_url.rstrip("/"):
            abort(403, "This request comes from another page.")
        if (given := request.args.get("token")) is not None:
            return self._enter(given)
        if not _same(request.cookies.get(COOKIE, ""), self.session):
            abort(403, "Open the address that `bylingual review` printed.")
        return None

    def _enter(self, given: str) -> AnyResponse:
        if self._used or not _same(given, self.token):
            abort(403, "This address has been used. Start `bylingual review` again.")
        self._used = True
        entered = redirect(request.path)
        entered.set_cookie(COOKIE, self.session, httponly=True, samesite="Strict")
        return entered

    @staticmethod
    def sealed(response: Response) -> Response:
        """A response with the headers that bind the browser."""
        response.headers.update(_HEADERS)
        return response
