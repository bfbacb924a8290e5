"""Languages of marked-up text, HTML and NITF: what their elements mean for the pieces of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model import Role


@dataclass(frozen=True)
class Vocabulary:
    """What the elements of a language mean: those that stand apart (all others are inline), the role of what is in
    some of them, those whose words are kept as they are, and those without words for readers."""

    blocks: frozenset[str]
    roles: Mapping[str, Role]
    kept: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset(["br"])
    shortcodes: bool = False

    def stands_apart(self, name: str) -> bool:
        """Whether an element ends the words before it."""
        return name in self.blocks or name in self.hidden


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HTML_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), Role.LIST),
    "blockquote": Role.QUOTE,
    **dict.fromkeys(("figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("td", "th"), Role.BODY),
}
HTML = Vocabulary(
    blocks=_names(
        "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p "
        "pre search section summary table tbody td tfoot th thead tr ul"
    ),
    roles=_HTML_ROLES,
    kept=frozenset(["pre"]),
    hidden=_names(
        "applet audio button canvas embed head iframe math noscript object option script select style svg template "
        "textarea title video"
    ),
)
WORDPRESS = replace(HTML, shortcodes=True)
NITF = Vocabulary(
    blocks=HTML.blocks
    | _names(
        "block bq body.content byttl credit datasource fn hl1 hl2 media media-caption media-metadata media-producer "
        "note nitf-table nitf-table-summary tagline"
    ),
    roles={
        **_HTML_ROLES,
        **dict.fromkeys(("hl1", "hl2"), Role.HEADING),
        "bq": Role.QUOTE,
        "media-caption": Role.CAPTION,
        **dict.fromkeys(("credit", "media-producer", "tagline", "datasource"), Role.CREDIT),
    },
    kept=frozenset(["pre"]),
    hidden=_names("media-metadata media-object media-reference nitf-table-metadata note story.date"),
)
# Of elements that hold paragraphs of their own, the innermost that says more than "paragraph" gives the role.
ONE_PARAGRAPH = _names("p li dd dt h1 h2 h3 h4 h5 h6 hl1 hl2 td th caption figcaption")
