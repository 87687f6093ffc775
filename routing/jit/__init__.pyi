from .compiler import (
    complete as complete,
    folder as folder,
    inlined as inlined,
    kernel as kernel,
    note_complete as note_complete,
)
