from .complete_search import (
    METHOD as METHOD,
    Complete as Complete,
    search_completely as search_completely,
)
