"""`bylingual review`."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from ..errors import ConfigError
from .shared import here, paths, say


@click.command()
@paths
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Of this machine; 0 takes a free one.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option(
    "--static",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the pages into this folder instead, for reading only.",
)
def command(paths: tuple[Path, ...], port: int, no_browser: bool, folder: Path | None) -> int:
    """Review articles in the browser: source and translation side by side, edited and approved in place.

    PATHS are articles, catalogs or folders; without any, the whole project. The page answers to this machine only, and
    every change is written to the PO file at once. Exit 1 if, with --static, a catalog cannot be shown.
    """
    project, selection = here(paths)
    if folder is not None:
        from ..review import static_pages

        problems = static_pages.write(project, selection, folder)
        for problem in problems:
            say(f"Error: {problem}", err=True)
        say(f"wrote {folder.as_posix()}/index.html")
        return int(bool(problems))
    try:
        from ..review.app import Server
    except ImportError:
        raise ConfigError("Flask is not installed", remedy="pip install 'bylingual[review]'") from None
    try:
        server = Server(project, selection, port)
    except (OSError, SystemExit):
        raise ConfigError(f"port {port} is taken", remedy="Use another --port, or none") from None

    def ready() -> None:
        say(f"Review at {server.entrance}")
        say("The address opens once. Ctrl+C ends the page.", err=True)
        if not no_browser:
            webbrowser.open(server.entrance)

    server.run(ready)
    return 0
