"""What calibration and journeys say, in Bahasa Indonesia and English."""

from __future__ import annotations

TRAVEL_MESSAGES: dict[str, tuple[str, str]] = {
    # key: (Bahasa Indonesia, English)
    # Calibration.
    "calibration_head": (
        "{name}: waktu tempuh menurut tabel kecepatan dibanding perjalanan yang teramati",
        "{name}: times by the table of speeds against observed trips",
    ),
    "trip_time": (
        "    waktu: teramati {observed}, hitungan {modelled}, rasio {ratio}",
        "    time: observed {observed}, modelled {modelled}, ratio {ratio}",
    ),
    "trip_km": (
        "    panjang: teramati {observed}, hitungan {modelled} ({estimated} perkiraan), "
        "rasio {ratio}",
        "    length: observed {observed}, modelled {modelled} ({estimated} estimated), "
        "ratio {ratio}",
    ),
    "trip_as": ("{vehicle} (dihitung sebagai {as_})", "{vehicle} (modelled as {as_})"),
    "trip_length": (
        "    tidak dipakai: panjang ruas {section} berasal dari fakta ini",
        "    not used: the length of section {section} rests on this fact",
    ),
    "trip_show": (
        "    hanya ditunjukkan (kolom use), tidak dipakai",
        "    shown only (column use), not fitted to",
    ),
    "trip_no_time": (
        "    tidak dipakai: waktunya tidak diketahui",
        "    not fitted to: its time is not told",
    ),
    "trip_no_way": (
        "    tidak dipakai: tidak ada jalan yang terbuka ke sana",
        "    not fitted to: no open road leads there",
    ),
    "contradicts_same": (
        "Bertentangan: {first} {one}, {second} {other} untuk perjalanan yang sama.",
        "Contradiction: {first} {one}, {second} {other} for the same trip.",
    ),
    "contradicts_part": (
        "Bertentangan: {first} {one} untuk sebagian jalan {second}, yang seluruhnya {other}.",
        "Contradiction: {first} {one} for a part of the way of {second}, which is {other} in all.",
    ),
    "not_averaged": (
        "Fakta yang bertentangan hanya ditunjukkan, tidak dirata-ratakan; pilih dengan kolom use.",
        "Contradicting facts are shown, not averaged; choose between them in column use.",
    ),
    "no_trips": (
        "Tidak ada perjalanan yang dapat dipakai; tambahkan baris dengan use = fit dan hours.",
        "There is no trip to fit to; add rows with use = fit and hours.",
    ),
    "fit_row": (
        "  {count} faktor: beraspal x {paved}, lainnya x {unpaved}; galat {error}; galat "
        "satu-disisihkan {left_out} ({each})",
        "  {count} factors: paved x {paved}, others x {unpaved}; error {error}; leave-one-out "
        "error {left_out} ({each})",
    ),
    "fits_head": (
        "Faktor waktu tempuh, kuadrat terkecil pada logaritma, {trips} perjalanan:",
        "Factors on times, least squares on logarithms, {trips} trips:",
    ),
    "fit_asked": ("Dipakai: {count} faktor, seperti diminta.", "Taken: {count} factors, as asked."),
    "fit_chosen": (
        "Dipakai: {count} faktor, karena galat satu-disisihkannya paling kecil.",
        "Taken: {count} factors, as their leave-one-out error is the least.",
    ),
    "fit_not_independent": (
        "Kecepatan di tabel sudah disesuaikan dengan {facts}; galatnya di sana bukan ujian.",
        "The table's speeds were fitted to {facts} already: their errors are no test of it.",
    ),
    "factors_stored": ("Disimpan di {file}.", "Stored in {file}."),
    "factors_kept": (
        "Tidak disimpan (--dry-run).",
        "Not stored (--dry-run).",
    ),
    "factors_too_many": (
        "--factors {count}: perlu paling sedikit {needed} perjalanan, baru ada {trips}; tambahkan "
        "baris di calibration_trips.csv",
        "--factors {count}: it takes at least {needed} trips, there are {trips}; add rows to "
        "calibration_trips.csv",
    ),
    "bad_factors": (
        "--factors {value}: paling banyak 2 faktor; beri 0, 1 atau 2",
        "--factors {value}: two factors at most; give 0, 1 or 2",
    ),
    "store_failed": (
        "{file}: tidak dapat ditulis ({reason}); tidak ada yang berubah di sana",
        "{file}: cannot be written ({reason}); nothing was changed there",
    ),
    "not_told": ("–", "-"),
}
