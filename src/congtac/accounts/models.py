"""People, and the posts that they hold in units, each between two days."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from congtac.accounts.rules.keys import RIGHTS
from congtac.accounts.rules.sign_on import Addresses
from congtac.accounts.rules.signing import KINDS, TUQ, Power
from congtac.ground.files.models import StoredFile
from congtac.kernel.keys import search_key, sort_key
from congtac.kernel.words import Names, gettext_noop
from congtac.organisations.models import Unit

ROLES = Names(
    {
        "officer": gettext_noop("chuyên viên"),
        "leader": gettext_noop("lãnh đạo"),
        "ministry": gettext_noop("cán bộ của Bộ"),
        "administrator": gettext_noop("quản trị hệ thống"),
    }
)


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their user name."""


class Person(AbstractBaseUser):
    """Someone who signs in. What they may do comes from their posts, never from the person."""

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    name = models.CharField("họ và tên", max_length=200)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    search_key = models.TextField("khóa tìm kiếm", default="")
    sort_key = models.CharField("khóa sắp xếp", max_length=500, default="")

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    def call(self, name: str) -> None:
        """Take a name, with the keys by which it is found and sorted: the given name first."""
        self.name = name
        self.search_key = search_key(f"{name} {self.username}")
        *family, given = name.split() or [""]
        self.sort_key = sort_key(" ".join([given, *family]))


