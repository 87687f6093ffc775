from .catalogue import (
    LANGUAGES as LANGUAGES,
    Language as Language,
    Note as Note,
    note as note,
    say as say,
)
