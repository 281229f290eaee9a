"""A unit asks for its closed form to be opened: granted or refused by the receiver."""

from congtac.kernel.words import Names, gettext_noop

ASKED, GRANTED, REFUSED = "asked", "granted", "refused"
STATES = Names(
    {
        ASKED: gettext_noop("Chờ quyết định"),
        GRANTED: gettext_noop("Đã mở khóa"),
        REFUSED: gettext_noop("Không mở khóa"),
    }
)
