"""Telling one agency by its many names: abbreviations written out, the level left off."""

import re

from congtac.kernel.keys import search_key

WRITTEN_OUT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "thads": "thi hanh an dan su",
    "tand": "toa an nhan dan",
    "vksnd": "vien kiem sat nhan dan",
    "ptth": "phat thanh va truyen hinh",
    "pt-th": "phat thanh va truyen hinh",
    "pt&th": "phat thanh va truyen hinh",
    "tt&tt": "thong tin va truyen thong",
    "tttt": "thong tin va truyen thong",
    "gd&dt": "giao duc va dao tao",
    "gddt": "giao duc va dao tao",
    "gd-dt": "giao duc va dao tao",
    "vh,tt&dl": "van hoa, the thao va du lich",
    "vhttdl": "van hoa, the thao va du lich",
    "tn&mt": "tai nguyen va moi truong",
    "tnmt": "tai nguyen va moi truong",
    "nn&ptnt": "nong nghiep va phat trien nong thon",
    "nnptnt": "nong nghiep va phat trien nong thon",
    "kh&dt": "ke hoach va dau tu",
    "khdt": "ke hoach va dau tu",
    "ldtbxh": "lao dong - thuong binh va xa hoi",
    "ldtb&xh": "lao dong - thuong binh va xa hoi",
    "gtvt": "giao thong van tai",
    "tw": "trung uong",
}
WORD = re.compile(r"[^\s()]{1,60}")
SPACES = re.compile(r"[\s()\-,;.]{1,40}")


def name_key(name: str) -> str:
    """Return the key by which names of agencies are compared: bare and written out."""
    words = WORD.sub(lambda word: WRITTEN_OUT.get(word[0].strip(",.;"), word[0]), search_key(name))
    return SPACES.sub(" ", words.replace(" va ", " ")).strip()


def place_keys(province: str) -> tuple[str, ...]:
    """Return the ways in which a name says of which province an agency is, longest first."""
    bare = name_key(province)
    short = bare.removeprefix("tinh ").removeprefix("thanh pho ")
    return (f" tinh {short}", f" thanh pho {short}", f" tp {short}", f" {short}")


def without_place(key: str, province: str, *, by_name: bool = False) -> str:
    """Leave the province off a key: "so tu phap tinh ninh thuan" -> "so tu phap".

    "Tỉnh" alone means the province too, unless only its name counts (`by_name`).
    """
    endings = place_keys(province) if by_name else (*place_keys(province), " tinh", " thanh pho")
    for ending in endings:
        if key.endswith(ending):
            return key.removesuffix(ending)
    return key
