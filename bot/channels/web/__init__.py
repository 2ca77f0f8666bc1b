"""The web chat: the API for the widget, the widget itself and a page that shows it."""

from bot.channels.web.api import WebChat, web_router
from bot.channels.web.limits import Rates
from bot.channels.web.origins import OriginGuard, Origins
from bot.channels.web.pages import pages_router
from bot.channels.web.serving import GatewayServer, gateway_server

__all__ = [
    "GatewayServer",
    "OriginGuard",
    "Origins",
    "Rates",
    "WebChat",
    "gateway_server",
    "pages_router",
    "web_router",
]
