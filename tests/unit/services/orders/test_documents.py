"""bot.services.orders: what may be ordered, and by whom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from actions.orders import words
from bot.errors import CatalogueError
from bot.services.orders.documents import load_documents
from bot.services.orders.model import Holder, Ineligible
from bot.services.orders.service import OrderService
from bot.settings import ROOT

DOCUMENTS = load_documents(ROOT / "data" / "orders" / "documents.yml")


class Nowhere:
    """A register that is never asked."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(name)


SERVICE = OrderService(Nowhere(), DOCUMENTS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "holder", "abroad", "reason"),
    [
        ("birth-certificate-copy", Holder.CHILD, None, None),
        ("birth-certificate-copy", Holder.OTHER, None, Ineligible.RELATION),
        ("criminal-record", Holder.SELF, None, None),
        ("criminal-record", Holder.CHILD, None, Ineligible.HOLDER),
        ("residence-certificate", Holder.SELF, True, Ineligible.ABROAD),
        ("residence-certificate", Holder.SELF, False, None),
        ("criminal-record", Holder.SELF, True, None),
        ("residence-certificate", None, None, None),
    ],
)
def test_who_may_have_it(document: str, holder: Holder | None, abroad: bool | None, reason: Ineligible | None) -> None:
    """By whose it is and where they live; what was not said yet speaks against nobody."""
    assert SERVICE.ineligible(DOCUMENTS[document], holder, abroad) is reason


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: {for: [me]}", "not a valid Holder"),
        ("a: {for: []}", "nobody may order it"),
        ("a: {for: [self], copies: 0}", "copies must be a number from 1 to 10"),
        ("a: {for: [self], copies: many}", "copies must be"),
        ("a: {for: [self], detail: [cin]}", "unknown key 'detail'"),
        ("a: {for: [self], details: [blood]}", "not a valid Detail"),
        ("a: {details: [cin]}", "'for'"),
        ("- a", "items"),
        ("a: [", "parsing"),
    ],
)
def test_a_bad_list_is_refused_whole(text: str, problem: str, tmp_path: Path) -> None:
    """With the file and the reason in one line."""
    path = tmp_path / "documents.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=problem) as caught:
        load_documents(path)
    assert str(caught.value).startswith("documents.yml: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("pour mon fils", "child"),
        ("ديال الواليدة", "parent"),
        ("dyal mrati", "spouse"),
        ("sift lia dyal bnti", "child"),
        ("pour moi", "self"),
        ("liya ana", "self"),
        ("mon fils et ma femme", None),
        ("bonjour", None),
    ],
)
def test_whose_it_is(text: str, holder: str | None) -> None:
    """In any script; "send me …'s" is not "mine"; two people are a question."""
    assert words.holder(text) == holder
