"""Units of the sector, living in time: each exists from a day on, and some until a day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from congtac.ground.files.models import StoredFile
from congtac.organisations.rules.belongings import title_of
from congtac.organisations.rules.lives import Life
from congtac.organisations.rules.words import HIERARCHIES, KINDS, LEVELS, SCOPES, SUCCESSIONS

FORWARD = Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lt=F("until"))


class Unit(models.Model):
    """An agency, a province or a body; `since` is its first day, `until` the first without it.

    `name` is the one it bears last and `parent` the one above it last in the administrative
    hierarchy; what it was called and where it stood before is in its rows of each.
    """

    key = models.CharField("mã", max_length=100, unique=True)
    name = models.CharField("tên", max_length=250)
    short_names = models.JSONField("tên gọi khác", default=list, blank=True)
    kind = models.CharField("loại", max_length=30)
    level = models.CharField("cấp", max_length=20)
    parent = models.ForeignKey(
        "self",
        verbose_name="đơn vị cấp trên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    code = models.CharField("mã hành chính", max_length=10, blank=True)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("trước ngày", null=True, blank=True)
    search_key = models.TextField("khóa tìm kiếm")
    sort_key = models.CharField("khóa sắp xếp", max_length=600)

    class Meta:
        ordering = ["sort_key", "key"]
        constraints = [
            models.CheckConstraint(
                condition=FORWARD,
                name="organisations_lives_forward",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def life(self) -> Life:
        return Life(self.since, self.until)

    @property
    def kind_name(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def level_name(self) -> str:
        return LEVELS.get(self.level, self.level)


class Dated(models.Model):
    """A fact about a unit that holds between two days, with the paper it rests on."""

    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("trước ngày", null=True, blank=True)
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=FORWARD, name="%(app_label)s_%(class)s_forward")
        ]

    @property
    def life(self) -> Life:
        return Life(self.since, self.until)


class FormerName(Dated):
    """A name that a unit bore before the one it bears now; no two at a time (trigger)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField("tên", max_length=250)
    short_names = models.JSONField("tên gọi khác", default=list, blank=True)

    class Meta(Dated.Meta):
        ordering = ["until", "id"]

    def __str__(self) -> str:
        return self.name


class Place(Dated):
    """Where a unit stands in a hierarchy: one parent at a time in each (trigger)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="places")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="below")
    hierarchy = models.CharField("hệ thống", max_length=20, choices=HIERARCHIES)

    class Meta(Dated.Meta):
        ordering = ["hierarchy", "since", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(unit=F("parent")), name="organisations_not_under_itself"
            ),
        ]
        indexes = [models.Index(fields=["hierarchy", "parent"])]

    def __str__(self) -> str:
        return f"{self.unit} – {self.parent}"

    @property
    def hierarchy_name(self) -> str:
        return HIERARCHIES.get(self.hierarchy, self.hierarchy)


class Function(Dated):
    """A function (chức năng) that a unit holds; each at most once at a time (trigger)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="functions")
    code = models.CharField("mã chức năng", max_length=50)
    name = models.CharField("chức năng", max_length=250)

    class Meta(Dated.Meta):
        ordering = ["name", "since", "id"]
        indexes = [models.Index(fields=["code"])]

    def __str__(self) -> str:
        return f"{self.name}: {self.unit}"


class Succession(models.Model):
    """On a day one unit passed, whole or in part, to another."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="passed_to")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="came_from")
    day = models.DateField("ngày")
    kind = models.CharField("cách", max_length=20, choices=SUCCESSIONS)
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "day"], name="organisations_passed_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="organisations_not_its_own_heir"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    @property
    def kind_name(self) -> str:
        return SUCCESSIONS.get(self.kind, self.kind)


class Group(models.Model):
    """Several units under one name: "UBND các huyện, thành phố"; who they are depends on the day.

    `written` are the other ways in which documents write the name.
    """

    key = models.CharField("mã", max_length=100, unique=True)
    name = models.CharField("tên nhóm", max_length=250)
    written = models.JSONField("cách viết khác", default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GroupDefinition(Dated):
    """Who belongs to a group between two days; one definition at a time (trigger)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="definitions")
    scope = models.CharField("phạm vi", max_length=20, choices=SCOPES)
    kinds = models.JSONField("loại đơn vị", default=list)
    levels = models.JSONField("cấp", default=list)
    ending = models.CharField("đuôi mã đơn vị", max_length=30, blank=True)

    class Meta(Dated.Meta):
        ordering = ["-since", "id"]

    def __str__(self) -> str:
        return f"{self.group}: {self.in_words}"

    @property
    def in_words(self) -> str:
        """Say the definition as a person would: kinds, levels, where."""
        kinds = ", ".join(KINDS.get(kind, kind) for kind in self.kinds) or _("mọi loại đơn vị")
        levels = ", ".join(LEVELS.get(level, level).lower() for level in self.levels) or _(
            "mọi cấp"
        )
        scope = SCOPES.get(self.scope, self.scope)
        said = _("{kinds}; cấp: {levels}; {scope}").format(kinds=kinds, levels=levels, scope=scope)
        ending = _(", mã kết thúc bằng .{ending}").format(ending=self.ending)
        return said + ending if self.ending else said


