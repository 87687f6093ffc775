"""What the checks of the tables say without stopping a plan: worth a second look."""

from __future__ import annotations

from planner.workbook.calendar_texts import CALENDAR_WARNINGS
from planner.workbook.schema import Words

W = Words

WARNINGS: dict[str, tuple[Words, Words]] = CALENDAR_WARNINGS | {
    "post_empty": (
        W(
            "pos tanpa warga; tim tidak akan ke sini.",
            "a post without residents; no pair goes there.",
        ),
        W(
            "Isi warga di kolom Belum merekam, atau kosongkan kolom Pos.",
            "Fill in residents in the column To record, or empty the column Post.",
        ),
    ),
    "no_building": (
        W(
            "pos tanpa gedung atau alamat, sehingga pengumuman hanya menyebut desanya: "
            "{count} ({names}).",
            "posts without a building or address, so that announcements name their village only: "
            "{count} ({names}).",
        ),
        W(
            "Isi kolom Gedung atau alamat.",
            "Fill in the column Building or address.",
        ),
    ),
    "doubted_posts": (
        W(
            "pos yang letaknya diragukan menurut data kabupaten: {count} ({names}).",
            "posts whose place the dataset doubts: {count} ({names}).",
        ),
        W(
            "Tanyakan letaknya; keraguannya tertulis di kolom Keterangan dan di peta ikhtisar.",
            "Ask where they are; the doubts stand in the column Note and in the overview.",
        ),
    ),
    "never_available": (
        W(
            "pasangan ini tidak pernah tersedia selama kampanye.",
            "this pair is never available during the campaign.",
        ),
        W("Periksa tanggalnya.", "Check its dates."),
    ),
    "pin_absent": (
        W(
            "pasangan ini tidak bekerja pada tanggal saat pos di sana boleh dikunjungi: {names}.",
            "this pair works on no date on which these posts there may be visited: {names}.",
        ),
        W(
            "Tetapkan pasangan lain, atau perbaiki tanggal pasangan atau posnya.",
            "Pin another pair, or mend the dates of the pair or of the posts.",
        ),
    ),
    "far_from_kecamatan": (
        W(
            "tempat ini {km} km di luar kecamatan {kecamatan}.",
            "this place lies {km} km outside kecamatan {kecamatan}.",
        ),
        W("Periksa bujur, lintang, dan kecamatan.", "Check longitude, latitude and kecamatan."),
    ),
    "point_moved": (
        W(
            "titik ini di luar desanya; waktu jalan tetap dihitung dari titik desa.",
            "the point lies outside its village; ways are timed from the village's own point.",
        ),
        W("Periksa bujur dan lintang.", "Check longitude and latitude."),
    ),
    "far_post": (
        W(
            "pos terdekat {post}, {km} km ({measure}).",
            "the nearest post is {post}, {km} km ({measure}).",
        ),
        W("Jika terlalu jauh, buat pos di sini.", "Make a post here if that is too far."),
    ),
    "no_road_post": (
        W(
            "tidak ada jalan ke pos mana pun; dipakai garis lurus ke {post}, {km} km.",
            "no road leads to any post; the straight line to {post} is taken, {km} km.",
        ),
        W("Buat pos di sini atau di pulau yang sama.", "Make a post here or on the same island."),
    ),
    "by_air": (
        W(
            "hanya lewat udara ({count}): {names}. Kampanye ini tidak melayani {residents} "
            "warganya.",
            "by air only ({count}): {names}. This campaign does not serve their "
            "{residents} residents.",
        ),
        W(
            "Atur kunjungan lewat udara di luar rencana ini.",
            "Arrange a visit by air outside this plan.",
        ),
    ),
    "by_air_way": (
        W(
            "ditandai hanya lewat udara, tetapi data memuat jalan atau perahu ke sana, jadi tetap "
            "dilayani: {names}.",
            "marked as by air only, but the dataset has a road or boat that leads there, so they "
            "are served all the same: {names}.",
        ),
        W(
            "Kosongkan kolom Hanya lewat udara, atau kolom Belum merekam.",
            "Empty the column By air only, or the column To record.",
        ),
    ),
    "other_kecamatan": (
        W(
            "tidak ada pos di kecamatan sendiri; warga pergi ke {post}.",
            "there is no post in their own kecamatan; residents go to {post}.",
        ),
        W("Buat pos di kecamatan ini.", "Make a post in this kecamatan."),
    ),
    "village_missing": (
        W(
            "desa dari data yang tidak ada di lembar ini: {count} ({names}).",
            "villages of the dataset that are not in this sheet: {count} ({names}).",
        ),
        W(
            "Warga di sana tidak dihitung; tambahkan barisnya jika perlu.",
            "Their residents are not counted; add their rows if needed.",
        ),
    ),
    "closure_outside": (
        W(
            "ruas ini tidak tutup selama kampanye.{hint}",
            "this closure lies outside the campaign.{hint}",
        ),
        W("Periksa tanggalnya.", "Check its dates."),
    ),
    "sheet_missing": (
        W(
            "lembar {name} tidak ada; dianggap kosong.",
            "the sheet {name} is missing; taken as empty.",
        ),
        W("Tambahkan jika perlu.", "Add it if needed."),
    ),
    "sheet_unknown": (
        W("lembar ini tidak dibaca; maksudnya {name}?", "this sheet is not read; is it {name}?"),
        W("Ganti namanya jika perlu.", "Rename it if needed."),
    ),
    "column_unknown": (
        W("kolom ini tidak dibaca; maksudnya {name}?", "this column is not read; is it {name}?"),
        W("Ganti judulnya jika perlu.", "Rename it if needed."),
    ),
    "phone_number": (
        W(
            "sel telepon ini berisi angka, tanpa nol di depan; dibaca {read}.",
            "this phone cell holds a number, without a leading zero; it is read as {read}.",
        ),
        W("Format sel sebagai Teks, lalu ketik lagi.", "Format the cell as Text and type it anew."),
    ),
    "hidden_rows": (
        W(
            "baris tersembunyi (disaring) ikut dibaca: {count} (baris {first}).",
            "hidden (filtered) rows are read too: {count} (row {first}).",
        ),
        W(
            "Tampilkan semua baris, dan hapus yang tidak berlaku.",
            "Show all rows, and delete those that do not hold.",
        ),
    ),
    "file_ignored": (
        W(
            "berkas ini tidak dibaca, karena {used} ada.",
            "this file is not read, as there is {used}.",
        ),
        W("Hapus salah satu.", "Remove one of them."),
    ),
    "places_layer": (
        W(
            "tempat dibaca dari berkas ini, bukan dari lembar Tempat.",
            "places are read from this file, not from the sheet Places.",
        ),
        W("Hapus salah satu.", "Remove one of them."),
    ),
    "offline_capacity": (
        W(
            "batas server tidak berlaku bila perekaman luring.",
            "the server's limit does not hold while recording offline.",
        ),
        W("Ganti Sambungan menjadi daring jika perlu.", "Set Connection to online if needed."),
    ),
    "no_workdays": (
        W("tidak ada hari kerja dalam kampanye.", "the campaign has no working date."),
        W("Periksa tanggal dan hari libur.", "Check dates and rest days."),
    ),
    "unknown_holidays": (
        W(
            "data tidak memuat hari libur {years}.",
            "the dataset does not know the holidays of {years}.",
        ),
        W("Tambahkan di lembar Kalender.", "Add them to the sheet Calendar."),
    ),
    "base_assumed": (
        W("pangkalan ini diandaikan.", "this base is assumed."),
        W(
            "Tulis ya di kolom Pangkalan pada tempat yang benar, atau perbaiki titiknya.",
            "Write yes in the column Base of the right place, or correct its point.",
        ),
    ),
    "elsewhere": (
        W(
            "dari kampanye Kabupaten Kupang 2018, bukan angka {name} sendiri: {values}.",
            "of the campaign of Kabupaten Kupang in 2018, not {name}'s own: {values}.",
        ),
        W("Ganti dengan angka sendiri.", "Replace them by your own."),
    ),
}
