"""What the sheets of schedule.xlsx and the duty lists say, in both languages."""

from __future__ import annotations

from geodata import Language

_WORDS: dict[str, tuple[str, str]] = {
    # key: (Bahasa Indonesia, English)
    # Sheets.
    "summary": ("Ringkasan", "Summary"),
    "board": ("Siapa di mana", "Who is where"),
    "days": ("Kecamatan per tanggal", "Kecamatan by date"),
    "pairs": ("Tim", "Pairs"),
    "kecamatan": ("Kecamatan", "Kecamatan"),
    "trips": ("Perjalanan dinas", "Trips"),
    "dates": ("Tanggal", "Dates"),
    "sessions": ("Sesi", "Sessions"),
    "legs": ("Jarak", "Legs"),
    "budget": ("Anggaran", "Budget"),
    "rates": ("Tarif", "Rates"),
    "cards": ("Blangko", "Blank cards"),
    "assumptions": ("Asumsi", "Assumptions"),
    "sources": ("Sumber", "Sources"),
    # Columns.
    "what": ("Apa", "What"),
    "from_sheets": ("Dihitung dari lembar", "Counted from the sheets"),
    "in_plan": ("Di plan.json", "In plan.json"),
    "agrees": ("Sama?", "Same?"),
    "pair": ("Tim", "Pair"),
    "trip": ("Perjalanan ke-", "Trip no."),
    "date": ("Tanggal", "Date"),
    "operators": ("Operator", "Operators"),
    "vehicle": ("Kendaraan", "Vehicle"),
    "post": ("Pos", "Post"),
    "posts": ("Pos", "Posts"),
    "first": ("Pertama", "First date"),
    "last": ("Terakhir", "Last date"),
    "leave": ("Berangkat", "Leaves"),
    "return": ("Kembali", "Returns"),
    "days_long": ("Lama (hari)", "Length (days)"),
    "start": ("Mulai", "Start"),
    "end": ("Selesai", "End"),
    "minutes": ("Menit", "Minutes"),
    "residents": ("Warga", "Residents"),
    "to_record": ("Harus direkam", "To record"),
    "recorded": ("Terekam", "Recorded"),
    "left": ("Sisa", "Left"),
    "so_far": ("Sampai tanggal ini", "So far"),
    "duty_days": ("Hari dinas", "Duty days"),
    "nights": ("Malam menginap", "Nights away"),
    "km": ("Jarak (km)", "Distance (km)"),
    "metres": ("Jarak (m)", "Distance (m)"),
    "driving": ("Mengemudi (menit)", "Driving (minutes)"),
    "starts_at": ("Berangkat dari", "Starts at"),
    "night_at": ("Bermalam di", "Night at"),
    "kind": ("Jenis", "Kind"),
    "from": ("Dari", "From"),
    "to": ("Ke", "To"),
    "crossing_rupiah": ("Penyeberangan (Rp)", "Crossings (Rp)"),
    "distance_rupiah": ("Kendaraan (Rp)", "Vehicle (Rp)"),
    "nights_rupiah": ("Penginapan (Rp)", "Lodging (Rp)"),
    "duty_rupiah": ("Uang harian (Rp)", "Per diem (Rp)"),
    "spent_rupiah": ("Pengeluaran (Rp)", "Spent (Rp)"),
    "urgency_rupiah": ("Urgensi* (Rp)", "Urgency* (Rp)"),
    "total_rupiah": ("Total dengan urgensi (Rp)", "Total with urgency (Rp)"),
    "rupiah": ("Jumlah (Rp)", "Amount (Rp)"),
    "rate_rupiah": ("Tarif (Rp)", "Rate (Rp)"),
    "for": ("Untuk", "For"),
    "quantity": ("Banyaknya", "Quantity"),
    "unit": ("Satuan", "Unit"),
    "basis": ("Dasar", "Basis"),
    "source": ("Alasan dan sumber", "Reason and source"),
    "figure": ("Angka", "Figure"),
    "licence": ("Lisensi", "Licence"),
    "value": ("Nilai", "Value"),
    "why": ("Alasan", "Why"),
    "recordings": ("Perekaman diharapkan", "Expected recordings"),
    "cards_taken": ("Blangko dibawa", "Cards taken"),
    "certificates": ("Dengan suket", "With a certificate"),
    "all_pairs": ("Semua tim", "All pairs"),
    "all_kecamatan": ("Semua kecamatan", "All kecamatan"),
    "all": ("Jumlah", "Total"),
    "pair_of": ("Tim", "Pair"),
    # Cells.
    "yes": ("sama", "same"),
    "no": ("BERBEDA", "DIFFERS"),
    "on_the_way": ("di jalan", "on the way"),
    "away": ("libur di {place}", "rest at {place}"),
    "drive": ("jalan darat", "by road"),
    "ferry": ("penyeberangan", "crossing"),
    "distance": ("Kendaraan", "Vehicle"),
    "lodging": ("Penginapan", "Lodging"),
    "per_diem": ("Uang harian", "Per diem"),
    "crossings": ("Penyeberangan", "Crossings"),
    "urgency": ("Urgensi*", "Urgency*"),
    "car": ("mobil", "car"),
    "motorcycle": ("sepeda motor", "motorcycle"),
    "km_unit": ("km", "km"),
    "person-night": ("orang-malam", "person-night"),
    "person-day": ("orang-hari", "person-day"),
    "crossing": ("penyeberangan", "crossing"),
    "resident-day": ("warga-hari", "resident-day"),
    "assumption": ("asumsi", "assumption"),
    "campaign": (
        "tertulis di kampanye tanpa sumber",
        "stated in the campaign without a source",
    ),
    "stock": ("Stok blangko", "Stock of blank cards"),
    "handed_out": ("Dibagikan", "Handed out"),
    "stays": ("Tetap di stok", "Stays in stock"),
    "short": ("Kurang", "Short"),
    # Notes.
    "made_from": (
        "Dibuat dari plan.json kampanye {hash}. Jumlah adalah rumus: jika tarif di lembar "
        "{rates} diubah, biaya ikut berubah.",
        "Made from plan.json of campaign {hash}. Sums are formulas: change a rate on sheet "
        "{rates} and the costs follow.",
    ),
    "urgency_note": (
        "* Urgensi adalah harga menunggu menurut perencana, bukan pengeluaran.",
        "* Urgency is the planner's price for waiting, no money spent.",
    ),
    "board_note": (
        "Kecamatan dan jumlah warga per tim dan tanggal. Tanda * berarti malam itu menginap di "
        "luar. Baris abu-abu: hari libur semua tim.",
        "Kecamatan and residents per pair and date. A * means that the night is spent away. "
        "Grey rows: rest days for all.",
    ),
    "days_note": (
        "Warga yang direkam di setiap kecamatan per tanggal.",
        "Residents recorded in each kecamatan by date.",
    ),
    "legs_note": (
        "Setiap perjalanan darat dibulatkan ke rupiah penuh, maka jumlahnya bisa sedikit "
        "berbeda dari km kali tarif.",
        "Each drive is rounded to whole rupiah, so sums may differ a little from km times rate.",
    ),
    "no_stock": (
        "Stok blangko belum disebutkan: beri --cards N untuk membaginya ke setiap perjalanan.",
        "The stock of blank cards was not given: --cards N shares it out over the trips.",
    ),
    "enough_cards": (
        "Stok cukup untuk semua perekaman yang diharapkan.",
        "The stock is enough for all expected recordings.",
    ),
    "too_few_cards": (
        "Blangko kurang {short} keping. Perekaman jalan terus: warga yang belum mendapat "
        "KTP-el diberi surat keterangan (suket) dan tetap dapat memilih menurut KPU NTT. "
        "Sumber: {source}.",
        "There are {short} cards too few. Recording goes on: residents without a card get a "
        "certificate of recording (suket) and can vote all the same, as the election "
        "commission of NTT ruled. Source: {source}.",
    ),
    "cards_note": (
        "Blangko dibagi menurut perekaman yang diharapkan dari setiap perjalanan.",
        "Cards are shared by the recordings that are expected of each trip.",
    ),
    # Duty lists.
    "duty_title": ("Lampiran surat tugas", "Annex to the travel order"),
    "duty_number": (
        "Nomor: ..............................    Tanggal: ..............................",
        "Number: ..............................    Date: ..............................",
    ),
    "task": ("Tugas", "Task"),
    "task_text": (
        "Perekaman KTP-el di lapangan (jemput bola), {campaign}",
        "Recording for the electronic ID card in the field, {campaign}",
    ),
    "base": ("Tempat kedudukan", "Base"),
    "period": ("Masa tugas", "Period of duty"),
    "no_duty": (
        "Tim ini tidak bertugas dalam rencana ini.",
        "This pair has no duty in this plan.",
    ),
    "trip_line": ("{dates}: {days} hari", "{dates}: {days} days"),
    "trip_short": ("Perj.", "Trip"),
    "place": ("Tempat", "Places"),
    "activity": ("Kegiatan", "Activity"),
    "recording": ("perekaman {posts}", "recording at {posts}"),
    "travel_only": ("perjalanan", "travel"),
    "rest_away": ("hari libur", "rest day"),
    "pair_total": ("Jumlah", "Total"),
    "ordered_by": ("Pemberi tugas,", "Ordered by,"),
    "name_line": ("Nama: ....................", "Name: ...................."),
    "id_line": ("NIP: ....................", "Staff no.: ...................."),
}


def word(key: str, language: Language, **values: object) -> str:
    """Return a heading or note in the reader's language; an unknown key as it is."""
    texts = _WORDS.get(key)
    return key if texts is None else texts[0 if language == "id" else 1].format(**values)
