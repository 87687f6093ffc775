from .duty_lists import (
    write_duty_lists as write_duty_lists,
)
from .schedule import (
    write_schedule as write_schedule,
)
