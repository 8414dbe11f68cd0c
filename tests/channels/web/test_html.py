"""HTML that is safe by construction: whatever comes in as text is text in the page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.web.html import Html, element, rich, together

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</textarea><script>alert(1)</script>",
    "</title></style></script><script>alert(1)//",
    "<!--<script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "javascript:alert(1)",
    'https://x.example/"onmouseover=alert(1)',
    "https://x.example/'><script>alert(1)</script>",
    "data:text/html,<script>alert(1)</script>",
    "• <b>gras</b>",
    "&lt;script&gt;",
    "\u202e<script>\u2066alert(1)\u2069</script>",
    "a\0b<c",
    "{{constructor.constructor('alert(1)')()}}",
    "$dir ${dir} %s",
]


class Seen(HTMLParser):
    """Tags, addresses and texts as a parser of HTML finds them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_stays_text(hostile: str) -> None:
    """As a child, as an attribute, as an answer: nothing but what we made is a tag, and no attribute is added."""
    seen = Seen(element("p", hostile, title=hostile))
    assert (seen.tags, seen.attributes, seen.text) == (["p"], [("title", hostile)], hostile)
    seen = Seen(rich(hostile))
    assert set(seen.tags) <= {"div", "ul", "li", "a"}
    assert {name for name, _ in seen.attributes} <= {"href", "rel", "dir"}


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    """What is read back is what was given, but for what a page cannot hold."""
    seen = Seen(rich(text.replace("\r", "")))
    assert set(seen.tags) <= {"div", "ul", "li", "a"}
    assert all(value.startswith(("https://", "http://")) for name, value in seen.attributes if name == "href")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un\ndeux", "<div>un\ndeux</div>"),
        ("Titre\n• un\n• deux\nfin", "<div>Titre</div><ul><li>un</li><li>deux</li></ul><div>fin</div>"),
        ("• un\n\n• deux", "<ul><li>un</li></ul><ul><li>deux</li></ul>"),
        ("a\n\nb", "<div>a\n\nb</div>"),
        ("", ""),
    ],
)
def test_lines_and_lists(text: str, expected: str) -> None:
    """The small markup of our answers."""
    assert rich(text) == expected


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("voir https://cnie.ma.", ["https://cnie.ma"]),
        ("(https://cnie.ma/a?b=c&d=e)", ["https://cnie.ma/a?b=c&d=e"]),
        ("\u2068https://cnie.ma\u2069 et http://x.ma/é،", ["https://cnie.ma", "http://x.ma/é"]),
        ("javascript:alert(1) ftp://x data:x //x.ma", []),
    ],
)
def test_addresses_can_be_followed(text: str, addresses: list[str]) -> None:
    """Those of the web, without the sentence's own marks; no other scheme is one."""
    assert [value for name, value in Seen(rich(text)).attributes if name == "href"] == addresses


def test_elements() -> None:
    """Names of attributes, those that stand alone, those that are left out, and elements without an end."""
    made = element("input", name="a", class_="b", aria_label="c", hidden=True, disabled=False, dir=None)
    assert made == '<input name="a" class="b" aria-label="c" hidden>'
    assert together("<", element("b", "&")) == "&lt;<b>&amp;</b>"
    assert isinstance(together(), Html)
