"""What can go wrong, in sentences a person can read.

A `Refusal` is something the asker can mend, an `Outage` something to wait for; anything else that is raised is a bug.
The docstring of each class is the sentence, with the arguments in braces.
"""

import inspect
from typing import ClassVar


class Trouble(Exception):
    """{0}"""

    example: ClassVar[str | None] = None

    def __str__(self) -> str:
        return inspect.cleandoc(type(self).__doc__ or "").replace("\n", " ").format(*self.args)


class Refusal(Trouble):
    """{0}"""


class Outage(Trouble):
    """{0}"""


class NotAnAsin(Refusal):
    """“{0}” is not an ASIN: one has ten letters and digits and begins with B0, or is the ISBN-10 of a book."""


class NotAProductLink(Refusal):
    """{0} is not a link to one product at Amazon. Paste the address of a product page, or its ASIN."""


class NoSuchMarketplace(Refusal):
    """There is no Amazon store “{0}”. Stores are named by what follows “amazon.”: com, co.uk, de, co.jp …"""


class NotTracked(Refusal):
    """“{0}” is not on a list in this chat. /list shows what is; /track adds it."""


class Ambiguous(Refusal):
    """“{0}” fits more than one product: {1}. Say its number."""


class NothingMeant(Refusal):
    """Which product? Name its number from /list, its ASIN, or a word of its title."""


class Misread(Refusal):
    """{0}"""

    def __init__(self, complaint: str, example: str) -> None:
        super().__init__(complaint, example)

    @property
    def corrected(self) -> str:
        """A line that would have worked."""
        return str(self.args[1])


class ShortLinkLost(Outage):
    """The short link {0} could not be followed to Amazon ({1}). Nothing was changed. Paste the ASIN instead."""


class ChatGone(Outage):
    """The chat {0} is gone: {1}."""


class AccountGone(ChatGone):
    """The chat {0} is gone with its whole account: {1}."""


class StorageBusy(Outage):
    """The database was busy and did not take the change in time. Nothing was changed. Try again in a moment."""


class StorageFull(Outage):
    """The disk that holds the database is full: nothing was changed. Free some space; checks go on by themselves."""


class StorageUnreachable(Outage):
    """The database cannot be reached ({0}). Nothing was changed; checks go on as soon as it answers."""


class AlreadyRunning(Refusal):
    """Another Amazcope (process {0}) already uses {1}. Stop it first, or set DATABASE_URL to another file."""


class NothingToUndo(Refusal):
    """Nothing of yours in the last ten minutes to undo here."""


class ForeignCurrency(Refusal):
    """{0} charges in {1}, not in {2}. Give the amount in {1}."""


class NeverFires(Refusal):
    """“{0}” can never fire: {1}. Nothing was changed."""


class TooOften(Refusal):
    """Looking every {0} is too often: at least {1} must lie between two looks. For example: every 1h."""


class TooRare(Refusal):
    """Looking every {0} is too rare to tell anything: say 30d or less. For example: every 1d."""


class WrongSetting(Refusal):
    """{0} is “{1}”, which is not {2}."""


class PortTaken(Refusal):
    """HTTP_PORT {0} is taken by another program. Set HTTP_PORT to a free port, or to 0 for no HTTP."""


class SchemaTooOld(Refusal):
    """The database has an older schema than this version needs. Run “amazcope migrate” once, then start again."""


class NoSuchFile(Refusal):
    """{0} cannot be read: {1}."""


class TooManyAtOnce(Refusal):
    """{0} are too many for one message: {1} at most. Nothing was done. Send long lists as a CSV file with /import."""


class TooLong(Refusal):
    """That message is longer than {0:,} characters, and nothing was done. Send it in parts; long lists as a file."""


class NoSuchMoment(Refusal):
    """“{0}” is no moment in the future. Say for example 4h, until 18:30, until mon 9:00 or until 2026-12-24."""


class NoSuchPast(Refusal):
    """“{0}” is no time of the past. Say for example 90d, this quarter, in october, since 3 may, or on 3 may."""


class NoRivals(Refusal):
    """No competitor stands on one list with a product of our own, in the same store: /track one “as competitor”."""


class AlreadySo(Refusal):
    """{0}: “{1}” holds already, so there is nothing to wait for. Nothing was muted; say for how long, such as 4h."""


class NoSuchRule(Refusal):
    """{0}: no rule about {1}, so there is nothing to mute. Nothing was changed; /alerts shows the rules there are."""


class OnlyAsAWhole(Refusal):
    """Only whole products are muted until something happens. Nothing was changed; say for example /{0}."""


class SlowDown(Outage):
    """{0} asks for a pause of {1} s."""

    def __init__(self, chat: object, seconds: float) -> None:
        super().__init__(chat, f"{seconds:g}")
        self.seconds = seconds


class ChatUnreachable(Outage):
    """{0} cannot be reached ({1})."""


class Unsayable(Outage):
    """{0} does not take this message, however often it is sent ({1})."""


class NoSuchList(Refusal):
    """No list “{0}” is mounted in this chat. /lists shows which are."""


class NoSuchCode(Refusal):
    """“{0}” is not a code that works: each works once, for 24 hours. Ask for a new one with /share."""


class OtherWorkspace(Refusal):
    """That list belongs to another Slack workspace; lists are shared within one, and with chats outside Slack."""


class NoSuchPlan(Refusal):
    """That plan is not yours, is older than ten minutes, or was answered already. Nothing was changed; ask again."""


class UnreadableFile(Refusal):
    """{0} cannot be read as a table: {1}. Nothing was changed."""


class NothingToExport(Refusal):
    """Nothing is tracked here yet, so there is nothing to export. Say /track and an ASIN or a link."""


class NothingToCompare(Refusal):
    """A comparison needs two products or more; name another, or track one “as competitor”."""


class NoSuchZone(Refusal):
    """There is no time zone “{0}”. Zones are named by place: for example {1}."""


class AdminsOnly(Refusal):
    """Only the admins of this chat may change things here; /settings says so. You can look at everything."""


class ViewersLook(Refusal):
    """You may look at everything here, but not change it: an admin made you a viewer (/members shows who is what)."""


class RolesAreGiven(Refusal):
    """Only an admin gives roles. /members shows who is one."""


class NoSuchMember(Refusal):
    """Nobody called “{0}” has changed anything here yet. /members shows who has; a role is given to one of them."""


class ManySuchMembers(Refusal):
    """“{0}” fits several members: {1}. Say the number that /members shows."""


class NotThisLine(Refusal):
    """{0}"""


class ModelFailed(Outage):
    """The language model could not be used ({0})."""


class ModelUnreachable(ModelFailed):
    """The language model cannot be reached ({0})."""


class ModelBusy(ModelFailed):
    """The language model takes no more requests for now ({0})."""


class ModelRefused(ModelFailed):
    """The language model did not want to write this ({0})."""


class ModelMalformed(ModelFailed):
    """The language model's answer cannot be used ({0})."""


class ModelRationed(ModelFailed):
    """The {0} requests that a workspace may make of the language model in 24 hours are used up."""


class NeverRead(Refusal):
    """{0} has not been read yet, so there is nothing to audit. /check looks now; /status says what keeps it."""


class NoSuchSuggestion(Refusal):
    """There is no suggestion “{0}” here that waits for an answer. /optimize makes new ones."""


class DecidedAlready(NoSuchSuggestion):
    """{0} has {1} {2} already, so nothing was changed. /optimize makes new ones."""


class AgainstTheRules(Refusal):
    """Nothing was kept: {0}. Change that and send it again."""
