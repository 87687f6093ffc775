from .announcement_wording import (
    CHANGE as CHANGE,
    FIELDS as FIELDS,
    MOST_LETTERS as MOST_LETTERS,
    Piece as Piece,
    Wording as Wording,
    WordingLine as WordingLine,
    default_wording as default_wording,
    parse_wording as parse_wording,
)
from .catalogue import (
    LOCALES as LOCALES,
    N_ as N_,
    Words as Words,
    language as language,
)
from .spans import (
    clock_spans as clock_spans,
    date_runs as date_runs,
    short_runs as short_runs,
)
