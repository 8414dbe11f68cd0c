"""A citizen asks where an answer comes from, and how sure it is."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import locale_of, say, understood
from actions.procedures.answering import answer_question, current_procedure, procedure_title, remembered_facets
from bot.messages import format_message
from bot.procedures.answer import OVERVIEW, host
from bot.procedures.model import Status


class ActionAskSource(Action):
    def name(self) -> str:
        return "action_ask_source"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        procedure = current_procedure(tracker)
        if procedure is None:
            return answer_question(dispatcher, tracker, "no-source-yet")
        locale = locale_of(tracker)
        facets = [facet for facet in remembered_facets(tracker) or OVERVIEW if procedure.facts(facet)]
        lines = []
        for source in dict.fromkeys([procedure.source_of(facet) for facet in facets] or [procedure.source]):
            date = source.checked_on.strftime("%d/%m/%Y")
            title = procedure_title(procedure, tracker)
            lines.append(format_message(locale, "source-of", title=title, host=host(source), date=date))
        unsure = [facet for facet in facets if procedure.status_of(facet) is not Status.CONFIRMED]
        if unsure:
            names = ", ".join(format_message(locale, f"facet-{facet.value}") for facet in unsure)
            lines.append(format_message(locale, "source-unsure", facets=names))
        else:
            lines.append(format_message(locale, "source-confirmed"))
        say(dispatcher, tracker, "\n".join(lines))
        return understood()
