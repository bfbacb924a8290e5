"""The review page in a real browser: edit, approve, undo, conflicts, keys, screen readers, hostile texts and callers."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import Result
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bylingual import po
from bylingual.model import State, Unit
from bylingual.project import Project, Selection
from bylingual.review.app import Server

pytestmark = pytest.mark.enable_socket
PICTURES = Path(__file__).parents[1] / "build" / "review"
HOSTILE = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def catalog(project: Project, story: Path, bylingual: Callable[..., Result]) -> Path:
    """The story in Spanish; a text in it is an attack."""
    story.write_text(
        story.read_text(encoding="utf-8") + f"\n\nOn Tuesday somebody wrote {HOSTILE} on the quay wall.\n",
        encoding="utf-8",
    )
    glossary = project.root / "translations" / "glossary.csv"
    glossary.parent.mkdir()
    glossary.write_text("source,target,locale,note\ncouncil,concejo,es,our style\n", encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "apertium")
    path = project.catalog_path("story", "es")
    head, entry, tail = path.read_text(encoding="utf-8").rpartition("\n\n")
    assert "<script>" in tail  # what became of the attack is no news: the headline comes first
    path.write_text(f"{head}{entry}# bylingual: ignore markup, spacing\n{tail}", encoding="utf-8")
    return path


@pytest.fixture
def server(project: Project, catalog: Path) -> Iterator[Server]:
    running = Server(project, Selection())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    """The article's page, entered by the printed address."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(server.entrance)
    opened.get_by_role("link", name="story").click()
    opened.wait_for_url("**/article?**", wait_until="load")
    yield opened
    context.close()


def unit(catalog: Path, role: str) -> Unit:
    return next(u for u in po.read(catalog.read_bytes()).units if u.context == role)


def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def test_by_keyboard_alone(page: Page, catalog: Path) -> None:
    """Edit the most urgent unit, approve it, go on; undo brings the text and the state back."""
    before = unit(catalog, "headline")
    page.keyboard.press("n")
    page.keyboard.press("e")
    area = page.get_by_role("textbox", name="Translation of: River ferry")
    expect(area).to_be_focused()
    area.fill("El transbordador: por qué paró")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#r0 .state")).to_have_text("approved")
    done = unit(catalog, "headline")
    assert (done.target, done.state) == ("El transbordador: por qué paró", State.APPROVED)
    expect(page.locator(".row.now")).not_to_have_id("r0")
    picture(page, "article")
    page.keyboard.press("u")
    expect(page.locator("#r0 .state")).to_have_text("needs review")
    assert unit(catalog, "headline") == before
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("captain")
    assert page.locator(".row:visible").count() == page.locator(".row", has_text="captain").count() > 0


def test_a_draft_stays_a_draft(page: Page, catalog: Path) -> None:
    """Leaving the text saves it, still to be reviewed; it is a person's from then on."""
    page.locator("#r1 .edit").click()
    page.locator("#r1 textarea").fill("Un borrador")
    page.keyboard.press("Escape")
    expect(page.locator("#r1 .text")).to_have_text("Un borrador")
    deck = unit(catalog, "deck")
    assert (deck.target, deck.state, deck.is_machine_text) == ("Un borrador", State.NEEDS_REVIEW, False)


def test_findings_while_typing(page: Page, catalog: Path) -> None:
    """The rules speak before anything is saved; a false alarm is noted in the entry."""
    row = page.locator(".row", has_text="12 complaints").first
    row.locator(".edit").click()
    area = row.locator("textarea")
    area.fill("Nada.")
    expect(row.locator(".findings li", has_text="12")).to_be_visible()
    picture(page, "findings")
    page.keyboard.press("Control+s")
    expect(row.locator(".findings", has_text="12").locator("button.dismiss").first).to_be_visible()
    row.locator(".findings li", has_text="numbers").locator("button.dismiss").first.click()
    expect(row.locator(".findings li", has_text="numbers")).to_have_count(0)
    assert any("bylingual: ignore numbers" in c for u in po.read(catalog.read_bytes()).units for c in u.comments)


