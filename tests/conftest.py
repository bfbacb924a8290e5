"""Fixtures: a project in a temporary folder, the command line in this process, the small Argos packages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from bylingual.cli import main
from bylingual.project import Project, load
from figures import FIGURES
from fitting import printed

DATA = Path(__file__).parent / "data"

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("default")

# Written for these tests, in the shape of a web article: headline twice, deck between, credits, a cookie banner.
STORY = (
    "River ferry: why it stopped\n\n"
    "The town’s last ferry\u00a0has been tied up since the flood of early spring\n\n"
    "River ferry: why it stopped\n\n"
    "On Monday March 3rd, the council  closed the ferry after 12 complaints from passengers in a single week. "
    "The captain did not agree, and he wrote a long letter to the mayor about it.\n\n"
    "“We will not sail with a broken engine,” the captain said on the quay, where 40 people had come to hear him. "
    "Nobody in the town knows when the boat will sail again.\n\n\n"
    "Valley Post | Maria Gómez Duarte\n"
    "Copy edited by Peter Lund\n\n\n\n"
    "This site sets cookies. Whoever reads on accepts their use. Our cookie policy tells you more."
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that documentation and CI speak of."""
    for name, count in FIGURES.items():
        terminalreporter.write_line(f"{name}: {count}")


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Argos sees the test packages only, the starter model neither; nothing of the user's own configuration is read."""
    home = tmp_path_factory.getbasetemp()
    for name in [n for n in os.environ if n.startswith(("BYLINGUAL_", "ARGOS_"))]:
        monkeypatch.delenv(name)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name))
    monkeypatch.setenv("BYLINGUAL_STARTER", "0")  # tests that speak of it say so


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """An empty project with Spanish as target; the working directory is its root."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "bylingual.toml").write_text('targets = ["es"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield load(tmp_path)


@pytest.fixture
def story(project: Project) -> Path:
    """The sample story as articles/story.txt."""
    path = project.root / "articles" / "story.txt"
    path.write_bytes(STORY.encode())
    return path


@pytest.fixture
def bylingual() -> Callable[..., Result]:
    """Run the command line: bylingual("translate", "--to", "es", code=0). JSON has to fit its schema."""

    def run(*args: str, code: int = 0) -> Result:
        result = CliRunner().invoke(main, list(args))
        assert result.exit_code == code, result.output + result.stderr
        printed(result.stdout)
        return result

    return run
