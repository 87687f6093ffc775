"""What is wrong with a file of tables, and what to do."""

from __future__ import annotations

from planner.workbook.schema import Words

W = Words

FILE_FAULTS: dict[str, tuple[W, W]] = {
    "no_folder": (
        W("folder ini tidak ada.", "there is no such folder."),
        W("Buat dengan: jemputbola init {folder}", "Make it with: jemputbola init {folder}"),
    ),
    "no_tables": (
        W(
            "tidak ada campaign.xlsx dan tidak ada tabel CSV di folder ini.",
            "this folder holds neither campaign.xlsx nor CSV tables.",
        ),
        W(
            "Buat buku kerja dengan: jemputbola init FOLDER, atau taruh campaign.xlsx di sini.",
            "Make a workbook with: jemputbola init FOLDER, or put campaign.xlsx here.",
        ),
    ),
    "file_locked": (
        W("berkas tidak dapat dibuka ({reason}).", "the file cannot be opened ({reason})."),
        W(
            "Tutup berkas itu di Excel dan periksa izin baca, lalu ulangi.",
            "Close it in Excel and check that you may read it, then try again.",
        ),
    ),
    "password": (
        W("berkas dilindungi kata sandi.", "the file is protected by a password."),
        W(
            "Buka di Excel, hapus kata sandi (File, Info, Protect Workbook), lalu simpan.",
            "Open it in Excel, remove the password (File, Info, Protect Workbook), and save it.",
        ),
    ),
    "old_format": (
        W("ini berkas Excel lama (.xls).", "this is an old Excel file (.xls)."),
        W("Simpan sebagai .xlsx.", "Save it as .xlsx."),
    ),
    "not_xlsx": (
        W("ini bukan buku kerja .xlsx.", "this is no .xlsx workbook."),
        W(
            "Buka di Excel atau LibreOffice dan simpan sebagai .xlsx.",
            "Open it in Excel or LibreOffice and save it as .xlsx.",
        ),
    ),
    "strict": (
        W("ini buku kerja Strict Open XML.", "this is a Strict Open XML workbook."),
        W(
            "Buka di Excel dan simpan sebagai Excel Workbook (.xlsx), bukan Strict.",
            "Open it in Excel and save it as Excel Workbook (.xlsx), not as the strict kind.",
        ),
    ),
    "no_known_sheet": (
        W(
            "tidak ada lembar kampanye; yang ada: {found}.",
            "it holds no sheet of a campaign; it has: {found}.",
        ),
        W(
            "Beri nama lembar {names}, atau buat buku kerja dengan: jemputbola init FOLDER",
            "Name the sheets {names}, or make a workbook with: jemputbola init FOLDER",
        ),
    ),
    "damaged": (
        W("berkas rusak ({reason}).", "the file is damaged ({reason})."),
        W(
            "Pakai salinan lama, atau buka di LibreOffice dan simpan lagi sebagai .xlsx.",
            "Take an older copy, or open it in LibreOffice and save it again as .xlsx.",
        ),
    ),
    "too_big": (
        W(
            "isi berkas {size} MiB, paling banyak {most} MiB; ini bukan buku kerja kampanye.",
            "the file unpacks to {size} MiB, {most} MiB at most; this is no campaign workbook.",
        ),
        W(
            "Hapus gambar dan lembar yang tidak perlu, atau salin tabelnya ke buku kerja baru.",
            "Remove pictures and sheets that are not needed, or copy the tables to a new workbook.",
        ),
    ),
    "too_many_rows": (
        W("lebih dari {most} baris.", "there are more than {most} rows."),
        W("Hapus baris yang tidak perlu.", "Delete the rows that are not needed."),
    ),
    "not_text": (
        W("berkas ini bukan teks CSV ({reason}).", "this file is no CSV text ({reason})."),
        W("Simpan lagi sebagai CSV UTF-8.", "Save it again as CSV UTF-8."),
    ),
    "bad_layer": (
        W("GeoPackage tidak dapat dibaca ({reason}).", "the GeoPackage cannot be read ({reason})."),
        W(
            "Simpan lagi sebagai GeoPackage dengan satu lapisan titik.",
            "Save it again as a GeoPackage with one layer of points.",
        ),
    ),
    "not_points": (
        W("ada bentuk yang bukan titik.", "there are shapes that are no points."),
        W("Pakai satu titik per tempat.", "Use one point per place."),
    ),
    "no_crs": (
        W("lapisan tanpa sistem koordinat.", "the layer has no coordinate system."),
        W("Tetapkan sistem koordinatnya, misalnya EPSG:4326.", "Set one, such as EPSG:4326."),
    ),
    "local_crs": (
        W(
            "sistem koordinat lapisan ini tidak terikat pada bumi.",
            "the coordinate system of this layer is not tied to the earth.",
        ),
        W(
            "Tetapkan sistem koordinat yang benar, misalnya EPSG:4326, lalu simpan lagi.",
            "Set the true coordinate system, such as EPSG:4326, and save it again.",
        ),
    ),
    "bad_year": (
        W("tahun {year} tidak mungkin.", "the year {year} cannot be."),
        W("Periksa tahunnya.", "Check the year."),
    ),
    "bad_region": (
        W(
            "data kabupaten ini tidak dapat dipakai: {reason}",
            "this dataset of a regency cannot be used: {reason}",
        ),
        W("Tulis kupang, atau folder data kabupaten.", "Write kupang, or the folder of a dataset."),
    ),
}
