"""All commands."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import typer

app = typer.Typer(
    help="Chobbak, the counter: a public-administration assistant for Morocco.",
    no_args_is_help=True,
    add_completion=False,
)
evaluate = typer.Typer(help="Measure understanding on labelled data.", no_args_is_help=True)
catalogue = typer.Typer(help="Check, import and export the catalogue of procedures.", no_args_is_help=True)
app.add_typer(evaluate, name="evaluate")
app.add_typer(catalogue, name="catalogue")
tariffs = typer.Typer(help="The published sums that taxes and aids are computed from.", no_args_is_help=True)
app.add_typer(tariffs, name="tariffs")
outbox = typer.Typer(help="The messages that could not be sent: list, inspect, retry, discard.", no_args_is_help=True)
assistant = typer.Typer(help="Turn the assistant off and on: citizens get a polite sentence.", no_args_is_help=True)
keys = typer.Typer(
    help="The key that stored texts are encrypted with: a new one, and the way to it.", no_args_is_help=True
)
app.add_typer(outbox, name="outbox")
app.add_typer(keys, name="keys")
app.add_typer(assistant, name="assistant")
registers = typer.Typer(
    help="The administrative databases: migrate, fill with invented data, check.", no_args_is_help=True
)
app.add_typer(registers, name="registers")
audit = typer.Typer(help="The log of who has read personal data: check it, look into it.", no_args_is_help=True)
app.add_typer(audit, name="audit")
conversation = typer.Typer(help="One citizen's conversation: find it, erase it.", no_args_is_help=True)
app.add_typer(conversation, name="conversation")
notice = typer.Typer(help="What everybody on the website is to read: set, show, clear.", no_args_is_help=True)
app.add_typer(notice, name="notice")
offices = typer.Typer(help="Check and import the offices of the administration.", no_args_is_help=True)
app.add_typer(offices, name="offices")


@app.callback()
def prepare() -> None:
    """Every command finds its keys: fresh ones are written the first time."""
    from bot.cli.keys import ensure_keys

    ensure_keys()


AS_JSON = typer.Option(False, "--json", help="Print exactly one JSON object.")


@app.command()
def run() -> None:
    """Start the assistant: model if needed, database, all processes. Ctrl-C stops them."""
    from bot.cli.run import run as start

    raise typer.Exit(start())


@app.command()
def chat(url: str = typer.Option("", help="Address of a running gateway; started here when none answers.")) -> None:
    """Talk to the assistant in the terminal."""
    from bot.cli.chat import chat as talk

    raise typer.Exit(talk(url))


@app.command()
def simulate(
    medium: str = typer.Argument(..., help="whatsapp or sms."),
    provider: str = typer.Option("twilio", help="twilio or meta: who stands between the phone and the assistant."),
    number: str = typer.Option("+212600000001", help="The citizen's telephone number, made up."),
    script: Optional[Path] = typer.Option(
        None, exists=True, dir_okay=False, help="Lines to type; '? text' expects an answer with that text."
    ),
    gateway: str = typer.Option("", help="Address of a running gateway whose settings name the simulator's address."),
) -> None:
    """Be a citizen with a phone: plays the provider on this machine, without an account anywhere."""
    from bot.cli.simulate import simulate as play

    raise typer.Exit(play(medium, provider, number, script, gateway))


@app.command()
def train(force: bool = typer.Option(False, "--force", help="Train even if nothing has changed.")) -> None:
    """Train the model if its data, configuration or code has changed since the newest one."""
    from bot.cli.train import train as learn

    typer.echo(learn(force))


@app.command()
def migrate(as_json: bool = AS_JSON) -> None:
    """Bring the database and every register to the newest schema, while older processes serve."""
    from bot.cli.output import show
    from bot.cli.registers import migrated
    from bot.cli.run import prepare_database
    from bot.settings import settings

    prepare_database(settings())
    show({"database": "at head", **migrated(())}, as_json)


@app.command()
def capacity(
    measured: Optional[Path] = typer.Option(None, exists=True, dir_okay=False, help="Numbers measured before."),
    turns: int = typer.Option(400, min=50, help="Turns to measure."),
    write: Path = typer.Option(
        Path("docs/capacity.md"), dir_okay=False, help="Page to write; the numbers go beside it."
    ),
    as_json: bool = AS_JSON,
) -> None:
    """Measure what a turn costs each process; from that, what a commune, a region and the country need."""
    from bot.cli.capacity import capacity as plan
    from bot.cli.output import show

    show(plan(measured, turns, write), as_json)


@app.command()
def backup(
    directory: Path = typer.Argument(..., file_okay=False, help="New directory for the copies."),
    as_json: bool = AS_JSON,
) -> None:
    """Copy the database and our registers, of one moment each, while the assistant runs."""
    from bot.cli.backup import made
    from bot.cli.output import show

    show(made(directory), as_json)


@app.command()
def restore(
    directory: Path = typer.Argument(..., exists=True, file_okay=False, help="A directory that `backup` wrote."),
    as_json: bool = AS_JSON,
) -> None:
    """Bring a backup back into empty databases; the assistant must be stopped."""
    from bot.cli.backup import restored
    from bot.cli.output import show

    show(restored(directory), as_json)


@app.command()
def bench(
    *,
    as_json: bool = AS_JSON,
    turns: int = typer.Option(1000, min=40, help="Turns of the long conversation."),
    stock: bool = typer.Option(True, help="Measure the stock Rasa pipeline and channel in the same run."),
    seconds: int = typer.Option(60, min=5, help="Seconds of load on the gateway, and of kills."),
    only: Optional[str] = typer.Option(None, help="Only one part: turns, linking, store, channels, services or soak."),
    soak_turns: int = typer.Option(20_000, min=200, help="Turns of the soak, which runs only when it is named."),
) -> None:
    """Measure times, sizes, memory, load and kills, ours beside the stock Rasa pipeline; a quarter of an hour."""
    from bot.cli.bench import bench as measure
    from bot.cli.output import show

    show(measure(turns, stock, seconds, only, soak_turns), as_json)


@app.command("scale-demo")
def scale_demo(
    as_json: bool = AS_JSON,
    seconds: int = typer.Option(60, min=20, help="Seconds of load."),
    rate: float = typer.Option(40, min=1, help="Messages a second."),
    citizens: int = typer.Option(400, min=1, help="Conversations."),
) -> None:
    """Two gateways, engines and action servers on PostgreSQL and Redis behind nginx, one of each killed under load."""
    import asyncio

    from bot.cli.output import show
    from bot.cli.scale_demo import scale_demo as demonstrate

    show(asyncio.run(demonstrate(seconds, rate, citizens)), as_json)


@evaluate.command("language")
def evaluate_language(
    pool: Path = typer.Option(..., help="TSV with the columns locale and text, or a directory of them."),
    as_json: bool = AS_JSON,
) -> None:
    """Locale of a message: precision, recall and F1 of each locale and script, and of short texts."""
    from bot.cli.evaluate import language
    from bot.cli.output import show

    show(language(pool), as_json)


@evaluate.command("intents")
def evaluate_intents(
    utterances: Path = typer.Option(..., help="TSV with the columns locale, text and intent, or a directory of them."),
    as_json: bool = AS_JSON,
) -> None:
    """Intent of a message, on the trained model: macro-F1 of each locale, calibration, out of scope."""
    from bot.cli.evaluate import intents
    from bot.cli.output import show

    show(intents(utterances), as_json)


@evaluate.command("linking")
def evaluate_linking(
    catalogue_file: Path = typer.Option(..., "--catalogue", help="JSON Lines of procedures, or a directory of YAML."),
    questions: Path = typer.Option(
        ..., help="TSV with the columns id, locale, question, procedure_id and expect, or a directory of them."
    ),
    among: int = typer.Option(0, min=0, help="Generated procedures that stand beside those of the catalogue."),
    as_json: bool = AS_JSON,
) -> None:
    """Procedure of a question: top-1, top-3, abstention, time; on the catalogue given and no other."""
    from bot.cli.evaluate import linking
    from bot.cli.output import show

    show(linking(catalogue_file, questions, among), as_json)


@evaluate.command("facets")
def evaluate_facets(
    questions: Path = typer.Option(..., help="As for linking, with a column facets: documents,fee."),
    catalogue_file: Optional[Path] = typer.Option(None, "--catalogue", help="As for linking; our own when not given."),
    as_json: bool = AS_JSON,
) -> None:
    """Facets that a question asks for: micro precision, recall and F1 of each locale."""
    from bot.cli.evaluate import facets
    from bot.cli.output import show

    show(facets(questions, catalogue_file), as_json)


@evaluate.command("noise")
def evaluate_noise(
    pool: Optional[Path] = typer.Option(None, help="As for language."),
    utterances: Optional[Path] = typer.Option(None, help="As for intents."),
    questions: Optional[Path] = typer.Option(None, help="As for linking, and for facets where there is such a column."),
    catalogue_file: Optional[Path] = typer.Option(None, "--catalogue", help="As for linking; our own when not given."),
    as_json: bool = AS_JSON,
) -> None:
    """How the figures fall under typing noise: at 0, 1/32, 1/16, 1/8 and 1/4 errors a letter."""
    from bot.cli.evaluate import noise
    from bot.cli.output import show

    show(noise(pool, utterances, questions, catalogue_file), as_json)


@evaluate.command("all")
def evaluate_all(
    *,
    report: Optional[Path] = typer.Option(None, help="Markdown page to write; its pictures go beside it."),
    utterances: Optional[Path] = typer.Option(None, help="Held-out utterances; ours when not given."),
    questions: Optional[Path] = typer.Option(None, help="Held-out questions; ours when not given."),
    benchmarks: Optional[Path] = typer.Option(None, help="Directory of the real data; left out where it is not there."),
    among: int = typer.Option(3000, min=1, help="Generated procedures that linking is also measured among."),
    as_json: bool = AS_JSON,
) -> None:
    """Every measure on all data, beside the goals; minutes."""
    from bot.cli.evaluate import BENCHMARKS, QUESTIONS, SHARED_TEXTS, UTTERANCES, brief, everything
    from bot.cli.output import show
    from bot.evaluation.inventory import Sources
    from bot.settings import settings

    sources = Sources(
        utterances or UTTERANCES,
        questions or QUESTIONS,
        settings().procedures_dir,
        benchmarks or BENCHMARKS,
        None if utterances else SHARED_TEXTS,
    )
    results = everything(sources, report, among)
    show(results if as_json else brief(results), as_json)


@catalogue.command("check")
def catalogue_check(as_json: bool = AS_JSON) -> None:
    """Every gap, stale date and missing locale; fails when a file is bad or more than gaps is found."""
    from bot.cli.catalogue import check

    raise typer.Exit(check(as_json))


@tariffs.command("check")
def tariffs_check(as_json: bool = AS_JSON) -> None:
    """The years that are held; fails when a file is bad, old, or lacks the current year."""
    from datetime import date

    from bot.cli.tariffs import check

    raise typer.Exit(check(as_json, date.today()))


@catalogue.command("import")
def catalogue_import(
    file: Path = typer.Argument(..., exists=True, dir_okay=False, help="JSON Lines of procedures."),
    as_json: bool = AS_JSON,
) -> None:
    """Store procedures in the database, all or none; the running assistant takes them up within seconds."""
    from bot.cli.catalogue import import_file
    from bot.cli.output import show

    show(import_file(file), as_json)


@catalogue.command("export")
def catalogue_export(
    file: Path = typer.Argument(..., dir_okay=False, help="JSON Lines to write."), as_json: bool = AS_JSON
) -> None:
    """Write the catalogue in use, files and database together."""
    from bot.cli.catalogue import export_file
    from bot.cli.output import show

    show(export_file(file), as_json)


_STATE = typer.Option("dead", help="dead, held or queued.")
_CHANNEL = typer.Option(None, help="Only of this channel.")
_EVERY = typer.Option(False, "--all", help="All messages in the state, not those named.")
_IDS = typer.Argument(None, help="Ids, as `outbox list` shows them.")


@outbox.command("list")
def outbox_list(
    state: str = _STATE,
    channel: Optional[str] = _CHANNEL,
    limit: int = typer.Option(50, min=1, help="Most messages to show."),
    as_json: bool = AS_JSON,
) -> None:
    """Messages in one state, the oldest first; neither text nor recipient is shown."""
    from bot.cli.outbox import listed
    from bot.cli.output import show

    show(listed(_state(state), channel, limit), as_json)


@outbox.command("show")
def outbox_show(
    letter: int = typer.Argument(..., help="Its id."),
    text: bool = typer.Option(False, "--text", help="Show what it says too: a citizen's matter."),
    as_json: bool = AS_JSON,
) -> None:
    """One message: why it failed, and what the provider took of it."""
    from bot.cli.outbox import shown
    from bot.cli.output import show

    show(shown(letter, text), as_json)


@outbox.command("retry")
def outbox_retry(
    ids: list[int] = _IDS,
    every: bool = _EVERY,
    state: str = _STATE,
    channel: Optional[str] = _CHANNEL,
    as_json: bool = AS_JSON,
) -> None:
    """Send dead or held messages again."""
    from bot.cli.outbox import chosen, retried
    from bot.cli.output import show

    show(retried(chosen(_some(ids, every), every, _state(state), channel)), as_json)


@outbox.command("discard")
def outbox_discard(
    ids: list[int] = _IDS,
    every: bool = _EVERY,
    state: str = _STATE,
    channel: Optional[str] = _CHANNEL,
    as_json: bool = AS_JSON,
) -> None:
    """Give dead or held messages up for good."""
    from bot.cli.outbox import chosen, discarded
    from bot.cli.output import show

    show(discarded(chosen(_some(ids, every), every, _state(state), channel)), as_json)


@app.command("feedback")
def feedback(as_json: bool = AS_JSON) -> None:
    """What citizens on the website thought: of answers, and of their conversations."""
    from bot.cli.feedback import figures
    from bot.cli.output import show

    show(figures(), as_json)


@notice.command("set")
def notice_set(
    locale: str = typer.Argument(..., help="Locale that the text is in."),
    text: str = typer.Argument(..., help="The notice, in plain words."),
    as_json: bool = AS_JSON,
) -> None:
    """Show a notice above every conversation on the website, in this locale and where it stands in for another."""
    from bot.cli.notice import put
    from bot.cli.output import show

    show(put(locale, text), as_json)


@notice.command("show")
def notice_show(as_json: bool = AS_JSON) -> None:
    """The notice in each locale that it was written in."""
    from bot.cli.notice import current
    from bot.cli.output import show

    show(current(), as_json)


@notice.command("clear")
def notice_clear(as_json: bool = AS_JSON) -> None:
    """Take the notice back, in all locales."""
    from bot.cli.notice import clear
    from bot.cli.output import show

    show(clear(), as_json)


@assistant.command("off")
def assistant_off(as_json: bool = AS_JSON) -> None:
    """Every citizen who writes gets one polite sentence with the helpline; nothing else stops."""
    from bot.cli.assistant import switched
    from bot.cli.output import show

    show(switched(False), as_json)


@assistant.command("on")
def assistant_on(as_json: bool = AS_JSON) -> None:
    """Citizens are answered again."""
    from bot.cli.assistant import switched
    from bot.cli.output import show

    show(switched(True), as_json)


@assistant.command("status")
def assistant_status(as_json: bool = AS_JSON) -> None:
    """Whether the assistant is on, and since when it is off."""
    from bot.cli.assistant import status
    from bot.cli.output import show

    show(status(), as_json)


_REGISTERS = typer.Argument(None, help="dossiers, appointments, orders, complaints; all when none is named.")


@registers.command("migrate")
def registers_migrate(names: list[str] = _REGISTERS, as_json: bool = AS_JSON) -> None:
    """Bring registers to their newest schema. One that a mapping describes is never touched."""
    from bot.cli.output import show
    from bot.cli.registers import migrated

    show(migrated(names or ()), as_json)


@registers.command("seed")
def registers_seed(names: list[str] = _REGISTERS, as_json: bool = AS_JSON) -> None:
    """Fill registers with invented people and files, the same ones each time; what is there stays."""
    from bot.cli.output import show
    from bot.cli.registers import seeded

    show(seeded(names or ()), as_json)


@registers.command("check")
def registers_check(as_json: bool = AS_JSON) -> None:
    """Whether each register answers and has the schema, or the mapped columns, that we need; 1 when one has not."""
    from bot.cli.output import show
    from bot.cli.registers import checked, sound

    report = checked()
    show(report, as_json)
    raise typer.Exit(0 if sound(report) else 1)


@registers.command("move")
def registers_move(
    reference: str = typer.Argument(..., help="Of a dossier: DO-2026-…"),
    status: str = typer.Argument(..., help="received, incomplete, in_progress, approved, ready, closed, refused …"),
    as_json: bool = AS_JSON,
) -> None:
    """Play the administration: bring a dossier to a status, and those who asked are told."""
    from bot.cli.output import show
    from bot.cli.registers import moved
    from bot.services.dossiers.model import Status

    if status not in {one.value for one in Status}:
        raise typer.BadParameter(f"status: one of {', '.join(one.value for one in Status)}")
    show(moved(reference, status), as_json)


@audit.command("verify")
def audit_verify(
    noted: Optional[str] = typer.Option(None, help="count:hash that an earlier check printed as head."),
    as_json: bool = AS_JSON,
) -> None:
    """Check that no row was changed, taken out or cut off; fails when one was."""
    from bot.cli.audit import verified
    from bot.cli.output import show

    result = verified(noted)
    show(result, as_json)
    raise typer.Exit(0 if result["whole"] else 1)


@audit.command("show")
def audit_show(
    limit: int = typer.Option(50, min=1, help="Most rows to show."),
    who: Optional[str] = typer.Option(None, help="Only what this conversation did."),
    as_json: bool = AS_JSON,
) -> None:
    """The newest rows."""
    from bot.cli.audit import listed
    from bot.cli.output import show

    show(listed(limit, who), as_json)


@offices.command("check")
def offices_check(
    file: Optional[Path] = typer.Argument(
        None, exists=True, dir_okay=False, help="CSV table of offices; the offices in use when not given."
    ),
    as_json: bool = AS_JSON,
) -> None:
    """What a table holds and what it lacks; fails with line and reason when it would be refused."""
    from bot.cli.offices import check
    from bot.cli.output import show

    show(check(file), as_json)


@offices.command("import")
def offices_import(
    file: Path = typer.Argument(..., exists=True, dir_okay=False, help="CSV table of offices."),
    as_json: bool = AS_JSON,
) -> None:
    """Use these offices and no others, all or none; the running assistant takes them up at its next answer."""
    from bot.cli.offices import import_file
    from bot.cli.output import show

    show(import_file(file), as_json)


@keys.command("new")
def keys_new() -> None:
    """Print a fresh data key; put it before the old one: CHOBBAK_DATA_KEY=<new>,<old>."""
    from bot.privacy.encryption import new_key

    print(new_key())


@keys.command("rotate")
def keys_rotate(as_json: bool = AS_JSON) -> None:
    """Encrypt everything anew under the first data key, while the assistant runs; can be stopped and begun again."""
    from bot.cli.keys import rotated
    from bot.cli.output import show

    show(rotated(), as_json)


@conversation.command("find")
def conversation_find(
    channel: str = typer.Argument(..., help="whatsapp_twilio, whatsapp_cloud or sms_twilio."),
    address: str = typer.Argument(..., help="The telephone number, with its +, or the provider's user id."),
    as_json: bool = AS_JSON,
) -> None:
    """The id of the conversation with an address."""
    from bot.cli.conversation import found
    from bot.cli.output import show

    show(found(channel, address), as_json)


@conversation.command("erase")
def conversation_erase(
    conversation_id: str = typer.Argument(..., help="Its id."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
    as_json: bool = AS_JSON,
) -> None:
    """Erase all that is kept of a conversation; opt-outs and the audit log stay. It cannot be undone."""
    from bot.cli.conversation import erased
    from bot.cli.output import show

    if not yes:
        typer.confirm("Erase everything of this conversation?", abort=True)
    show(erased(conversation_id), as_json)


def _state(state: str) -> str:
    from bot.persistence.letters import UNSENT

    if state not in UNSENT:
        raise typer.BadParameter(f"--state: one of {', '.join(UNSENT)}")
    return state


def _some(ids: Optional[list[int]], every: bool) -> list[int]:
    if bool(ids) == every:
        raise typer.BadParameter("name the ids of messages, or say --all")
    return list(ids or [])
