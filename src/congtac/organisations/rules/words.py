"""What kinds, levels, hierarchies and successions of units are called on screens and in sheets."""

KINDS = {
    "ministry": "Bộ",
    "bureau": "Vụ, cục thuộc Bộ",
    "institute": "Đơn vị sự nghiệp",
    "province": "Tỉnh, thành phố",
    "district": "Huyện, quận, thị xã",
    "commune": "Xã, phường, đặc khu",
    "council": "Hội đồng nhân dân",
    "committee": "Ủy ban nhân dân",
    "office": "Văn phòng",
    "department": "Sở",
    "division": "Phòng chuyên môn",
    "inspectorate": "Thanh tra",
    "police": "Công an",
    "military": "Quân sự",
    "enforcement": "Thi hành án dân sự",
    "court": "Tòa án",
    "procuracy": "Viện kiểm sát",
    "press": "Báo chí",
    "front": "Mặt trận Tổ quốc",
    "association": "Hội, đoàn thể",
    "party": "Cơ quan đảng",
}
LEVELS = {
    "centre": "Trung ương",
    "province": "Tỉnh",
    "district": "Huyện",
    "commune": "Xã",
}
ADMINISTRATIVE, PROFESSIONAL, PARTY = "administrative", "professional", "party"
HIERARCHIES = {
    ADMINISTRATIVE: "Hành chính",
    PROFESSIONAL: "Chuyên môn, nghiệp vụ",
    PARTY: "Đảng",
}
SUCCESSIONS = {
    "merge": "sáp nhập, hợp nhất",
    "split": "chia, tách",
    "rename": "đổi tên, đổi loại",
    "transfer": "chuyển giao",
}
PROVINCE, COUNTRY, MINISTRY = "province", "country", "ministry"
SCOPES = {
    PROVINCE: "trong một tỉnh, thành phố",
    COUNTRY: "trong cả nước",
    MINISTRY: "trong Bộ Tư pháp",
}
