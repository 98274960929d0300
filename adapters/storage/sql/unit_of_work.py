"""One transaction over all repositories."""

from adapters.storage.sql.agenda import SqlAgenda
from adapters.storage.sql.alerts import SqlAlerts
from adapters.storage.sql.attic import SqlAttic
from adapters.storage.sql.briefings import SqlBriefings
from adapters.storage.sql.cards import SqlCards
from adapters.storage.sql.categories import Categories
from adapters.storage.sql.chats import SqlChats
from adapters.storage.sql.deeds import SqlDeeds
from adapters.storage.sql.installations import SqlInstallations
from adapters.storage.sql.invitations import SqlInvitations
from adapters.storage.sql.lessons import SqlLessonBook
from adapters.storage.sql.list_rules import SqlListRules
from adapters.storage.sql.looks import SqlLooks
from adapters.storage.sql.members import SqlMembers
from adapters.storage.sql.memories import SqlMemories
from adapters.storage.sql.notices import SqlNotices
from adapters.storage.sql.plans import SqlPlans
from adapters.storage.sql.product_keys import ProductKeys
from adapters.storage.sql.products import SqlProducts
from adapters.storage.sql.runs import SqlRuns
from adapters.storage.sql.schedules import SqlSchedules
from adapters.storage.sql.series import SqlSeries
from adapters.storage.sql.session import Session
from adapters.storage.sql.suggestions import SqlSuggestions
from adapters.storage.sql.talk import SqlTalks
from adapters.storage.sql.watches import SqlWatches


class SqlUnitOfWork:
    """`core.ports.storage.UnitOfWork` in SQL; `known_categories` is shared by all units of work of a storage."""

    def __init__(self, session: Session, known_categories: dict[str, int]) -> None:
        self._session = session
        self._categories = Categories(session, known_categories)
        keys = ProductKeys(session)
        self.chats = SqlChats(session)
        self.products = SqlProducts(session, keys)
        self.watches = SqlWatches(session, keys)
        self.list_rules = SqlListRules(session)
        self.cards = SqlCards(session, keys)
        self.series = SqlSeries(session, keys, self._categories)
        self.briefings = SqlBriefings(session, keys, self._categories)
        self.looks = SqlLooks(session)
        self.lessons = SqlLessonBook(session)
        self.attic = SqlAttic(session)
        self.schedules = SqlSchedules(session)
        self.notices = SqlNotices(session)
        self.alerts = SqlAlerts(session, keys)
        self.agenda = SqlAgenda(session)
        self.deeds = SqlDeeds(session)
        self.members = SqlMembers(session)
        self.plans = SqlPlans(session)
        self.invitations = SqlInvitations(session)
        self.memories = SqlMemories(session)
        self.installations = SqlInstallations(session)
        self.runs = SqlRuns(session)
        self.suggestions = SqlSuggestions(session)
        self.talks = SqlTalks(session)

    async def commit(self) -> None:
        """See the port."""
        await self._session.commit()
        self._categories.keep()