def test_two_tabs(page: Page, catalog: Path) -> None:
    """Who saves second is shown both texts, and decides."""
    other = page.context.new_page()
    other.goto(page.url)
    for tab, text in ((page, "Primero"), (other, "Segundo")):
        tab.locator("#r0 .edit").click()
        tab.locator("#r0 textarea").fill(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#r0 .state")).to_have_text("approved")
    other.locator("#r0 button.draft").click()
    expect(other.locator("#r0 .clash")).to_contain_text("Primero")
    assert other.locator("#r0 textarea").input_value() == "Segundo"
    assert unit(catalog, "headline").target == "Primero"
    picture(other, "conflict")
    other.get_by_role("button", name="Keep mine").click()
    expect(other.locator("#r0 .text")).to_have_text("Segundo")
    assert (unit(catalog, "headline").target, unit(catalog, "headline").state) == ("Segundo", State.NEEDS_REVIEW)
    expect(page.locator("#r0 .text")).to_have_text("Segundo")


def test_the_file_changes_on_disk(page: Page, catalog: Path) -> None:
    """What Poedit or git wrote is shown, and what is being typed stays."""
    page.locator("#r0 .edit").click()
    page.locator("#r0 textarea").fill("Lo que escribo")
    deck = unit(catalog, "deck").target
    catalog.write_text(catalog.read_text(encoding="utf-8").replace(deck, "Escrito en Poedit"), encoding="utf-8")
    expect(page.locator("#r1 .text")).to_have_text("Escrito en Poedit")
    expect(page.locator("#said")).to_contain_text("changed on disk")
    assert page.locator("#r0 textarea").input_value() == "Lo que escribo"
    page.keyboard.press("Control+Enter")
    expect(page.locator("#r0 .text")).to_have_text("Lo que escribo")
    assert unit(catalog, "deck").target == "Escrito en Poedit"


def test_unsaved_text_survives_the_page(page: Page, catalog: Path) -> None:
    """A crash of the browser's tab loses nothing."""
    page.locator("#r0 .edit").click()
    page.locator("#r0 textarea").fill("A medias")
    again = page.context.new_page()
    again.goto(page.url)
    page.close(run_before_unload=False)
    again.locator("#r0 .edit").click()
    assert again.locator("#r0 textarea").input_value() == "A medias"


def test_a_stale_unit_shows_what_changed(
    page: Page, catalog: Path, story: Path, bylingual: Callable[..., Result]
) -> None:
    """Word by word, with the machine's new text one click away."""
    bylingual("approve", str(catalog))
    story.write_text(story.read_text(encoding="utf-8").replace("12 complaints", "15 complaints"), encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "apertium")
    page.reload()
    row = page.locator('.row[data-state="stale"]')
    expect(row.locator(".source del")).to_have_text("12")
    expect(row.locator(".source ins")).to_have_text("15")
    picture(page, "stale")
    row.locator("button.use").click()
    assert "15" in page.locator("textarea").input_value()
    page.keyboard.press("Control+Enter")
    expect(page.locator('.row[data-state="stale"]')).to_have_count(0)


def test_texts_are_texts(page: Page, catalog: Path) -> None:
    """Scripts in articles and translations do nothing; the glossary's terms are underlined."""
    page.locator("#r0 .edit").click()
    page.locator("#r0 textarea").fill(HOSTILE)
    page.keyboard.press("Control+s")
    expect(page.locator("#r0 .text")).to_contain_text("<script>")
    page.reload()
    expect(page.locator("#r0 .text")).to_contain_text("<script>")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".rows script, .rows img").count() == 0
    expect(page.locator("abbr.term").first).to_have_attribute("title", "→ concejo (our style)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_screen_readers_and_phones(page: Page, scheme: Any, width: int) -> None:
    """axe-core finds nothing serious, on the list and on the article, while editing too; nothing is cut off."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    for where in ("article", "editing", "list"):
        if where == "editing":
            page.locator("#r0 .edit").click()
        elif where == "list":
            page.locator("#r0 textarea").press("Escape")
            page.get_by_role("link", name="All articles").click()
        picture(page, f"{where}-{scheme}-{width}")
        found = Axe().run(page)
        serious = [v["id"] for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
        assert not serious, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_right_to_left(
    project: Project, catalog: Path, server: Server, browser: Browser, bylingual: Callable[..., Result]
) -> None:
    """The source runs its way, the translation its own."""
    bylingual("translate", "--from", "en", "--to", "ar", "--engine", "none")
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.entrance)
    page.goto(f"{server.address}article?locale=ar&article=story")
    page.locator("#r0 .edit").click()
    page.locator("#r0 textarea").fill("العبّارة: لماذا توقفت")
    page.keyboard.press("Control+Enter")
    text = page.locator("#r0 .text")
    expect(text).to_have_attribute("dir", "rtl")
    expect(text).to_have_attribute("lang", "ar")
    expect(page.locator("#r0 .source")).to_have_attribute("dir", "ltr")
    picture(page, "rtl")
    context.close()


def test_five_hundred_units(project: Project, browser: Browser, bylingual: Callable[..., Result]) -> None:
    """A very long article can be worked on."""
    text = "\n\n".join(
        f"Paragraph {n} says that the ferry number {n} will not sail before the next spring." for n in range(500)
    )
    (project.root / "articles" / "long.txt").write_text(text + "\n", encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "none")
    running = Server(project, Selection())
    running.start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(running.entrance)
    page.goto(f"{running.address}article?locale=es&article=long")
    assert page.locator(".row").count() == 500
    page.locator("#search").fill("number 321 ")
    row = page.locator(".row:visible")
    expect(row).to_have_count(1)
    row.locator(".edit").click()
    row.locator("textarea").fill("El párrafo 321 dice 321.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#r321 .state")).to_have_text("approved")
    context.close()
    running.stop()
    saved = [u.target for u in po.read(project.catalog_path("long", "es").read_bytes()).units if u.target]
    assert saved == ["El párrafo 321 dice 321."]


def asked(server: Server, path: str, *, method: str = "GET", **headers: str) -> int:
    """The status of a bare request."""
    connection = http.client.HTTPConnection("127.0.0.1", int(server.address.rstrip("/").rpartition(":")[2]), timeout=20)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps({"source": "x", "target": "y", "version": "z"}) if method == "POST" else None
    connection.request(method, path, body, {"Content-Type": "application/json", **sent})
    status = connection.getresponse().status
    connection.close()
    return status


def test_who_is_refused(server: Server, catalog: Path) -> None:
    """Without the token, with a used one, from another host or another page, off the path."""
    own = server.address.rstrip("/")
    cookie = f"bylingual={server.guard.session}"
    before = catalog.read_bytes()
    assert asked(server, "/") == 403
    assert asked(server, "/?token=guess") == 403
    assert asked(server, "/static/review.js") == 403
    assert asked(server, "/", Cookie=cookie) == 200
    assert asked(server, "/", Cookie=cookie, Host="evil.example") == 403
    assert asked(server, "/", Cookie=cookie, Host="evil.example:80") == 403
    save = "/save?locale=es&article=story"
    assert asked(server, save, method="POST", Cookie=cookie) == 403
    assert asked(server, save, method="POST", Cookie=cookie, Origin="http://evil.example") == 403
    assert asked(server, save, method="POST", Origin=own) == 403
    assert asked(server, save, method="POST", Cookie=cookie, Origin=own) == 409
    for trick in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "story%00", "..\\secret"):
        assert asked(server, f"/article?locale=es&article={trick}", Cookie=cookie) in (404, 422)
        assert asked(server, f"/article?locale={trick}&article=story", Cookie=cookie) in (404, 422)
    assert asked(server, "/static/../app.py", Cookie=cookie) == 404
    entered = server.entrance.removeprefix(own)
    assert asked(server, entered) == 302
    assert asked(server, entered) == 403
    assert catalog.read_bytes() == before


def test_only_what_was_named(project: Project, catalog: Path) -> None:
    """A review of one catalog shows no other."""
    running = Server(project, project.select([catalog]))
    running.start()
    cookie = f"bylingual={running.guard.session}"
    assert asked(running, "/article?locale=es&article=story", Cookie=cookie) == 200
    assert asked(running, "/article?locale=fr&article=story", Cookie=cookie) == 404
    running.stop()


def test_pages_to_mail(
    project: Project, catalog: Path, tmp_path: Path, browser: Browser, bylingual: Callable[..., Result]
) -> None:
    """The same view as files: no script, no forms, the same bytes every time."""
    folder = tmp_path / "out"
    bylingual("review", "--static", str(folder))
    first = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    bylingual("review", "--static", str(folder))
    assert first == {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    html = (folder / "es" / "story.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|<form|<button|<textarea", html)
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="story").click()
    expect(page.locator("#r0 .text")).to_contain_text("transbordador")
    assert page.evaluate("getComputedStyle(document.querySelector('.row')).display") == "grid"
    page.close()
