"""What the command line says, in Bahasa Indonesia and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.invocation import program
from planner.messages.pins import PIN_MESSAGES
from planner.messages.region import REGION_MESSAGES
from planner.messages.runs import RUN_MESSAGES
from planner.messages.travel import TRAVEL_MESSAGES
from planner.messages.what_if import CASE_MESSAGES
from planner.plurals import singular

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")

MESSAGES: dict[str, tuple[str, str]] = {
    # key: (Bahasa Indonesia, English)
    # While a plan is made.
    "prepare": ("Membaca data dan menghitung perjalanan", "Reading data and timing the roads"),
    "compile": (
        "Menyiapkan mesin hitung (hanya pada pemakaian pertama, satu atau dua menit)",
        "Getting the solver ready (on first use only, a minute or two)",
    ),
    "model": ("Membagi kecamatan ke pasangan operator", "Assigning kecamatan to pairs"),
    "search": ("Memperbaiki rencana", "Improving the plan"),
    "prove": (
        "Mencari rencana lebih hemat dan membuktikan batasnya",
        "Finding cheaper plans and proving how good they are",
    ),
    "final": ("Menulis jadwal dan peta", "Writing timetables and maps"),
    "so_far": ("{residents} warga, {money}", "{residents} residents, {money}"),
    "so_far_proven": (
        "{residents} warga, {money}, paling jauh {gap} di atas yang termurah",
        "{residents} residents, {money}, at most {gap} above the cheapest",
    ),
    # What a plan holds.
    "recorded": (
        "{done} dari {all} warga direkam, yang terakhir pada {last} (tenggat {deadline}).",
        "{done} of {all} residents are recorded, the last on {last} (deadline {deadline}).",
    ),
    "nothing": (
        "Tidak ada warga yang dapat direkam dari {all} warga.",
        "Of {all} residents none can be recorded.",
    ),
    "spent": (
        "Biaya {spent}: {pairs} pasangan operator, {days} hari dinas, {nights} malam menginap, "
        "{km}. Selain itu {urgency} harga menunggu, yang bukan pengeluaran.",
        "Money spent {spent}: {pairs} pairs, {days} duty days, {nights} nights away, {km}. "
        "Apart from it {urgency} as the price of waiting, which is not spent.",
    ),
    "unserved": (
        "Belum terlayani, {residents} warga di {posts} pos: {names}. {reason} {remedy}",
        "Not served, {residents} residents at {posts} posts: {names}. {reason} {remedy}",
    ),
    "more": ("{count} pos lain (lihat peta)", "{count} more (see the map)"),
    "interrupted": (
        "Dihentikan. Rencana terbaik sampai saat itu telah disimpan.",
        "Interrupted. The best plan found so far was written.",
    ),
    "by_time": (
        "Pencarian berhenti karena waktu habis; jika diulang, rencananya bisa berbeda.",
        "The search ran out of time; another run may give another plan.",
    ),
    "nothing_written": (
        "Dihentikan; tidak ada yang ditulis.",
        "Interrupted; nothing was written.",
    ),
    "cards_short": (
        "Blangko: stok {stock}, kurang {short}. Perekaman jalan terus dengan surat keterangan; "
        "pembagian per perjalanan ada di {file}.",
        "Blank cards: {stock} in stock, {short} too few. Recording goes on with certificates; "
        "{file} has the share of each trip.",
    ),
    "cards_enough": (
        "Blangko: stok {stock} cukup untuk semua perekaman; pembagian per perjalanan ada di "
        "{file}.",
        "Blank cards: the stock of {stock} is enough; {file} has the share of each trip.",
    ),
    "attention": ("Perhatian: {text}", "Note: {text}"),
    "open": ("Buka halaman ini: {page}", "Open this page: {page}"),
    # Audit.
    "audit_ok": (
        "Audit: tidak ada pelanggaran R1 sampai R16 ({teams} pasangan, {dates} hari, "
        "{sessions} sesi, {residents} warga).",
        "Audit: nothing breaks R1 to R16 ({teams} pairs, {dates} dates, {sessions} sessions, "
        "{residents} residents).",
    ),
    "audit_bad": ("Audit: {count} pelanggaran.", "Audit: breaches found: {count}."),
    # What cannot be used.
    "bad_language": (
        "--lang {value!r} tidak dikenal; pakai id atau en",
        "--lang {value!r} is unknown; use id or en",
    ),
    "bad_level": (
        "--level {value!r} tidak dikenal; pakai {known}",
        "--level {value!r} is unknown; use {known}",
    ),
    "bad_teams": (
        "--teams {value}: tanpa pasangan operator tidak ada yang direkam; beri paling sedikit 1",
        "--teams {value}: without operator pairs nobody is recorded; give at least 1",
    ),
    "unsaid": (
        "Jawaban ini tidak dapat ditulis ke keluaran (penuh atau tertutup); berkas yang sudah "
        "ditulis tetap ada.",
        "The answer cannot be written to the output (full or closed); files that were written "
        "are there.",
    ),
    "many_teams": (
        "--teams {value}: terlalu banyak pasangan operator; beri paling banyak {most}",
        "--teams {value}: too many operator pairs; give {most} at most",
    ),
    "bad_year": (
        "--deadline: tahun {value} tidak mungkin; beri tahun sampai {most}",
        "--deadline: the year {value} cannot be; give a year up to {most}",
    ),
    "bad_residents": (
        "{value} warga tidak mungkin; beri 0 atau lebih",
        "{value} residents cannot be; give 0 or more",
    ),
    "bad_seconds": (
        "--seconds {value}: beri angka di atas 0",
        "--seconds {value}: give a number above 0",
    ),
    "bad_cards": (
        "--cards {value}: stok blangko tidak mungkin kurang dari 0; beri 0 atau lebih",
        "--cards {value}: a stock of blank cards cannot be below 0; give 0 or more",
    ),
    "bad_work": ("--work {value}: beri 0 atau lebih", "--work {value}: give 0 or more"),
    "bad_threads": ("--threads {value}: beri 1 atau lebih", "--threads {value}: give 1 or more"),
    "no_announcements": (
        "{folder}: tidak ada {file} yang dapat dibaca; sebutkan folder rencana yang ditulis plan",
        "{folder}: there is no {file} that can be read; name the folder of a plan as plan "
        "writes it",
    ),
    "wording_unread": (
        "--announcement {file}: tidak dapat dibaca ({reason}); sebutkan berkas teks",
        "--announcement {file}: cannot be read ({reason}); name a text file",
    ),
    "wording_encoding": (
        "--announcement {file}: bukan teks; simpan ulang sebagai teks UTF-8",
        "--announcement {file}: is no text; save it again as UTF-8 text",
    ),
    "wording_unknown": (
        "--announcement {file}, baris {line}: isian {{{value}}} tidak dikenal{meant}",
        "--announcement {file}, line {line}: the field {{{value}}} is unknown{meant}",
    ),
    "wording_known": (
        "Isian yang dikenal: {known}",
        "Known fields: {known}",
    ),
    "wording_meant": (" (maksudnya {{{field}}}?)", " (did you mean {{{field}}}?)"),
    "wording_brace": (
        "--announcement {file}, baris {line}: tanda kurung kurawal tanpa pasangan di "
        "{value!r}; tulis {{{{ atau }}}} bila memang kurung kurawal",
        "--announcement {file}, line {line}: a brace stands alone in {value!r}; write {{{{ or "
        "}}}} where a brace is meant",
    ),
    "wording_empty": (
        "--announcement {file}: berkas kosong; tulis pengumuman, baris pertama judulnya",
        "--announcement {file}: the file is empty; write the announcement, its heading first",
    ),
    "wording_long": (
        "--announcement {file}: {value} huruf tidak muat di satu halaman A4; paling banyak {most}",
        "--announcement {file}: {value} letters do not fit on an A4 page; at most {most}",
    ),
    "bad_seed": ("--seed {value}: beri 0 atau lebih", "--seed {value}: give 0 or more"),
    "bad_date": (
        "{option} {value!r} bukan tanggal; tulis misalnya 2018-06-26 atau 26/06/2018",
        "{option} {value!r} is no date; write 2018-06-26 or 26/06/2018 (day first)",
    ),
    "bad_span": (
        "--deadline {deadline} mendahului --start {start}; beri tenggat pada atau sesudahnya",
        "--deadline {deadline} is before --start {start}; give a deadline on or after it",
    ),
    "long_span": (
        "dari --start {start} sampai --deadline {deadline} ada {days} hari, paling banyak "
        "{most}; periksa tahunnya",
        "from --start {start} to --deadline {deadline} there are {days} dates, {most} at most; "
        "check the year",
    ),
    "bad_vehicle": (
        "--vehicle {value!r} tidak dikenal; pakai {known}",
        "--vehicle {value!r} is unknown; use {known}",
    ),
    "bad_region": (
        "--region {value}: folder tidak ada; sebutkan folder data sebuah kabupaten",
        "--region {value}: there is no such folder; name the folder of a regency's dataset",
    ),
    "in_workbook": (
        "{option} {value}: dengan folder kampanye, ini diatur di lembar {sheet}; ubah di sana dan "
        "hapus pilihan ini",
        "{option} {value}: with a campaign's folder, the sheet {sheet} says this; change it there "
        "and leave the option out",
    ),
    "place_unknown": (
        "{value!r} bukan desa, kecamatan, atau tempat dalam data; tulis nama atau kodenya",
        "{value!r} is no village, kecamatan or town of the dataset; write its name or code",
    ),
    "place_meant": (
        "{value!r} bukan desa, kecamatan, atau tempat dalam data. Mungkin maksudnya {labels}?",
        "{value!r} is no village, kecamatan or town of the dataset. Did you mean {labels}?",
    ),
    "place_ambiguous": (
        "{value!r} ada beberapa: {labels}. Tulis kodenya.",
        "{value!r} means several places: {labels}. Write the code.",
    ),
    "town_label": ("{name} ({id})", "{name} ({id})"),
    "kecamatan_label": ("Kecamatan {name} ({id})", "kecamatan {name} ({id})"),
    "village_label": (
        "Desa {name} di {kecamatan} ({id})",
        "village {name} in {kecamatan} ({id})",
    ),
    "out_is_file": (
        "--out {folder}: {file} adalah berkas; sebutkan sebuah folder",
        "--out {folder}: {file} is a file; name a folder",
    ),
    "out_is_here": (
        "--out {folder}: ini folder tempat Anda berada; sebutkan folder di dalamnya, "
        "misalnya --out rencana",
        "--out {folder}: this is the folder that you are in; name one inside it, as --out plan",
    ),
    "out_is_taken": (
        "--out {folder}: folder ini berisi berkas lain dan bukan rencana; sebutkan folder yang "
        "kosong atau baru",
        "--out {folder}: this folder holds other files and no plan; name an empty or a new one",
    ),
    "out_control": (
        "--out {folder!r}: nama folder memuat ganti baris atau tanda yang tidak tercetak; "
        "sebutkan folder dengan nama biasa",
        "--out {folder!r}: the folder's name holds a line break or another sign that is not "
        "printed; name a folder with an ordinary name",
    ),
    "out_refused": (
        "--out {folder}: tidak dapat ditulis ({reason}); sebutkan folder lain",
        "--out {folder}: cannot be written ({reason}); name another folder",
    ),
    "write_failed": (
        "{folder}: tidak dapat ditulis ({reason}); tidak ada yang berubah di sana",
        "{folder}: cannot be written ({reason}); nothing was changed there",
    ),
    # The planner's folder.
    "guide": (
        "Jemput Bola menyusun siapa merekam KTP-el di mana dan kapan, dengan peta untuk setiap "
        "tim. Mulai begini:\n"
        "  {program} init kupang\n"
        "      buat buku kerja kupang/campaign.xlsx, lalu ubah di Excel atau LibreOffice\n"
        "  {program} check kupang\n"
        "      periksa isinya\n"
        "  {program} plan kupang\n"
        "      susun rencana; buka kupang/out/index.html\n"
        "Semua perintah: {program} --help",
        "Jemput Bola plans who records ID cards where and when, with maps for every team. "
        "Begin like this:\n"
        "  {program} init kupang --lang en\n"
        "      make the workbook kupang/campaign.xlsx, then edit it in Excel or LibreOffice\n"
        "  {program} check kupang --lang en\n"
        "      check what it holds\n"
        "  {program} plan kupang --lang en\n"
        "      make the plan; open kupang/out/index.html\n"
        "All commands: {program} --help",
    ),
    "init_done": (
        "Buku kerja kampanye: {book}\nUbah di Excel atau LibreOffice, lalu:\n"
        "  {program} check {folder}\n  {program} plan {folder}",
        "The campaign's workbook: {book}\nEdit it in Excel or LibreOffice, then:\n"
        "  {program} check {folder} --lang en\n  {program} plan {folder} --lang en",
    ),
    "init_exists": (
        "{book} sudah ada dan tidak diganti; sebutkan folder lain",
        "{book} is there already and is not replaced; name another folder",
    ),
    "init_refused": (
        "{folder}: tidak dapat ditulis ({reason}); sebutkan folder lain",
        "{folder}: cannot be written ({reason}); name another folder",
    ),
    "check_ok": ("{where}: tidak ada kesalahan.", "{where}: nothing is wrong."),
    "check_sums": (
        "{posts} pos, {residents} warga, {pairs} pasangan, {start} sampai {deadline}, "
        "{days} hari kerja.",
        "{posts} posts, {residents} residents, {pairs} pairs, {start} to {deadline}, "
        "{days} working dates.",
    ),
    "check_walks": (
        "{residents} warga di {villages} desa tanpa pos pergi ke pos lain, rata-rata {mean}, "
        "lewat jalan dengan sepeda motor di musim kemarau ({share} dari panjangnya perkiraan).",
        "{residents} residents of {villages} villages without a post go to another, {mean} on "
        "average, by road on a motorcycle in the dry season ({share} of that length is estimated).",
    ),
    "check_straight": (
        "Tanpa jalan yang dikenal, {villages} desa diukur dengan garis lurus.",
        "Without a known road, {villages} villages are measured in a straight line.",
    ),
    "check_crossing": (
        "{villages} dari {all} desa itu pergi ke pos di kecamatan lain ({residents} warga).",
        "{villages} of these {all} go to a post in another kecamatan ({residents} residents).",
    ),
    "check_far": ("Paling jauh:", "Farthest:"),
    "check_walk": (
        "{km}  {village} ke {post}, {residents} warga ({measure})",
        "{km}  {village} to {post}, {residents} residents ({measure})",
    ),
    "check_warnings": ("Perlu dilihat lagi ({count}):", "Worth a second look ({count}):"),
    "auditing": ("Memeriksa rencana", "Checking the plan"),
    "reading": ("Membaca tabel", "Reading the tables"),
    "checking": ("Memeriksa tabel", "Checking the tables"),
    "roads": ("Menyusun jalan", "Building the roads"),
    "travel": ("Menghitung perjalanan", "Timing the ways"),
    "writing": ("Menulis buku kerja", "Writing the workbook"),
    # Faults that other parts describe in English.
    "bad_dataset": (
        "Data kabupaten tidak dapat dipakai:",
        "The regency's dataset cannot be used:",
    ),
    "bad_campaign": ("Kampanye ini tidak dapat dipakai:", "This campaign cannot be used:"),
    "bad_bundle": (
        "Rencana ini rusak atau tidak lengkap dan tidak dapat diperiksa:",
        "This plan is damaged or incomplete and cannot be checked:",
    ),
    "our_fault": (
        "Kesalahan ada pada program ini, bukan pada Anda. Kirim pesan ini kepada pengembangnya:",
        "The fault is this program's, not yours. Please send this message to its developers:",
    ),
    "rejected": (
        "audit menolak rencana itu ({count} temuan), maka tidak ditulis:\n{first}",
        "the audit rejects the plan ({count} findings), so it was not written:\n{first}",
    ),
} | TRAVEL_MESSAGES
MESSAGES.update(REGION_MESSAGES | CASE_MESSAGES | PIN_MESSAGES | RUN_MESSAGES)


def say(key: str, language: Language, **values: object) -> str:
    """Say a message in the reader's language."""
    saying = MESSAGES[key][0 if language == "id" else 1]
    if language == "en":
        saying = singular(saying, values)
    return saying.format(program=program(), **values)


@dataclass(frozen=True, slots=True)
class Note:
    """A message whose language is not decided yet.

    Attributes
    ----------
    key
        Which message.
    values
        What is set in, by name: figures and texts, notes, tuples of these, or functions of
        the language.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, language: Language) -> str:
        """Say it, with everything in it, in the reader's language."""
        return say(self.key, language, **{name: _said(v, language) for name, v in self.values})


def note(key: str, **values: object) -> Note:
    """Return a note of a message and its values."""
    return Note(key, tuple(values.items()))


def _said(value: object, language: Language) -> object:
    if isinstance(value, Note):
        return value.text(language)
    if isinstance(value, tuple):
        return "; ".join(str(_said(item, language)) for item in value)
    return value(language) if callable(value) else value
