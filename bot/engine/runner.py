"""Runs the graph of a model node by node, in an order that is worked out once.

Rasa hands each run to dask, which copies the graph's schema, orders it and schedules it anew, three times a turn. Our
graphs are short chains in one thread: nothing is gained by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Optional

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

_Step = tuple[str, GraphNode, tuple[str, ...]]  # name, node, the names that it needs


class InOrderRunner(DaskGraphRunner):
    """Takes and gives what Rasa's runner does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plans: dict[tuple[str, ...], list[_Step]] = {}

    def run(self, inputs: Optional[dict[str, Any]] = None, targets: Optional[list[str]] = None) -> dict[str, Any]:
        """The outputs of ``targets``, by name; of all targets of the graph when none are given.

        Raises:
            GraphRunError: an input has the name of a node, or a node lacks what it needs.
        """
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        known = {name: (name, value) for name, value in (inputs or {}).items()}
        for name in known:
            if name in self._instantiated_nodes:
                raise GraphRunError(f"an input has the name of the node {name}")
        try:
            for name, node, needs in self._plans[wanted]:
                known[name] = node(*(known.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("a component failed") from error
        return {name: known[name][1] for name in wanted}

    def _plan(self, targets: tuple[str, ...]) -> list[_Step]:
        """The nodes that the targets need, each after those that it needs."""
        schema = self._graph_schema.minimal_graph_schema(list(targets))
        return [
            (name, self._instantiated_nodes[name], tuple(schema.nodes[name].needs.values()))
            for name in _in_order(schema, targets)
        ]


def _in_order(schema: GraphSchema, targets: tuple[str, ...]) -> Iterator[str]:
    done: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in done or name not in schema.nodes:  # what is no node is an input
            return
        done.add(name)
        for need in schema.nodes[name].needs.values():
            yield from visit(need)
        yield name

    for target in targets:
        yield from visit(target)
