"""Columns of a layer by their role: named by the user, or guessed from common names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from geodata.message import Message

__all__ = ["ROLES", "ColumnRoles", "find_columns", "flag_of"]

ROLES: dict[str, tuple[str, ...]] = {
    "code": (
        "code", "kode", "kodedesa", "kodekelurahan", "iddesa", "idkelurahan", "bpscode", "kodebps",
        "kdebps", "kdepum", "adm4pcode", "villagecode", "desacode",
    ),
    "name": (
        "name", "nama", "desa", "namadesa", "nmdesa", "desakelurahan", "kelurahan", "wadmkd",
        "adm4en", "adm4name", "village", "villagename", "namobj",
    ),
    "kecamatan_code": (
        "kecamatancode", "kodekecamatan", "kodekec", "idkecamatan", "idkec", "kdcbps", "kdcpum",
        "adm3pcode", "districtcode",
    ),
    "kecamatan": (
        "kecamatan", "namakecamatan", "namakec", "nmkec", "wadmkc", "adm3en", "adm3name",
        "district", "kec",
    ),
    "regency_code": (
        "regencycode", "kodekabupaten", "kodekab", "idkabupaten", "idkab", "kdbbps", "kdpkab",
        "kdkab", "adm2pcode",
    ),
    "regency": ("kabupaten", "namakabupaten", "nmkab", "wadmkk", "adm2en", "adm2name", "regency"),
    "population": (
        "population", "population2010", "penduduk", "jumlahpenduduk", "jmlpenduduk", "jumlahpen",
        "jmlpddk", "pop", "pop2010", "residents",
    ),
    "polling_stations": ("pollingstations", "pollingstations2024", "tps", "tps2024"),
    "status": ("status",),
    "lon": ("lon", "longitude", "bujur"),
    "lat": ("lat", "latitude", "lintang"),
}  # fmt: skip
"""Names by what they hold, letters and digits only: BPS, Kemendagri, BIG and COD-AB layers."""


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """Columns by role.

    Attributes
    ----------
    of : mapping of str to str
        Column by role; a role without one is absent.
    named : frozenset of str
        Roles whose column the user named.
    """

    of: Mapping[str, str]
    named: frozenset[str]

    def lines(self) -> list[Message]:
        """Say for people which column is taken for what."""
        return [
            Message(
                "%(role)s: column %(column)s (%(more)s)",
                role=Message(f"role.{role}"),
                column=column,
                more=(Message("named") if role in self.named else Message("guessed")),
            )
            for role, column in self.of.items()
        ]


def find_columns(
    file: str,
    there: Iterable[str],
    named: Mapping[str, str],
    faults: list[Message],
    *,
    empty: Collection[str] = (),
    gappy: Collection[str] = (),
) -> ColumnRoles:
    """Find the column of each role.

    Parameters
    ----------
    file : str
        For messages.
    there : iterable of str
        Columns of the layer.
    named : mapping of str to str
        Columns by role, as the user named them.
    faults : list of Message
        Gets a line for each named column that is not there.
    empty, gappy : collection of str
        Columns without any value, and with some missing: a known name of which all are filled
        goes before one that has gaps, and an empty one is passed over.

    Returns
    -------
    ColumnRoles
        What was named, then the first known name of each other role; case and signs do not
        matter.
    """
    columns = [column for column in there if column != "geometry"]
    plain = {letters_of(column): column for column in reversed(columns) if column not in empty}
    found: dict[str, str] = {}
    for role, names in ROLES.items():
        if role in named:
            if named[role] in columns:
                found[role] = named[role]
                continue
            known = ", ".join(columns)
            flag = flag_of(role)
            faults.append(
                Message(
                    "%(file)s: no column %(named)r for --%(flag)s; it has %(known)s",
                    file=file,
                    named=named[role],
                    flag=flag,
                    known=known,
                )
            )
            continue
        taken = set(named.values())
        guesses = [plain[name] for name in names if plain.get(name, "") not in {"", *taken}]
        guess = next((name for name in guesses if name not in gappy), guesses[0] if guesses else "")
        if guess:
            found[role] = guess
    return ColumnRoles(found, frozenset(named))


def flag_of(role: str) -> str:
    """Return the option of the command line, without dashes, that names a role's column."""
    return "name-column" if role == "name" else role.replace("_", "-")


def letters_of(column: str) -> str:
    """Return the letters and figures of a text, in lower case: what headings and codes share."""
    return "".join(letter for letter in column.casefold() if letter.isalnum())
