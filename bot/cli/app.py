"""All commands."""

from __future__ import annotations

from pathlib import Path

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
def train(force: bool = typer.Option(False, "--force", help="Train even if nothing has changed.")) -> None:
    """Train the model if its data, configuration or code has changed since the newest one."""
    from bot.cli.train import train as learn

    typer.echo(learn(force))


@app.command()
def bench(
    as_json: bool = AS_JSON,
    turns: int = typer.Option(200, min=20, help="Turns of the long conversation."),
    stock: bool = typer.Option(True, help="Measure the stock Rasa pipeline in the same run."),
) -> None:
    """Measure times, sizes and memory, ours beside the stock Rasa pipeline."""
    from bot.cli.bench import bench as measure
    from bot.cli.output import show

    show(measure(turns, stock), as_json)


@evaluate.command("language")
def evaluate_language(
    pool: Path = typer.Option(..., exists=True, dir_okay=False, help="TSV with the columns locale and text."),
    as_json: bool = AS_JSON,
) -> None:
    """Locale of a message: precision, recall and F1 of each locale, and of short texts."""
    from bot.cli.evaluate import language
    from bot.cli.output import show

    show(language(pool), as_json)


@evaluate.command("intents")
def evaluate_intents(
    utterances: Path = typer.Option(
        ..., exists=True, dir_okay=False, help="TSV with the columns locale, text and intent."
    ),
    as_json: bool = AS_JSON,
) -> None:
    """Intent of a message, on the trained model: macro-F1 overall and of each locale."""
    from bot.cli.evaluate import intents
    from bot.cli.output import show

    show(intents(utterances), as_json)


@evaluate.command("linking")
def evaluate_linking(
    catalogue_file: Path = typer.Option(
        ..., "--catalogue", exists=True, dir_okay=False, help="JSON Lines of procedures."
    ),
    questions: Path = typer.Option(
        ..., exists=True, dir_okay=False, help="TSV with the columns id, locale, question, procedure_id and expect."
    ),
    as_json: bool = AS_JSON,
) -> None:
    """Procedure of a question: top-1, top-3, abstention, time; on the catalogue given and no other."""
    from bot.cli.evaluate import linking
    from bot.cli.output import show

    show(linking(catalogue_file, questions), as_json)


@catalogue.command("check")
def catalogue_check(as_json: bool = AS_JSON) -> None:
    """Every gap, stale date and missing locale; fails when a file is bad or more than gaps is found."""
    from bot.cli.catalogue import check

    raise typer.Exit(check(as_json))


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