class Intake(models.Model):
    """A sheet of units that came in: looked at first, taken once or never.

    With a `day` its changes hold from then on; without one they correct what was wrong.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    day = models.DateField("hiệu lực từ ngày", null=True, blank=True)
    basis = models.CharField("căn cứ", max_length=300)
    brought_by = models.CharField("người nạp", max_length=150)
    brought_by_name = models.CharField("họ tên người nạp", max_length=200)
    brought_at = models.DateTimeField("lúc nạp")
    taken_at = models.DateTimeField("lúc nhận", null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file.name


DOUBTFUL, SETTLED, NOBODY = "doubtful", "settled", "nobody"


class NameMatch(models.Model):
    """A name that a document wrote and that led to no unit by itself; settled once for all.

    `near` is the province (or the Ministry) near which it was read. Settled, it means a unit
    or a group; or it names nobody in the register.
    """

    written = models.CharField("tên trong văn bản", max_length=300)
    key = models.CharField("khóa so khớp", max_length=300)
    near = models.CharField("đọc ở địa phương", max_length=100, blank=True)
    seen_in = models.CharField("thấy ở", max_length=300, blank=True)
    times = models.PositiveIntegerField("số lần thấy", default=0)
    state = models.CharField("tình trạng", max_length=10, default=DOUBTFUL)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="written_as"
    )
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="written_as"
    )
    settled_by = models.CharField("người quyết định", max_length=200, blank=True)
    settled_at = models.DateTimeField("lúc quyết định", null=True, blank=True)

    class Meta:
        ordering = ["-times", "written"]
        constraints = [
            models.UniqueConstraint(fields=["key", "near"], name="organisations_name_known_once"),
            models.CheckConstraint(
                condition=Q(state=SETTLED, unit__isnull=False, group__isnull=True)
                | Q(state=SETTLED, unit__isnull=True, group__isnull=False)
                | Q(state__in=[DOUBTFUL, NOBODY], unit__isnull=True, group__isnull=True),
                name="organisations_settled_as_one",
            ),
        ]

    def __str__(self) -> str:
        return self.written


class Cluster(models.Model):
    """Units that compete with each other in a year (cụm thi đua), with its head and deputy."""

    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên cụm", max_length=200)
    head = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="clusters_headed")
    deputy = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="clusters_helped"
    )
    basis = models.CharField("căn cứ", max_length=300)

    class Meta:
        ordering = ["-year", "name"]
        constraints = [
            models.UniqueConstraint(fields=["year", "name"], name="organisations_cluster_once"),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("head")),
                name="organisations_deputy_is_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, năm {self.year}"


class ClusterMember(models.Model):
    """A unit in a cluster; in one cluster a year."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="clusters")
    year = models.PositiveSmallIntegerField("năm")  # the cluster's, for the constraint

    class Meta:
        ordering = ["unit__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit"], name="organisations_one_cluster_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.cluster}"


class Oversight(Dated):
    """Who watches which fields of work in which territories: a unit, or one person in it.

    No `fields` means every field, no `territories` the whole country.
    """

    watcher = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="oversights")
    person = models.CharField("tên đăng nhập", max_length=150, blank=True)
    person_name = models.CharField("họ và tên", max_length=200, blank=True)
    fields = models.JSONField("lĩnh vực", default=list, blank=True)
    territories = models.ManyToManyField(Unit, related_name="watched_by", blank=True)

    class Meta(Dated.Meta):
        ordering = ["-since", "id"]

    def __str__(self) -> str:
        return self.person_name or self.watcher.name


GIVER, RECEIVER = "giver", "receiver"
OPEN, HANDED_OVER, WITHDRAWN = "open", "handed_over", "withdrawn"


class Handover(models.Model):
    """What is open at a unit that ends passes to its successor (bàn giao); both sides sign.

    The things listed pass with the second signature; until the first one the list may be
    brought up to date.
    """

    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handovers_given")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handovers_received")
    day = models.DateField("ngày bàn giao")
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    state = models.CharField("trạng thái", max_length=20, default=OPEN)
    drawn_up_by = models.CharField("người lập", max_length=200)
    drawn_up_at = models.DateTimeField("lúc lập")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["giver", "receiver"],
                condition=Q(state=OPEN),
                name="organisations_one_open_handover",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="organisations_handed_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"Bàn giao từ {self.giver} sang {self.receiver}"


class HandoverItem(models.Model):
    """One open thing that a handover lists: the kind and key of the area that keeps it."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField("loại", max_length=50)
    key = models.CharField("khóa", max_length=100)
    name = models.CharField("tên", max_length=500)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "kind", "key"], name="organisations_handed_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_title(self) -> str:
        return title_of(self.kind)


class HandoverSignature(models.Model):
    """One of the two signatures under a handover."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField("bên", max_length=10)
    person = models.CharField("tên đăng nhập", max_length=150)
    name = models.CharField("họ và tên", max_length=200)
    post = models.CharField("chức vụ", max_length=150, blank=True)
    signed_at = models.DateTimeField("lúc ký")

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "side"], name="organisations_each_side_signs_once"
            ),
            models.CheckConstraint(
                condition=Q(side__in=[GIVER, RECEIVER]), name="organisations_side_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.handover}"

    @property
    def side_name(self) -> str:
        return _("Bên giao") if self.side == GIVER else _("Bên nhận")
