"""What `jemputbola region build` and `region check` say."""

from __future__ import annotations

__all__ = ["REGION_MESSAGES"]

REGION_MESSAGES: dict[str, tuple[str, str]] = {
    # key: (Bahasa Indonesia, English)
    "region_built": ("{name}: data ditulis ke {folder}.", "{name}: written to {folder}."),
    "region_columns": ("Kolom lapisan yang dipakai:", "Columns of the layer that were taken:"),
    "region_notes": ("Yang perlu diketahui:", "To know:"),
    "region_look": (
        "{count} hal perlu dilihat, ditandai !.",
        "{count} things to look at, marked !.",
    ),
    "region_fine": ("Tidak ada yang perlu dilihat.", "Nothing to look at."),
    "table_written": (
        "{count} perjalanan ditulis ke {file}.",
        "{count} legs written to {file}.",
    ),
    "on_map": (
        "Tidak ada bagian jalan ini yang diperkirakan; yang bukan ruas resmi diukur di peta.",
        "No length of this way is estimated; what is no official section is measured on the map.",
    ),
    "mapped_road": ("jalan di peta ({kind})", "road on the map ({kind})"),
    "not_with_dataset": (
        "{options}: data yang sudah ada membawa tabelnya sendiri; sunting di foldernya, atau beri "
        "--villages FILE.",
        "{options}: a dataset that is there has its own tables; edit them in its folder, or give "
        "--villages FILE.",
    ),
    "map_needed": (
        "Sebutkan --villages FILE untuk kabupaten baru, atau --osm FILE.osm.pbf untuk mengganti "
        "jalan data yang sudah ada.",
        "Name --villages FILE for a new regency, or --osm FILE.osm.pbf to replace the roads of a "
        "dataset that is there.",
    ),
    "bad_base": (
        "--base {value}: tulis BUJUR,LINTANG dengan titik desimal, misalnya 123.87,-10.07.",
        "--base {value}: write LON,LAT with decimal points, such as 123.87,-10.07.",
    ),
    "bad_margin": (
        "--margin-km {value}: tulis jarak 0 sampai 200 km.",
        "--margin-km {value}: write a distance of 0 to 200 km.",
    ),
    "bad_gap": (
        "--gap-km {value}: tulis jarak 0 sampai 50 km.",
        "--gap-km {value}: write a distance of 0 to 50 km.",
    ),
    "no_population": (
        "villages.csv: tanpa penduduk, warga tidak dapat dibagi ke desa; isi dengan "
        "jemputbola region fill FOLDER --table BERKAS.",
        "villages.csv: without people the residents cannot be spread over villages; fill them in "
        "with jemputbola region fill FOLDER --table FILE.",
    ),
    "more_than_people": (
        "Warga yang belum merekam ({residents}) melebihi penduduk {name} ({people}); perbaiki "
        "--residents, atau to_record dan population_2010 di villages.csv.",
        "There are more residents to record ({residents}) than people in {name} ({people}); "
        "correct --residents, or to_record and population_2010 in villages.csv.",
    ),
    "more_in_village": (
        "{village}: warga yang belum merekam ({residents}) melebihi penduduknya ({people}).",
        "{village}: there are more residents to record ({residents}) than people ({people}).",
    ),
    "ask_dates": (
        "Kapan kampanye {name}? Sebutkan --start TANGGAL dan --deadline TANGGAL; tanggal Kupang "
        "2018 tidak berlaku di sini.",
        "When is the campaign of {name}? Give --start DATE and --deadline DATE; the dates of "
        "Kupang 2018 do not hold here.",
    ),
    "ask_residents": (
        "Berapa warga {name} yang belum merekam? Sebutkan --residents N (dibagi menurut penduduk), "
        "atau isi menurut desa: jemputbola region fill {folder} --table BERKAS.",
        "How many residents of {name} are to be recorded? Give --residents N (spread by people), "
        "or fill them in by village: jemputbola region fill {folder} --table FILE.",
    ),
    "ask_workbook": (
        "Data {name} belum memuat tanggal kampanye: buat buku kerjanya dengan jemputbola init DIR "
        "--region {folder}, isi, lalu jemputbola what-if DIR.",
        "The dataset of {name} does not hold the campaign's dates: make its workbook with "
        "jemputbola init DIR --region {folder}, fill it in, then jemputbola what-if DIR.",
    ),
    "base_assumed": (
        "Pangkalan diandaikan: {base}. Sebutkan yang benar: jemputbola region fill {folder} --base "
        "BUJUR,LINTANG.",
        "The base is assumed: {base}. Name the right one: jemputbola region fill {folder} --base "
        "LON,LAT.",
    ),
    "elsewhere": (
        "Dari kampanye Kabupaten Kupang 2018, bukan angka {name} sendiri: {values}. Ganti di buku "
        "kerja (jemputbola init DIR --region FOLDER).",
        "Of the campaign of Kabupaten Kupang in 2018, not {name}'s own: {values}. Replace them in "
        "a workbook (jemputbola init DIR --region FOLDER).",
    ),
    "both_dates": (
        "--start, --deadline: dengan --region, sebutkan keduanya",
        "--start, --deadline: with --region, give both",
    ),
    "fill_folder": (
        "{value}: tidak ada folder data dengan nama itu.",
        "{value}: there is no dataset's folder of that name.",
    ),
    "fill_fault": ("{text}", "{text}"),
    "fill_unread": (
        "{file}: bukan buku kerja yang dapat dibaca ({reason}); simpan sebagai .xlsx atau CSV",
        "{file}: is no workbook that can be read ({reason}); save it as .xlsx or CSV",
    ),
    "fill_empty": (
        "{file}: tidak ada baris di bawah judul kolom.",
        "{file}: there are no rows below the headings.",
    ),
    "fill_done": (
        "{matched} desa diisi di {folder} ({columns}).",
        "{matched} villages filled in {folder} ({columns}).",
    ),
    "fill_strangers": (
        "Kode dalam tabel yang bukan kode desa di data ({count}): {names}",
        "Codes of the table that no village of the dataset has ({count}): {names}",
    ),
    "fill_missing": (
        "Desa yang tidak ada dalam tabel ({count}): {names}",
        "Villages that are not in the table ({count}): {names}",
    ),
    "fill_base": ("Pangkalan: {base}", "Base: {base}"),
    "fill_next": (
        "Lalu: jemputbola region check {folder}",
        "Then: jemputbola region check {folder}",
    ),
}
