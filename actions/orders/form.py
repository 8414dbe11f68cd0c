"""The form that orders a document: what is wanted, whether the citizen may have it, what finds the record, then the request."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Optional

from actions.orders.fields import (
    ActField,
    AddressField,
    BirthPlaceField,
    CopiesField,
    CourtField,
    DocumentField,
    HolderField,
    HolderNameField,
    HousingField,
    KindField,
    OrderBirthDateField,
    OrderCinField,
    OrderPhoneField,
    RequesterField,
    ResidenceField,
    Wanted,
)
from bot.bootstrap import library, order_service, places
from bot.forms.fields import BaseForm
from bot.forms.model import Button, Context, Done, Field, Form, Outcome, Say, Values
from bot.procedures.answer import facet_lines, title
from bot.procedures.library import Snapshot
from bot.procedures.model import Facet, Procedure
from bot.services.offices.places import PlaceIndex
from bot.services.orders.model import Holder, Order, Request
from bot.services.orders.service import LIMIT_DAYS, OrderService

_DETAILS = ("birth_place", "act", "address", "housing", "court")


class OrderForm(BaseForm):
    """Nothing is written before the citizen has seen the fee and said yes."""

    name = "orders"
    starts = frozenset({"order_document"})

    def __init__(
        self,
        service: Callable[[], OrderService] = order_service,
        catalogue: Callable[[], Snapshot] = lambda: library().snapshot,
        places: Callable[[], PlaceIndex] = places,
    ) -> None:
        self._wanted = wanted = Wanted(service, catalogue, places)
        self.fields: Sequence[Field] = (
            DocumentField(wanted),
            KindField(wanted),
            HolderField(wanted),
            ResidenceField(wanted),
            HolderNameField(wanted),
            RequesterField(wanted),
            OrderCinField(wanted),
            OrderBirthDateField(wanted),
            BirthPlaceField(wanted),
            ActField(wanted),
            AddressField(wanted),
            HousingField(wanted),
            CourtField(wanted),
            CopiesField(wanted),
            OrderPhoneField(wanted),
        )

    def begin(self, context: Context) -> tuple[Say, ...]:
        """What is asked and why; before it, that a document which was named cannot be ordered here."""
        if "document" in context.values:
            return (context.say("order-begin"),)
        named = [one for one in self._wanted.named(context.message) if one not in self._wanted.service().documents]
        if not named:
            return (context.say("order-begin"),)
        procedure = self._wanted.catalogue().catalogue[named[0]]
        return (context.say("order-not-here", title=title(procedure, context.locale)), context.say("order-begin"))

    def confirm(self, context: Context) -> Optional[Say]:
        """The summary with the fee; none when the citizen cannot have the document: the end then says why."""
        if self._wanted.is_ineligible(context):
            return None
        shown = (one.show(context) for one in self.fields if one.needed(context))
        lines = [f"{label}{context.text('forms-colon')}{value}" for label, value in filter(None, shown)]
        lines += self._fee(context)
        return Say(context.text("forms-summary", lines="\n".join(lines)), self.confirm_buttons(context))

    def subject(self, values: Values) -> Optional[str]:
        return values.get("document")

    def commit(self, context: Context) -> Outcome:
        reason = self._wanted.ineligible(context)
        if reason is not None:
            how = Button(context.text("order-button-how"), _about(context.values["document"]))
            return Done((context.say(f"order-ineligible-{reason.value}", how),))
        message = context.message
        order = self._wanted.service().place(_request(context), message.conversation, context.key, message.now)
        return Done((self._receipt(order, context),))

    def _fee(self, context: Context) -> list[str]:
        procedure = self._procedure(context.values["document"])
        lines = facet_lines(procedure, Facet.FEE, context.locale) if procedure else []
        return [*(lines or [context.text("order-fee-unknown")]), context.text("order-no-payment")]

    def _receipt(self, order: Order, context: Context) -> Say:
        """From the order as it is kept: the same message again says the same."""
        procedure = self._procedure(order.request.document)
        text = context.text(
            "order-receipt",
            reference=order.reference,
            title=title(procedure, context.locale) if procedure else order.request.document,
            day=order.lodged.astimezone(context.message.now.tzinfo).strftime("%d/%m/%Y"),
            limit=LIMIT_DAYS,
        )
        facets = (Facet.DOCUMENTS, Facet.WHERE, Facet.DELAY)
        lines = [line for facet in facets if procedure for line in facet_lines(procedure, facet, context.locale)]
        buttons = (
            Button(context.text("order-button-track"), "/track_dossier" + json.dumps({"value": order.reference})),
            Button(context.text("order-button-how"), _about(order.request.document)),
        )
        return Say("\n".join([text, "", *lines]).strip(), buttons)

    def _procedure(self, procedure_id: str) -> Optional[Procedure]:
        return self._wanted.catalogue().catalogue.get(procedure_id)


def _about(procedure_id: str) -> str:
    return "/ask_procedure" + json.dumps({"procedure": procedure_id})


def _request(context: Context) -> Request:
    values = context.values
    born = values.get("birth_date")
    return Request(
        document=values["document"],
        holder=Holder(values.get("holder", "self")),
        name=values["name"],
        kind=values.get("kind", ""),
        copies=values.get("copies", 1),
        requester=values.get("requester", ""),
        cin=values.get("cin"),
        birth_date=date.fromisoformat(born) if born else None,
        phone=values.get("phone"),
        details={name: str(values[name]) for name in _DETAILS if name in values},
    )


FORMS: Sequence[Callable[[], Form]] = (OrderForm,)
