"""The error tree. Lower errors are wrapped once, at the border where they arise, with ``raise … from error``.

::

    ChobbakError                     code               HTTP
    ├── SettingsError                settings           –      a setting is missing or wrong; the process does not start
    ├── CatalogueError               catalogue          –      a procedure file is refused, with file, line and reason
    ├── OfficesError                 offices            –      a table of offices is refused, with line and reason
    ├── TariffError                  tariff             –      a file of published sums is refused, with file and reason
    ├── ModelError                   model              –      no trained model, or one that cannot be read
    ├── MessageError                 message            –      a sentence that no locale has (bot.messages)
    ├── StaleSnapshotError           stale_snapshot     –      two writers of one conversation (bot.persistence.trackers)
    ├── UnreadableSnapshot           unreadable_snapshot –     a conversation under a lost key, or damaged (bot.persistence.trackers)
    ├── SlotTaken                    slot_taken         –      the last place of an hour went to somebody else (bot.services.appointments.model)
    ├── NotBooked                    not_booked         –      an appointment that is not there to be moved (bot.services.appointments.model)
    ├── TooManyAppointments          too_many_appointments –   more than one citizen may hold (bot.services.appointments.model)
    ├── EngineRefused                engine_refused     –      a turn that the engine will never take (channels.engine_client)
    ├── SendFailed                   send_failed        –      a provider did not take a message, and why (channels.send_errors)
    ├── BundleError                  bundle             –      the widget's modules cannot be joined (channels.web.bundle)
    ├── MediaRefused                 media_refused      –      a photo or document that we do not take (channels.media)
    ├── BadRequest                   bad_request        400    a request that is not what the API takes
    │   ├── TooLarge                 too_large          413
    │   └── UnsupportedMedia         unsupported_media  415    a file of a kind that we do not take (channels.web.uploads)
    ├── Unauthorised                 unauthorised       401    no token, or one that opens nothing
    ├── Forged                       forged             403    a webhook whose signature is missing or wrong
    ├── NotFound                     not_found          404
    ├── TooManyRequests              too_many_requests  429
    └── Unavailable                  unavailable        503    a part that we need is down; the same call may work later
        ├── EngineUnavailable        engine_unavailable
        ├── ActionsUnavailable       actions_unavailable
        ├── DatabaseUnavailable      database_unavailable
        ├── OfficesUnavailable       offices_unavailable
        └── RegisterUnavailable      register_unavailable      a register is down, slow or unreadable
            └── RegisterReadOnly     register_read_only
"""

from __future__ import annotations


class ChobbakError(Exception):
    """Base of all our errors. ``str(error)`` is one clear line for an operator, without personal data."""

    code = "internal"
    status = 500


class SettingsError(ChobbakError):
    code = "settings"


class CatalogueError(ChobbakError):
    """One or more problems in catalogue files, one line each: ``file:line: reason``."""

    code = "catalogue"


class OfficesError(ChobbakError):
    """One or more problems in a table of offices, one line each: ``file:line: reason``."""

    code = "offices"


class TariffError(ChobbakError):
    """One or more problems in a file of published sums, one line each: ``file: where: reason``."""

    code = "tariff"


class ModelError(ChobbakError):
    code = "model"


class BadRequest(ChobbakError):
    code = "bad_request"
    status = 400


class TooLarge(BadRequest):
    code = "too_large"
    status = 413


class Unauthorised(ChobbakError):
    code = "unauthorised"
    status = 401


class Forged(ChobbakError):
    code = "forged"
    status = 403


class NotFound(ChobbakError):
    code = "not_found"
    status = 404


class TooManyRequests(ChobbakError):
    code = "too_many_requests"
    status = 429


class Unavailable(ChobbakError):
    code = "unavailable"
    status = 503


class EngineUnavailable(Unavailable):
    code = "engine_unavailable"


class ActionsUnavailable(Unavailable):
    code = "actions_unavailable"


class OfficesUnavailable(Unavailable):
    code = "offices_unavailable"


class DatabaseUnavailable(Unavailable):
    code = "database_unavailable"


class RegisterUnavailable(Unavailable):
    code = "register_unavailable"


class RegisterReadOnly(RegisterUnavailable):
    code = "register_read_only"


def place_of(error: BaseException) -> str:
    """``file:line`` where an error arose: what a log may say of it when its message or trace could hold a citizen's words."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
