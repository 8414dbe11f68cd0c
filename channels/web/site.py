"""The pages of our own, and the widget's files for everybody."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from bot.errors import NotFound
from channels.proxies import base_url
from channels.web import pages
from channels.web.serving import gateway_of, page_locale, parts_of
from channels.web.showcase import showcase

site = Blueprint("site")


@site.get("/")
async def index(request: Request) -> HTTPResponse:
    introduction, address = parts_of(request).introduction, base_url(request, gateway_of(request).settings)
    page = await showcase(introduction, page_locale(request), address)
    return pages.answer(page, scripted=True)


@site.get("/widget/<path:path>")
async def widget_file(request: Request, path: str) -> HTTPResponse:
    """One of the files that were read at the start: nothing of the disk is reached by what a request says."""
    asset = parts_of(request).widget.get(path)
    if asset is None:
        raise NotFound("there is nothing at this address")
    return asset.response(request)


@site.get("/static/<name:str>")
async def static_file(request: Request, name: str) -> HTTPResponse:
    asset = parts_of(request).static.get(name)
    if asset is None:
        raise NotFound("there is nothing at this address")
    return asset.response(request)
