from .announcement_wording import (
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
    Language as Language,
    language as language,
)
