"""What `amazcope gallery` draws with: each platform's own portraits, and the charts."""

from bot.exhibition import Easel
from core.ports.world import Charts


def portraits() -> dict[str, Easel]:
    """How each platform shows a card as HTML, by the platform's name."""
    from adapters.chats.console import portrait as terminal
    from adapters.chats.slack import portrait as slack
    from adapters.chats.telegram import portrait as telegram

    return {
        "terminal": Easel(terminal.portrait, terminal.STYLE, terminal.WIDTH),
        "telegram": Easel(telegram.portrait, telegram.STYLE, telegram.WIDTH),
        "slack": Easel(slack.portrait, slack.STYLE, slack.WIDTH),
    }


def charts() -> Charts:
    """What draws charts."""
    from adapters.charts.matplotlib_chart import MatplotlibCharts

    return MatplotlibCharts()
