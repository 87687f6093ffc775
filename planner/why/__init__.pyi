from .answer_lines import (
    pair_summary as pair_summary,
    post_details as post_details,
    post_summary as post_summary,
    remedy_words as remedy_words,
)
from .causes import (
    RuleSets as RuleSets,
    rule_sets_of as rule_sets_of,
)
from .lifted_rules import (
    RULES as RULES,
    NamedRule as NamedRule,
    lifted as lifted,
)
from .pair_answer import (
    PairAnswer as PairAnswer,
    answer_pair as answer_pair,
)
from .post_answer import (
    FoundRemedy as FoundRemedy,
    PostAnswer as PostAnswer,
    answer_post as answer_post,
)
from .question import (
    Question as Question,
    read_question as read_question,
)
from .remedies import (
    Remedy as Remedy,
    applied as applied,
    remedies_for as remedies_for,
)
from .service_check import (
    ServiceCheck as ServiceCheck,
)
