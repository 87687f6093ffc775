from . import embedded_assets as embedded_assets
from .escaping import (
    escape as escape,
    plain as plain,
    plain_label as plain_label,
)
from .templates import (
    environment as environment,
    fragment as fragment,
)
