"""What the checks of the tables say: what is wrong, and what to do."""

from __future__ import annotations

from planner.workbook.calendar_texts import CALENDAR_FAULTS
from planner.workbook.file_texts import FILE_FAULTS
from planner.workbook.schema import Words

W = Words

Saying = tuple[W, W]

CELL = W("sel {cell}", "cell {cell}")
VALUE = W(" (“{value}”)", " (“{value}”)")
FROM_FILE = W(
    "{where}: {count} kesalahan, maka tidak ada yang ditulis.",
    "{where}: faults found: {count}, so nothing was written.",
)

FILL = W("Isi {example}.", "Fill in {example}.")

FAULTS: dict[str, Saying] = (
    FILE_FAULTS
    | CALENDAR_FAULTS
    | {
        # Sheets and headings.
        "no_sheet": (
            W("lembar {name} tidak ada.", "the sheet {name} is missing."),
            W(
                "Buat lembar itu, atau salin dari buku kerja baru (jemputbola init).",
                "Add it, or copy it from a new workbook (jemputbola init).",
            ),
        ),
        "sheet_twice": (
            W("lembar {name} ada dua kali.", "the sheet {name} is there twice."),
            W("Hapus salah satu.", "Remove one of them."),
        ),
        "no_header": (
            W("lembar ini kosong.", "this sheet is empty."),
            W("Tulis judul kolom di baris 1: {names}.", "Write the headings into row 1: {names}."),
        ),
        "no_column": (
            W("kolom {name} tidak ada.", "the column {name} is missing."),
            W("Tambahkan kolom dengan judul itu.", "Add a column with that heading."),
        ),
        "no_setting": (
            W("setelan {name} tidak ada.", "the setting {name} is missing."),
            W(
                "Tambahkan baris dengan nama itu di kolom pertama.",
                "Add a line with that name in the first column.",
            ),
        ),
        "column_twice": (
            W("kolom {name} ada dua kali.", "the column {name} is there twice."),
            W("Hapus salah satu.", "Remove one of them."),
        ),
        "setting_twice": (
            W("setelan {name} ada dua kali.", "the setting {name} is there twice."),
            W("Hapus salah satu.", "Remove one of them."),
        ),
        "merged": (
            W("sel-sel ini digabung.", "these cells are merged."),
            W(
                "Batalkan penggabungan (Merge & Center) dan isi setiap sel.",
                "Unmerge them (Merge & Center) and fill in each cell.",
            ),
        ),
        # Cells.
        "empty": (W("{column} kosong.", "{column} is empty."), FILL),
        "unreadable": (
            W("{column} bukan {noun}.", "{column} is not {noun}."),
            W("Tulis {example}.", "Write {example}."),
        ),
        "not_offered": (
            W("{column} tidak dikenal.", "{column} is unknown."),
            W("Pilih: {example}.", "Choose: {example}."),
        ),
        "too_small": (
            W("{column} di bawah {least}.", "{column} is below {least}."),
            W("Tulis {least} atau lebih.", "Write {least} or more."),
        ),
        "too_large": (
            W("{column} di atas {most}.", "{column} is above {most}."),
            W("Tulis {most} atau kurang.", "Write {most} or less."),
        ),
        "bad_bounds": (
            W("{column} tidak dapat dipakai.", "{column} cannot be used."),
            W("Tulis {example}.", "Write {example}."),
        ),
        "formula": (
            W("rumus tanpa hasil tersimpan.", "a formula without a stored result."),
            W(
                "Buka dan simpan berkas di Excel atau LibreOffice, atau ketik hasilnya.",
                "Open and save the file in Excel or LibreOffice, or type the result.",
            ),
        ),
        "error_value": (
            W("sel berisi kesalahan rumus.", "the cell holds the error of a formula."),
            W("Perbaiki rumusnya, atau ketik hasilnya.", "Mend the formula, or type the result."),
        ),
        # How rows fit together.
        "id_twice": (
            W("kode ini sudah dipakai di {other}.", "this id is used already in {other}."),
            W("Beri kode lain.", "Give another id."),
        ),
        "unknown": (
            W("{column} ini tidak ada di {where}.", "this {column} is not in {where}."),
            W("Periksa ejaannya{hint}", "Check the spelling{hint}"),
        ),
        "vague": (
            W("beberapa tempat bernama begini: {ids}.", "several places have this name: {ids}."),
            W("Tulis kodenya.", "Write the id."),
        ),
        "span": (
            W("{column} mendahului {first}.", "{column} is before {first}."),
            W("Tukar kedua tanggal, atau perbaiki.", "Swap the two dates, or mend them."),
        ),
        "long_span": (
            W(
                "kampanye berlangsung {days} hari, paling banyak {most}.",
                "the campaign lasts {days} dates, {most} at most.",
            ),
            W("Periksa tahunnya.", "Check the year."),
        ),
        "duty": (
            W(
                "tim selesai tidak sesudah berangkat ({first}).",
                "duty ends not after it begins ({first}).",
            ),
            W("Tulis jam yang lebih sore.", "Write a later time."),
        ),
        "hours_order": (
            W("jam tutup tidak sesudah jam buka.", "closing does not come after opening."),
            W(
                "Tulis jam buka lalu jam tutup, misalnya 08:00-12:00.",
                "Write opening, then closing, such as 08:00-12:00.",
            ),
        ),
        "hours_overlap": (
            W("jam buka tumpang tindih.", "opening hours overlap."),
            W("Gabungkan, atau pisahkan jamnya.", "Join them, or keep them apart."),
        ),
        "more_than_people": (
            W(
                "warga yang belum merekam melebihi penduduk tempat ini ({people}).",
                "there are more residents to record than people here ({people}).",
            ),
            W(
                "Perbaiki angkanya, atau penduduknya di villages.csv.",
                "Correct the figure, or the people in villages.csv.",
            ),
        ),
        "more_than_all": (
            W(
                "warga yang belum merekam ({total}) melebihi penduduk {name} ({people}).",
                "there are more residents to record ({total}) than people in {name} ({people}).",
            ),
            W("Perbaiki kolom Belum merekam.", "Correct the column To record."),
        ),
        "no_demand": (
            W(
                "jumlah warga {name} yang belum merekam tidak diketahui.",
                "how many residents of {name} are to be recorded is not known.",
            ),
            W("Isi kolom Belum merekam.", "Fill in the column To record."),
        ),
        "no_base": (
            W("tidak ada pangkalan.", "there is no base."),
            W(
                "Tulis ya di kolom Pangkalan pada satu tempat.",
                "Write yes in the column Base of one place.",
            ),
        ),
        "base_by_air": (
            W("pangkalan hanya lewat udara.", "the base is by air only."),
            W(
                "Kosongkan kolom Hanya lewat udara di sini, atau pilih pangkalan lain.",
                "Empty the column By air only here, or choose another base.",
            ),
        ),
        "two_bases": (
            W("pangkalan sudah ada di {other}.", "there is a base already in {other}."),
            W("Tulis ya hanya pada satu tempat.", "Write yes at one place only."),
        ),
        "no_posts": (
            W("tidak ada pos.", "there is no post."),
            W(
                "Tulis ya di kolom Pos pada desa tempat tim merekam.",
                "Write yes in the column Post of the villages where pairs record.",
            ),
        ),
        "no_kecamatan": (
            W("pos tanpa kecamatan.", "a post without a kecamatan."),
            W("Isi kecamatannya.", "Fill in its kecamatan."),
        ),
        "no_point": (
            W(
                "tempat ini tidak dikenal di data dan tidak punya {column}.",
                "this place is not in the dataset and has no {column}.",
            ),
            W(
                "Isi bujur dan lintang, atau perbaiki kodenya.",
                "Fill in longitude and latitude, or mend the id.",
            ),
        ),
        "off_map": (
            W("tempat ini tidak terletak di desa mana pun.", "this place lies in no village."),
            W(
                "Periksa bujur dan lintang; keduanya sering tertukar.",
                "Check longitude and latitude; they are often swapped.",
            ),
        ),
        "off_network": (
            W(
                "tempat ini bukan desa, kota, atau pelabuhan data, jadi jalannya tidak dikenal.",
                "this place is no village, town or port of the dataset, so no road to it is known.",
            ),
            W("Pakai kode desa.", "Use the code of a village."),
        ),
        "not_post": (
            W("tempat ini bukan pos.", "this place is no post."),
            W(
                "Tulis ya di kolom Pos-nya, atau pilih pos lain.",
                "Write yes in its column Post, or choose another post.",
            ),
        ),
        "no_pairs": (
            W("tidak ada pasangan operator.", "there is no pair of operators."),
            W("Isi paling sedikit satu baris.", "Fill in at least one row."),
        ),
        "operator_twice": (
            W("operator ini sudah ada di {other}.", "this operator is named already in {other}."),
            W("Satu operator hanya di satu pasangan.", "An operator belongs to one pair."),
        ),
        "no_speed": (
            W("kecepatan {value} tidak ada di data.", "the dataset has no speeds of {value}."),
            W("Pilih: {known}.", "Choose: {known}."),
        ),
        "no_capacity": (
            W("kapasitas kosong.", "the capacity is empty."),
            W(
                "Isi jumlah warga, atau pilih jenis server mati.",
                "Fill in a number of residents, or choose the kind server outage.",
            ),
        ),
        "capacity_unused": (
            W(
                "kapasitas hanya untuk jenis kapasitas server.",
                "a capacity goes only with the kind server capacity.",
            ),
            W(
                "Kosongkan, atau pilih jenis kapasitas server.",
                "Empty it, or choose the kind server capacity.",
            ),
        ),
        "date_twice": (
            W(
                "{date} sudah diatur di {other} dengan cara lain.",
                "{date} is set already in {other}, in another way.",
            ),
            W("Hapus salah satu.", "Remove one of them."),
        ),
        "on_demand": (
            W(
                "tanpa jam berangkat, jam paling pagi dan paling sore harus diisi.",
                "without departures, earliest and latest must be filled in.",
            ),
            W("Isi jam berangkat, atau kedua jam itu.", "Fill in departures, or those two times."),
        ),
        "closes_early": (
            W("paling sore mendahului paling pagi.", "the latest is before the earliest."),
            W("Tukar kedua jam.", "Swap the two times."),
        ),
        "no_weekday": (
            W("tidak ada hari jalan.", "it runs on no weekday."),
            W("Isi harinya, misalnya: setiap hari.", "Fill in weekdays, such as: every day."),
        ),
        "no_departure": (
            W("daftar jam berangkat kosong.", "the list of departures is empty."),
            W("Isi jam, misalnya 07:30.", "Fill in a time, such as 07:30."),
        ),
        "half_season": (
            W("musim hanya punya satu ujung.", "the season has only one end."),
            W(
                "Isi Musim dari dan Musim sampai, atau kosongkan keduanya.",
                "Fill in Season from and Season until, or empty both.",
            ),
        ),
        "same_port": (
            W("asal dan tujuan sama.", "it leads back to where it leaves."),
            W("Isi tempat tujuan yang lain.", "Fill in another destination."),
        ),
        "other": (
            W("kampanye tidak sesuai: {reason}", "the campaign does not fit together: {reason}"),
            W("Perbaiki tabelnya.", "Mend the tables."),
        ),
    }
)
