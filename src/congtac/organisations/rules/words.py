"""What kinds, levels, hierarchies and successions of units are called on screens and in sheets."""

from congtac.kernel.words import Names, gettext_noop

KINDS = Names(
    {
        "ministry": gettext_noop("Bộ"),
        "bureau": gettext_noop("Vụ, cục thuộc Bộ"),
        "institute": gettext_noop("Đơn vị sự nghiệp"),
        "province": gettext_noop("Tỉnh, thành phố"),
        "district": gettext_noop("Huyện, quận, thị xã"),
        "commune": gettext_noop("Xã, phường, đặc khu"),
        "council": gettext_noop("Hội đồng nhân dân"),
        "committee": gettext_noop("Ủy ban nhân dân"),
        "office": gettext_noop("Văn phòng"),
        "department": gettext_noop("Sở"),
        "division": gettext_noop("Phòng chuyên môn"),
        "inspectorate": gettext_noop("Thanh tra"),
        "police": gettext_noop("Công an"),
        "military": gettext_noop("Quân sự"),
        "enforcement": gettext_noop("Thi hành án dân sự"),
        "court": gettext_noop("Tòa án"),
        "procuracy": gettext_noop("Viện kiểm sát"),
        "press": gettext_noop("Báo chí"),
        "front": gettext_noop("Mặt trận Tổ quốc"),
        "association": gettext_noop("Hội, đoàn thể"),
        "party": gettext_noop("Cơ quan đảng"),
    }
)
LEVELS = Names(
    {
        "centre": gettext_noop("Trung ương"),
        "province": gettext_noop("Tỉnh"),
        "district": gettext_noop("Huyện"),
        "commune": gettext_noop("Xã"),
    }
)
ADMINISTRATIVE, PROFESSIONAL, PARTY = "administrative", "professional", "party"
HIERARCHIES = Names(
    {
        ADMINISTRATIVE: gettext_noop("Hành chính"),
        PROFESSIONAL: gettext_noop("Chuyên môn, nghiệp vụ"),
        PARTY: gettext_noop("Đảng"),
    }
)
SUCCESSIONS = Names(
    {
        "merge": gettext_noop("sáp nhập, hợp nhất"),
        "split": gettext_noop("chia, tách"),
        "rename": gettext_noop("đổi tên, đổi loại"),
        "transfer": gettext_noop("chuyển giao"),
    }
)
PROVINCE, COUNTRY, MINISTRY = "province", "country", "ministry"
SCOPES = Names(
    {
        PROVINCE: gettext_noop("trong một tỉnh, thành phố"),
        COUNTRY: gettext_noop("trong cả nước"),
        MINISTRY: gettext_noop("trong Bộ Tư pháp"),
    }
)
