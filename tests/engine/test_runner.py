"""The graph of a model gives the same, run in order, as by Rasa's own runner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from bot.engine.runner import InOrderRunner


def node(name: str, failure: Exception | None = None) -> Callable[..., tuple[str, Any]]:
    """Gives back what it was given, as a component that can be told apart."""

    def run(*given: Any) -> tuple[str, Any]:
        if failure:
            raise failure
        return name, {"node": name, "given": sorted(map(str, given))}

    return run


def runners(needs: dict[str, list[str]], failures: dict[str, Exception] | None = None) -> tuple[Any, Any]:
    """Ours and Rasa's on one graph: ``needs`` of each node by name; what is no node is an input."""
    schema = GraphSchema(
        {
            name: SchemaNode({f"from_{need}": need for need in wanted}, object, "create", "run", {}, is_target=True)
            for name, wanted in needs.items()
        }
    )
    nodes = {name: node(name, (failures or {}).get(name)) for name in needs}
    made = []
    for kind in (InOrderRunner, DaskGraphRunner):
        runner = kind.__new__(kind)
        runner._graph_schema, runner._instantiated_nodes, runner._execution_context = schema, nodes, None
        runner._plans = {}
        made.append(runner)
    return made[0], made[1]


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    """Nodes that need earlier nodes and inputs, listed in any order."""
    names = [f"n{number}" for number in range(draw(st.integers(1, 8)))]
    needs = {
        name: draw(st.lists(st.sampled_from([*names[:at], "tracker", "message"]), unique=True, max_size=4))
        for at, name in enumerate(names)
    }
    return {name: needs[name] for name in draw(st.permutations(names))}


@seed(7)
@settings(max_examples=150, deadline=None)
@given(graphs(), st.data())
def test_both_give_the_same(needs: dict[str, list[str]], data: st.DataObject) -> None:
    """On any graph, for any targets, and again when the plan is known."""
    ours, theirs = runners(needs)
    targets = data.draw(st.lists(st.sampled_from(sorted(needs)), unique=True, min_size=1))
    inputs = {"tracker": "t", "message": ["m"]}
    assert ours.run(inputs, targets) == theirs.run(inputs, targets)
    assert ours.run({**inputs, "tracker": "u"}, targets) == theirs.run({**inputs, "tracker": "u"}, targets)


def test_nodes_that_nobody_needs_do_not_run() -> None:
    """Only what a target stands on."""
    ours, _ = runners({"a": [], "b": ["a"], "c": []}, {"c": ValueError("ran")})
    assert ours.run({}, ["b"]).keys() == {"b"}


def test_an_input_may_not_hide_a_node() -> None:
    """As in Rasa."""
    ours, _ = runners({"a": []})
    with pytest.raises(GraphRunError):
        ours.run({"a": 1}, ["a"])


@pytest.mark.parametrize(
    ("failure", "raised"), [(RuntimeError("x"), GraphRunError), (ValueError("x"), ValueError)], ids=["runtime", "other"]
)
def test_a_component_that_fails_fails_the_run(failure: Exception, raised: type[Exception]) -> None:
    """With the errors that Rasa's runner raises."""
    ours, theirs = runners({"a": []}, {"a": failure})
    for runner in (ours, theirs):
        with pytest.raises(raised):
            runner.run({}, ["a"])
