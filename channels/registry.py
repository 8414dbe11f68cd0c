"""The channels that send, as the settings have them. A channel that is not configured is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sanic import Blueprint

from bot.settings import Settings
from channels.channel import Channel


def configured(settings: Settings) -> dict[str, Channel]:
    """Every configured channel by its name.

    Raises:
        SettingsError: one is configured by half, or its templates file is wrong.
    """
    from channels.sms_twilio import client as sms_twilio
    from channels.whatsapp_cloud import client as whatsapp_cloud
    from channels.whatsapp_twilio import client as whatsapp_twilio

    makers: tuple[Callable[[Settings], Any], ...] = (
        whatsapp_twilio.from_settings,
        sms_twilio.from_settings,
        whatsapp_cloud.from_settings,
    )
    made = [make(settings) for make in makers]
    return {channel.name: channel for channel in made if channel is not None}


def blueprints(channels: dict[str, Channel]) -> list[Blueprint]:
    """The webhooks of these channels."""
    from channels.sms_twilio import routes as sms_twilio
    from channels.whatsapp_cloud import routes as whatsapp_cloud
    from channels.whatsapp_twilio import routes as whatsapp_twilio

    makers: dict[str, Callable[[Any], Blueprint]] = {
        "whatsapp_twilio": whatsapp_twilio.blueprint,
        "sms_twilio": sms_twilio.blueprint,
        "whatsapp_cloud": whatsapp_cloud.blueprint,
    }
    return [makers[name](channel) for name, channel in channels.items()]
