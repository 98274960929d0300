"""Everything a person can ask for: the menu."""

from typing import Final

from bot.command import Command
from bot.commands.ack import Ack
from bot.commands.alert import Alert
from bot.commands.alert_off import AlertOff
from bot.commands.alerts import Alerts
from bot.commands.approve import Approve
from bot.commands.audit import Audit
from bot.commands.budget import Budget
from bot.commands.cancel import Cancel
from bot.commands.changes import Changes
from bot.commands.chart import Chart
from bot.commands.check import Check
from bot.commands.compare import Compare
from bot.commands.confirm import Confirm
from bot.commands.digest import Digest
from bot.commands.doctor import Doctor
from bot.commands.export import Export
from bot.commands.help import Help
from bot.commands.history import History
from bot.commands.import_file import Import
from bot.commands.join import Join
from bot.commands.list import List
from bot.commands.lists import Lists
from bot.commands.lows import Lows
from bot.commands.members import Members
from bot.commands.mute import Mute
from bot.commands.optimize import Optimize
from bot.commands.outages import Outages
from bot.commands.priced import Priced
from bot.commands.quiet import Quiet
from bot.commands.reject import Reject
from bot.commands.role import Role
from bot.commands.settings import Settings
from bot.commands.share import Share
from bot.commands.show import Show
from bot.commands.start import Start
from bot.commands.status import Status
from bot.commands.track import Track
from bot.commands.undercuts import Undercuts
from bot.commands.undo import Undo
from bot.commands.unmute import Unmute
from bot.commands.untrack import Untrack
from bot.commands.voice import Voice

MENU: Final[tuple[type[Command], ...]] = (
    Track,
    Untrack,
    List,
    Show,
    Check,
    Chart,
    Changes,
    Compare,
    Lows,
    Priced,
    Outages,
    Undercuts,
    Audit,
    Optimize,
    Approve,
    Reject,
    Voice,
    Alert,
    AlertOff,
    Alerts,
    Mute,
    Unmute,
    Quiet,
    Digest,
    Ack,
    Lists,
    Share,
    Join,
    Members,
    Role,
    Import,
    Export,
    Confirm,
    Cancel,
    Undo,
    History,
    Settings,
    Status,
    Budget,
    Doctor,
    Start,
    Help,
)
