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
    "with_fords": ("{name}, kali tanpa jembatan", "{name}, unbridged streams"),
    "in_season": ("{days} ({first} - {last})", "{days} from {first} to {last}"),
    # A way that closures make longer.
    "detour_longer": (
        "Jalan memutar karena penutupan: {time} dan {km} lebih panjang daripada biasanya.",
        "A detour because of closures: {time} and {km} longer than usual.",
    ),
    "detour_shorter": (
        "Jalan memutar karena penutupan: {time} lebih lama daripada biasanya, walau {km} lebih "
        "pendek.",
        "A detour because of closures: {time} longer than usual, though {km} shorter.",
    ),
    "detour_closure": (
        "  {section}: ditutup sejak {first} sampai {last}; {note} ({source})",
        "  {section}: closed from {first} to {last}; {note} ({source})",
    ),
    "still_closed": ("sekarang", "now"),
    # A connection.
    "bad_time": (
        "--time {value!r} bukan jam; tulis jam:menit, misalnya 06:30",
        "--time {value!r} is no clock time; write hours and minutes as 06:30",
    ),
    "time_without_date": (
        "--time {value!r} perlu tanggal; tambahkan --date, misalnya --date 2018-03-13",
        "--time {value!r} needs a date; add --date as --date 2018-03-13",
    ),
    "connection": (
        "{origin} ke {destination}, {vehicle}, berangkat {day} {time}: tiba {arrival_day} {arrival}"
        ", {nights}",
        "{origin} to {destination}, {vehicle}, from {day} {time}: there on {arrival_day} at "
        "{arrival}, {nights}",
    ),
    "no_nights": ("hari yang sama", "the same day"),
    "some_nights": ("{count} malam di jalan", "nights on the way: {count}"),
    "stage_drive": (
        "  {times}  ke {place}, {km}, {time}: {via}",
        "  {times}  drive to {place}, {km}, {time}: {via}",
    ),
    "stage_wait": (
        "  {times}  tunggu di {place}; harus ada di sana {loading} sebelum berangkat",
        "  {times}  wait at {place}; be there {loading} before it leaves",
    ),
    "stage_missed": (
        "               terlambat untuk {missed}; ikut berikutnya",
        "               too late for {missed}; the next is taken",
    ),
    "stage_ferry": (
        "  {times}  {mode} ke {place} ({crossing}), {fare}",
        "  {times}  {mode} to {place} ({crossing}), {fare}",
    ),
    "no_lodging": (
        "{place} (tidak diketahui ada penginapan)",
        "{place} (no lodging is known there)",
    ),
    "night_missed": (
        "  malam di {place}: {crossing} {missed} tidak terkejar",
        "  night in {place}: {crossing} at {missed} cannot be caught",
    ),
    "night_no_boat": (
        "  malam di {place}: {crossing} tidak berangkat pada hari ini",
        "  night in {place}: {crossing} does not leave on this date",
    ),
    "night_late": (
        "  malam di {place}: {crossing} tidak terkejar pada hari ini",
        "  night in {place}: {crossing} cannot be caught on this date",
    ),
    "night_far": (
        "  malam di {place}: terlalu jauh untuk satu hari",
        "  night in {place}: too far for one date",
    ),
    "on_duty": (
        "Perjalanan {start}-{end}, paling lama {driving} mengemudi sehari; malam hanya di tempat "
        "menginap.",
        "Travel {start}-{end}, at most {driving} of driving a day; nights only where there is "
        "lodging.",
    ),
    "no_connection": (
        "Tidak ada sambungan dari {origin} ke {destination} untuk {vehicle} dalam {days} hari.",
        "There is no connection from {origin} to {destination} by {vehicle} within {days} days.",
    ),
    "and_local": ("jalan lokal (perkiraan)", "local roads (estimated)"),
    "with_time": (
        "Untuk sambungan menurut jadwal tambahkan --date dan --time.",
        "For a connection by the timetable add --date and --time.",
    ),
    # A way by road.
    "way": (
        "{origin} ke {destination}, {vehicle}, {season}: {time}, {km}",
        "{origin} to {destination}, {vehicle}, {season}: {time}, {km}",
    ),
    "closed_then": ("Ditutup untuk {vehicle}: {sections}", "Closed to {vehicle}: {sections}"),
    "estimated": (
        "Panjang {km} ({share}) dari jalan ini hanya perkiraan.",
        "The length of {km} of this way ({share}) is only estimated.",
    ),
    "official": (
        "Seluruh jalan ini mempunyai panjang resmi.",
        "All of this way has an official length.",
    ),
    "local": ("jalan lokal (perkiraan)", "local road (estimated)"),
    "about": ("{name} (perkiraan)", "{name} (estimated)"),
    "same_place": ("{name}: asal dan tujuan sama.", "{name}: you are there already."),
    "no_road": (
        "Tidak ada jalan darat dari {origin} ke {destination} dan tidak ada penyeberangan.",
        "No road leads from {origin} to {destination}, and no crossing leads over.",
    ),
    "over_water": (
        "Tidak ada jalan darat dari {origin} ke {destination}. Ada penyeberangan:",
        "No road leads from {origin} to {destination}. You have to cross by:",
    ),
    "crossing": (
        "  {mode} {start} ({start_id}) ke {end} ({end_id}): {days}, {times}; datang {loading} "
        "sebelumnya; lama {minutes}; mengangkut {vehicles}",
        "  {mode} {start} ({start_id}) to {end} ({end_id}): {days}, {times}; be there {loading} "
        "before; takes {minutes}; for {vehicles}",
    ),
    "every_day": ("setiap hari", "every day"),
    "departures": ("berangkat {times}", "leaves at {times}"),
    "on_demand": (
        "sewaktu-waktu antara {open} dan {close}",
        "at any time from {open} to {close}",
    ),
    "ferry": ("feri", "ferry"),
    "motor boat": ("perahu motor", "motor boat"),
    "road_closed": (
        "Tidak ada jalan yang terbuka dari {origin} ke {destination} untuk {vehicle}. "
        "Ruas yang ditutup: {sections}. Coba --date atau --vehicle lain.",
        "No road from {origin} to {destination} is open to {vehicle}. Closed sections: "
        "{sections}. Try another --date or --vehicle.",
    ),
}
