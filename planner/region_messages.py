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
}
