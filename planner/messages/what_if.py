"""What the commands what-if, compare and tables say, in Bahasa Indonesia and English."""

from __future__ import annotations

CASE_MESSAGES: dict[str, tuple[str, str]] = {
    # key: (Bahasa Indonesia, English)
    # Bundles that are read.
    "bundle_nowhere": (
        "{folder}: folder tidak ada; sebutkan folder rencana, misalnya out",
        "{folder}: there is no such folder; name the folder of a plan, such as out",
    ),
    "bundle_missing": (
        "{folder}: tidak ada {files}; sebutkan folder yang ditulis oleh jemputbola plan",
        "{folder}: {files} missing; name a folder that jemputbola plan wrote",
    ),
    "bundle_unread": (
        "{file}: tidak dapat dibaca ({reason}); susun rencananya sekali lagi",
        "{file}: cannot be read ({reason}); make the plan again",
    ),
    "bundle_mixed": (
        "{folder}: {file} bukan milik campaign.json ini; susun rencananya sekali lagi",
        "{folder}: {file} does not belong to this campaign.json; make the plan again",
    ),
    # Posts from a GeoDataFrame.
    "frame_columns": (
        "tabel pos: kolom {columns} tidak ada; tambahkan",
        "posts: columns missing: {columns}; add them",
    ),
    "frame_crs": (
        "tabel pos: CRS tidak ada; tetapkan dengan set_crs",
        "posts: the frame has no CRS; set it with set_crs",
    ),
    "frame_points": (
        "tabel pos: {kinds} bukan titik; pakai titik, misalnya representative_point()",
        "posts: {kinds} instead of points; use points, as of representative_point()",
    ),
    "frame_twice": (
        "tabel pos: id {id!r} dipakai dua kali; beri setiap pos id sendiri",
        "posts: the id {id!r} is used twice; give each post its own",
    ),
    "frame_outside": (
        "tabel pos, {id}: tidak terletak di kecamatan mana pun; periksa titik dan CRS, atau isi "
        "kecamatan",
        "posts, {id}: lies in no kecamatan; check point and CRS, or fill in kecamatan",
    ),
    "frame_number": (
        "tabel pos, {id}: {name} {value} tidak mungkin; beri bilangan bulat",
        "posts, {id}: {name} {value} cannot be; give a whole number",
    ),
    # What is varied.
    "vary_nothing": (
        "Sebutkan apa yang diubah: --teams 4:24:2 atau --vary rate=8,12,16",
        "Say what to change: --teams 4:24:2 or --vary rate=8,12,16",
    ),
    "vary_teams": (
        "--teams {value!r} tidak dimengerti; tulis 8, 4,6,12 atau 4:24:2 (dari, sampai, "
        "langkah), dengan 1 sampai {most} pasangan",
        "--teams {value!r} is not understood; write 8, 4,6,12 or 4:24:2 (first, last, step), "
        "with 1 to {most} pairs",
    ),
    "vary_unknown": (
        "--vary {value!r} tidak dikenal; tulis NAMA=NILAI,NILAI dengan salah satu nama: {known}",
        "--vary {value!r} is unknown; write NAME=VALUE,VALUE with one of the names: {known}",
    ),
    "vary_number": (
        "--vary {name}: {value!r} bukan bilangan bulat; beri 0 atau lebih",
        "--vary {name}: {value!r} is no whole number; give 0 or more",
    ),
    "vary_positive": (
        "--vary {name}: {value!r} tidak mungkin; beri bilangan bulat 1 atau lebih",
        "--vary {name}: {value!r} cannot be; give a whole number from 1 up",
    ),
    "vary_truth": (
        "--vary {name}: {value!r} tidak dimengerti; tulis ya atau tidak",
        "--vary {name}: {value!r} is not understood; write yes or no",
    ),
    "vary_date": (
        "--vary {name}: {value!r} bukan tanggal; tulis tahun-bulan-hari, misalnya 2018-06-13",
        "--vary {name}: {value!r} is no date; write year-month-day as 2018-06-13",
    ),
    "vary_deadline": (
        "--vary deadline: {value} tidak di antara awal {start} dan tenggat {deadline}; beri "
        "tanggal di antaranya",
        "--vary deadline: {value} is not from the start {start} to the deadline {deadline}; give "
        "a date between them",
    ),
    "vary_twice": (
        "{name} diubah dua kali; sebutkan semua nilainya sekaligus",
        "{name} is varied twice; name all its values at once",
    ),
    "vary_many": (
        "{count} kasus terlalu banyak, paling banyak {most}; sebutkan lebih sedikit nilai",
        "{count} cases are too many, {most} at most; name fewer values",
    ),
    "bad_jobs": ("--jobs {value}: beri 1 atau lebih", "--jobs {value}: give 1 or more"),
    "adopted": (
        "{case}: memakai rencana {other}; rencana itu berlaku juga di sini dan lebih baik.",
        "{case}: takes over the plan of {other}; it holds here too and is better.",
    ),
    "case_failed": (
        "kasus {case} gagal:\n{reason}",
        "case {case} failed:\n{reason}",
    ),
    # While cases are planned.
    "cases": ("Merencanakan {count} kasus", "Planning {count} cases"),
    "cases_done": ("{done} dari {count} kasus", "{done} of {count} cases"),
    "cases_left": (
        "{done} dari {count} kasus, sisa waktu sekitar {left}",
        "{done} of {count} cases, about {left} left",
    ),
    "cases_drawn": (
        "Menggambar peta: {drawn} dari {count} kasus",
        "Drawing maps: {drawn} of {count} cases",
    ),
    "maps_failed": (
        "Peta tidak dapat ditulis ({reason}): {drawn} dari {count} kasus punya peta. Kosongkan "
        "ruang di disk dan jalankan lagi, atau pakai --no-maps.",
        "Maps could not be written ({reason}): {drawn} of {count} cases have one. Make room on "
        "the disk and run it again, or use --no-maps.",
    ),
    "cases_no_roads": (
        "Tanpa peta: jalan untuk rencana di {folder} tidak ditemukan. Jalankan what-if pada folder "
        "buku kerjanya, atau sebutkan datanya dengan --region.",
        "Without maps: the roads of the plan in {folder} were not found. Ask what-if about the "
        "folder of its workbook, or name its dataset by --region.",
    ),
    "case_line": (
        "  {case}: {recorded} dari {all} warga, terakhir {last}, {spent}",
        "  {case}: {recorded} of {all} residents, the last on {last}, {spent}",
    ),
    "cases_stopped": (
        "Dihentikan: {done} dari {count} kasus selesai dan ditulis.",
        "Interrupted: {done} of {count} cases are done and written.",
    ),
    "head_recorded": ("Terekam", "Recorded"),
    "head_left": ("Sisa", "Left"),
    "head_last": ("Terakhir", "Last"),
    "head_spent": ("Pengeluaran", "Spent"),
    "head_km": ("km", "km"),
    "head_nights": ("Malam", "Nights"),
    "head_residents_gap": ("Selisih warga", "Gap residents"),
    "head_gap": ("Selisih biaya", "Gap cost"),
    "no_bound": (
        "–: batas terbaik tidak dihitung.",
        "–: no bound was computed.",
    ),
    # Two plans.
    "plan_a": ("A: {folder} ({name})", "A: {folder} ({name})"),
    "plan_b": ("B: {folder} ({name})", "B: {folder} ({name})"),
    "same_plans": (
        "Kedua rencana sama: tim, tanggal, dan biayanya tidak berbeda.",
        "The two plans are the same: pairs, dates and costs do not differ.",
    ),
    "more_residents": ("B merekam {count} warga lebih banyak", "B records {count} residents more"),
    "fewer_residents": (
        "B merekam {count} warga lebih sedikit",
        "B records {count} residents fewer",
    ),
    "as_many": ("B merekam jumlah warga yang sama", "B records as many residents"),
    "costs_more": ("biayanya {money} lebih mahal ({share})", "costs {money} more ({share})"),
    "costs_less": ("biayanya {money} lebih murah ({share})", "costs {money} less ({share})"),
    "costs_same": ("biayanya sama", "costs the same"),
    "ends_later": ("selesai {days} hari lebih lambat", "ends {days} days later"),
    "ends_earlier": ("selesai {days} hari lebih awal", "ends {days} days earlier"),
    "ends_same": ("selesai pada tanggal yang sama", "ends on the same date"),
    "figure_line": ("  {name}: {a} -> {b} ({change})", "  {name}: {a} -> {b} ({change})"),
    "figure_same": ("  {name}: {a}", "  {name}: {a}"),
    "changed_campaign": ("Yang diubah dalam kampanye:", "Changed in the campaign:"),
    "figures": ("Angka:", "Figures:"),
    "moved": (
        "Kecamatan yang pindah tim: {count} dari {all}",
        "Kecamatan that move to other pairs: {count} of {all}",
    ),
    "moved_line": (
        "  {name}: {a}, {dates_a} -> {b}, {dates_b}",
        "  {name}: {a}, {dates_a} -> {b}, {dates_b}",
    ),
    "shifted": (
        "Kecamatan dengan tim yang sama pada tanggal lain: {count} dari {all}",
        "Kecamatan with the same pair on other dates: {count} of {all}",
    ),
    "shifted_line": (
        "  {name}, {a}: {dates_a} -> {dates_b}",
        "  {name}, {a}: {dates_a} -> {dates_b}",
    ),
    "left_line": (
        "  {name}: sisa {a} -> {b} warga",
        "  {name}: {a} -> {b} residents left",
    ),
    "left_changed": ("Sisa warga yang berubah:", "Residents left that change:"),
    "nobody": ("tidak ada", "nobody"),
    "fig_recorded": ("Warga terekam", "Residents recorded"),
    "fig_first": ("Tanggal pertama", "First date"),
    "fig_last": ("Sesi terakhir", "Last session"),
    "fig_spent": ("Pengeluaran", "Money spent"),
    "fig_distance": ("Kendaraan", "Vehicle"),
    "fig_nights_rupiah": ("Penginapan", "Lodging"),
    "fig_duty_rupiah": ("Uang harian", "Per diem"),
    "fig_crossings": ("Penyeberangan", "Crossings"),
    "fig_urgency": ("Urgensi (bukan pengeluaran)", "Urgency (not spent)"),
    "fig_km": ("Jarak", "Distance"),
    "fig_nights": ("Malam menginap", "Nights away"),
    "fig_duty_days": ("Hari dinas", "Duty days"),
    "fig_pairs": ("Tim bertugas", "Pairs at work"),
    "set_start": ("Tanggal awal", "First date"),
    "set_deadline": ("Tenggat", "Deadline"),
    "set_teams": ("Jumlah tim", "Number of pairs"),
    "set_vehicles": ("Kendaraan", "Vehicles"),
    "set_rate_per_hour": ("Warga per jam", "Residents per hour"),
    "set_setup_minutes": ("Menit persiapan", "Minutes of setting up"),
    "set_residents": ("Warga yang harus direkam", "Residents to record"),
    "set_posts": ("Jumlah pos", "Number of posts"),
    "set_rest_days": ("Jumlah hari libur", "Number of rest days"),
    "set_conditions": ("Keadaan jalan", "States of the roads"),
    "set_crossings": ("Jumlah penyeberangan", "Number of crossings"),
    "set_max_nights_out": ("Malam berturut-turut paling banyak", "Most nights in a row"),
    "set_home_on_rest_days": ("Pulang pada hari libur", "Home on rest days"),
    "set_one_pair_per_kecamatan": ("Satu tim per kecamatan", "One pair per kecamatan"),
    "set_duty": ("Jam dinas", "Hours of duty"),
    "set_max_driving_minutes": ("Menit mengemudi paling banyak", "Most minutes of driving"),
    "set_finish_minutes": ("Menit menyelesaikan antrean", "Minutes to finish the last in line"),
    "set_min_visit_residents": ("Kunjungan paling sedikit, warga", "Smallest visit, residents"),
    "set_connectivity": ("Sambungan", "Connectivity"),
    "set_server_capacity": ("Kapasitas server", "Capacity of the server"),
    "set_outages": ("Tanggal dengan kapasitas lain", "Dates with another capacity"),
    "set_pins": ("Jumlah pin", "Number of pins"),
    "set_per_diem": ("Uang harian per operator", "Per diem per operator"),
    "set_rupiah_per_km": ("Rupiah per km", "Rupiah per km"),
    "set_lodging": ("Penginapan per orang", "Lodging per person"),
    "set_urgency": ("Urgensi per warga-hari", "Urgency per resident-day"),
    "set_travel": ("Waktu tempuh", "Travel times"),
    "other_times": ("lain", "other"),
    "yes": ("ya", "yes"),
    "no": ("tidak", "no"),
    "no_limit": ("tanpa batas", "no limit"),
    # Tables of a plan.
    "tables_written": ("Ditulis: {files}", "Written: {files}"),
}