class Post(models.Model):
    """A person's post in a unit: `since` is its first day, `until` the first day without it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("chức vụ", max_length=150)
    roles = models.JSONField("vai trò", default=list)
    since = models.DateField("từ ngày")
    until = models.DateField("trước ngày", null=True, blank=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__lt=F("until")),
                name="accounts_post_lives_forward",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "title", "since"], name="accounts_post_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"


class SigningPower(models.Model):
    """A post's power to sign for a head: standing (KT., TL.), or by dated authorisation (TUQ.).

    Source: Nghị định 30/2020/NĐ-CP, Điều 13.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="powers")
    kind = models.CharField("hình thức", max_length=3, choices=KINDS)
    principal = models.CharField("ký cho chức vụ", max_length=150)
    unit = models.ForeignKey(
        Unit, verbose_name="của đơn vị", on_delete=models.PROTECT, related_name="+"
    )
    matters = models.TextField("nội dung được ký", blank=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)
    since = models.DateField("từ ngày")
    until = models.DateField("trước ngày", null=True, blank=True)

    class Meta:
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS)), name="accounts_power_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__lt=F("until")),
                name="accounts_power_lives_forward",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TUQ) | (Q(until__isnull=False) & ~Q(basis="") & ~Q(matters="")),
                name="accounts_authorisation_is_bounded",
            ),
            models.UniqueConstraint(
                fields=["post", "kind", "unit", "principal", "since"],
                name="accounts_power_given_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}. {self.principal}, {self.unit}"

    @property
    def as_rule(self) -> Power:
        """The power as the rules see it."""
        return Power(
            kind=self.kind,
            principal=self.principal,
            own=self.post.title,
            since=self.since,
            until=self.until,
            matters=self.matters,
            basis=self.basis,
        )


class FailedEntry(models.Model):
    """Failures to come in under a name, there or not, and until when that name is locked."""

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    failures = models.PositiveIntegerField("số lần sai", default=0)
    last_at = models.DateTimeField("lần cuối")
    locked_until = models.DateTimeField("khóa đến", null=True, blank=True)

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return f"{self.username}: {self.failures}"


class PhoneCode(models.Model):
    """The secret that a person's phone makes codes of, sealed with the key of the site."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="phone_code")
    sealed = models.TextField("bí mật đã niêm")
    last_step = models.PositiveBigIntegerField("bước đã dùng", default=0)
    added_at = models.DateTimeField("thêm lúc")

    class Meta:
        ordering = ["person_id"]

    def __str__(self) -> str:
        return f"{self.person_id}"


class RecoveryCode(models.Model):
    """What is kept of a code that lets a person in once without the phone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField("dấu", max_length=64)
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="accounts_recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Passkey(models.Model):
    """A key in a person's device or phone; the site keeps only its public half."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="passkeys")
    name = models.CharField("tên gọi", max_length=100)
    credential = models.CharField("mã khóa", max_length=1400, unique=True)
    public = models.TextField("nửa công khai")
    uses = models.PositiveBigIntegerField("số đếm của khóa", default=0)
    added_at = models.DateTimeField("thêm lúc")
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One signing in that has a session: where from, since when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries")
    session = models.CharField("phiên", max_length=40, unique=True)
    at = models.DateTimeField("lúc")
    way = models.CharField("cách vào", max_length=20)
    device = models.CharField("trình duyệt", max_length=200, blank=True)
    address = models.GenericIPAddressField("địa chỉ máy", null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%d/%m/%Y %H:%M}"


class ApiKey(models.Model):
    """A key by which a program acts for a unit; of its secret only a digest is kept."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField("dùng cho", max_length=150)
    prefix = models.CharField("phần đầu", max_length=12, unique=True)
    digest = models.CharField("dấu", max_length=64)
    rights = models.JSONField("quyền", default=list)
    made_by = models.CharField("người cấp", max_length=150)
    made_at = models.DateTimeField("cấp lúc")
    until = models.DateField("trước ngày", null=True, blank=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def rights_named(self) -> list[str]:
        """What it may do, in words."""
        return [RIGHTS[it] for it in RIGHTS if it in self.rights]


NAMED_BY = Names({"username": gettext_noop("tên đăng nhập"), "email": gettext_noop("thư điện tử")})


class SignOn(models.Model):
    """A ministry's own sign-on (OpenID Connect) that opens this site's door too."""

    name = models.CharField("tên gọi", max_length=100, unique=True)
    issuer = models.CharField("địa chỉ phát hành", max_length=300, unique=True)
    client = models.CharField("tên của trang này ở đó", max_length=200)
    sealed = models.TextField("bí mật đã niêm", blank=True)
    addresses = models.JSONField("các địa chỉ đã công bố", default=dict)
    claim = models.CharField("thông tin nêu tên người", max_length=100)
    names = models.CharField("nêu gì của người", max_length=10, choices=NAMED_BY)
    has_second_step = models.BooleanField("đã có bước thứ hai", default=False)
    contact = models.CharField("người lạ hỏi ai", max_length=300)
    is_open = models.BooleanField("đang dùng", default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(names__in=list(NAMED_BY)), name="accounts_sign_on_names_known"
            ),
            models.CheckConstraint(
                condition=~Q(claim="") & ~Q(client=""), name="accounts_sign_on_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def published(self) -> Addresses:
        """The addresses as the rules see them."""
        return Addresses(**self.addresses)


class SignOnLink(models.Model):
    """The subject by which a sign-on knows a person for good."""

    sign_on = models.ForeignKey(SignOn, on_delete=models.PROTECT, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sign_on_links")
    subject = models.CharField("mã người ở đó", max_length=255)
    linked_at = models.DateTimeField("liên kết lúc")
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)

    class Meta:
        ordering = ["sign_on__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["sign_on", "subject"], name="accounts_subject_is_one_person"
            ),
            models.UniqueConstraint(
                fields=["sign_on", "person"], name="accounts_person_is_one_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sign_on_id}: {self.subject}"


class SavedFilter(models.Model):
    """A filter of a list under a name: the list by its name, the conditions; of one or of a unit.

    `list_name` names an address ("documents:list"); no address is ever kept.
    """

    name = models.CharField("tên gọi", max_length=100)
    list_name = models.CharField("danh sách", max_length=100)
    query = models.CharField("điều kiện", max_length=2000)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="filters"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="filters"
    )
    made_by = models.CharField("người lưu", max_length=150)
    made_at = models.DateTimeField("lưu lúc")

    class Meta:
        ordering = ["list_name", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(unit__isnull=True),
                name="accounts_filter_has_one_owner",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(query=""), name="accounts_filter_narrows"
            ),
            models.UniqueConstraint(
                fields=["person", "list_name", "name"], name="accounts_filter_of_person_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "list_name", "name"], name="accounts_filter_of_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Intake(models.Model):
    """A sheet of people that came in: looked at first, taken once or never."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField("căn cứ", max_length=300)
    brought_by = models.CharField("người nạp", max_length=150)
    brought_at = models.DateTimeField("lúc nạp")
    taken_at = models.DateTimeField("lúc nhận", null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file.name
