"""The measuring of how well articles are read, on a folder of three."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.articles import MEASURES, measure
from benchmarks.articles_table import misses, table

from conftest import STORY

MARKDOWN = "---\ntitle: 'The bridge is open'\n---\n\n## At noon\n\nThe **first** tram crossed it at noon.\n"


def test_outcomes_of_a_folder(tmp_path: Path) -> None:
    """Hits are counted by format and measure, every miss is told with its reason, and what no reader takes too."""
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "bridge.md").write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "page.xyz").write_text("what is this", encoding="utf-8")
    story = {
        "id": "1", "file": "story.txt", "format": "text", "language": "en", "headline": "River ferry: why it stopped",
        "deck": "The town's last ferry has been tied up since the flood of early spring", "byline": ["Peter Lund", "Nobody"],
        "must_survive": ["The captain did not agree,", "never written"], "must_not_appear": ["sets cookies", "on the quay"],
    }  # fmt: skip
    bridge = {
        "id": "2", "file": "bridge.md", "format": "markdown", "language": "en", "headline": "The bridge is open",
        "section_headings": ["At noon"], "must_survive": ["The first tram crossed"], "must_not_appear": [],
    }  # fmt: skip
    page = {
        "id": "3",
        "file": "page.xyz",
        "format": "other",
        "language": "en",
        "must_survive": [],
        "must_not_appear": [],
    }
    lines = "".join(json.dumps(row) + "\n" for row in (story, bridge, page))
    (tmp_path / "manifest.jsonl").write_text(lines, encoding="utf-8")

    result = measure(tmp_path)
    assert {m: result.score(m) for m in MEASURES if result.of(m)} == {
        "headline": (2, 2), "must_survive": (2, 3), "must_not_appear": (1, 2), "deck": (1, 1), "byline": (1, 2),
        "heading": (1, 1), "conservation": (2, 2), "identity": (2, 2),
    }  # fmt: skip
    assert result.score("must_survive", ["markdown"]) == (1, 1)
    assert list(table(result))[-1].startswith("| **all** | 2/2 | – | 2/3 | 1/2 |")
    listed = list(misses(result))
    assert len(listed) == 4
    assert "'never written': in no block" in listed[1] or "'never written': in no block" in listed[0]
    assert listed[-1] == "- not read: page.xyz: no reader for .xyz"
    assert measure(tmp_path, ["markdown"]).score("headline") == (1, 1)
