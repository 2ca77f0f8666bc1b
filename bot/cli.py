"""The command line: `vroegwijzer`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import Settings

main = typer.Typer(no_args_is_help=True, add_completion=False, help="Vroegwijzer, the assistant for workers in notice.")


def _say(text: str) -> None:
    typer.echo(f"[vroegwijzer] {text}")


@main.command()
def start() -> None:
    """Train if needed, migrate the database, and run all processes until Ctrl-C."""
    from bot.run.start import start_all  # noqa: PLC0415  each command imports only what it needs

    raise typer.Exit(start_all(Settings(), _say))


@main.command()
def train() -> None:
    """Train the understanding, if something that goes into it changed."""
    from bot.run.training import train_if_needed  # noqa: PLC0415

    _say(f"The model is {train_if_needed(Settings(), _say)}")


@main.command()
def gateway() -> None:
    """Run the gateway: chat API, widget, demo page, coach desk."""
    from bot.gateway import serve  # noqa: PLC0415

    serve(Settings())


@main.command()
def worker() -> None:
    """Run the worker: mail, reminders, retention, waitlist."""
    from bot.run.worker import run  # noqa: PLC0415

    run(Settings())


@main.command()
def telegram() -> None:
    """Run the Telegram worker."""
    from bot.run.telegram import run  # noqa: PLC0415

    run(Settings())


@main.command()
def calculate() -> None:
    """Work out cases given as JSON Lines on standard input; one JSON line each on standard output."""
    from bot.app import App  # noqa: PLC0415
    from bot.clock import today  # noqa: PLC0415
    from bot.contracts.calculate import calculate_lines  # noqa: PLC0415

    app = App.build(Settings())
    _write_lines(calculate_lines(sys.stdin, today(app.clock), app.law, app.catalogue))


@main.command()
def understand() -> None:
    """Read texts given as JSON Lines on standard input; one JSON line each on standard output."""
    from bot.app import App  # noqa: PLC0415
    from bot.clock import local  # noqa: PLC0415
    from bot.contracts.understand import understand_lines  # noqa: PLC0415
    from bot.nlu import load_understander  # noqa: PLC0415
    from bot.run.training import train_if_needed  # noqa: PLC0415

    settings = Settings()
    model = train_if_needed(settings, lambda text: typer.echo(text, err=True))
    _write_lines(understand_lines(sys.stdin, load_understander(model), local(App.build(settings).clock())))


@main.command()
def evaluate(
    folds: Annotated[int, typer.Option(help="parts of the cross-validation")] = 5,
    diet: Annotated[bool, typer.Option(help="also train and judge Rasa's stock pipeline")] = False,
) -> None:
    """Judge the understanding on the project's own sets and write a report below var/evaluation/."""
    from bot.app import App  # noqa: PLC0415
    from bot.clock import today  # noqa: PLC0415
    from bot.nlu import load_understander  # noqa: PLC0415
    from bot.nlu.evaluate import EvaluationPlan, evaluate  # noqa: PLC0415
    from bot.run.training import train_if_needed  # noqa: PLC0415

    settings = Settings()
    plan = EvaluationPlan(
        training=settings.data_dir / "nlu",
        evaluation=settings.data_dir / "evaluation",
        reports=settings.var_dir / "evaluation",
        vectors=settings.var_dir / "nlu" / "vectors.npz",
        folds=folds,
        diet=diet,
    )
    model = load_understander(train_if_needed(settings, _say))
    _say(f"The report is {evaluate(plan, today(App.build(settings).clock), model, _say)}")


def _write_lines(lines: object) -> None:
    good = True
    for result, ok in lines:  # type: ignore[attr-defined]
        good = good and ok
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    raise typer.Exit(0 if good else 1)


offices = typer.Typer(no_args_is_help=True, help="Offices, coaches and their hours.")
main.add_typer(offices, name="office")


@offices.command("import")
def import_office(
    path: Annotated[Path, typer.Argument(help="YAML or CSV file")],
    dry_run: Annotated[bool, typer.Option(help="only say what would change")] = False,
) -> None:
    """Read offices, coaches and hours from a file."""
    from bot.app import App  # noqa: PLC0415
    from bot.store.offices import import_offices  # noqa: PLC0415

    try:
        report = import_offices(App.build(Settings()).database, path, dry_run=dry_run)
    except OSError as error:
        typer.echo(f"{path} cannot be opened: {error.strerror}", err=True)
        raise typer.Exit(1) from error
    for fault in report.faults:
        typer.echo(str(fault), err=True)
    counts = f"{report.regions} regions, {report.offices} offices, {report.coaches} coaches"
    typer.echo(f"{'Stored' if report.stored else 'Nothing stored; the file holds'} {counts}.")
    raise typer.Exit(1 if report.faults else 0)


outbox = typer.Typer(no_args_is_help=True, help="Mail and chat messages that have to go out.")
main.add_typer(outbox, name="outbox")


@outbox.command("status")
def outbox_status() -> None:
    """Say how many messages wait, and which were given up."""
    from bot.app import App  # noqa: PLC0415
    from bot.store.outbox import Outbox  # noqa: PLC0415

    app = App.build(Settings())
    messages = Outbox(app.database, app.clock)
    lost = messages.given_up_rows()
    typer.echo(f"{messages.waiting()} waiting, {messages.failing()} of them tried before, {len(lost)} given up.")
    for row in lost:
        typer.echo(f"{row.id}  {row.kind}  {row.payload.get('reference', '')}  {row.error}")


@outbox.command("retry")
def retry_outbox(
    number: Annotated[int | None, typer.Argument(help="one message, as `outbox status` numbers them")] = None,
) -> None:
    """Let given-up messages, or one of them, be tried again from the first attempt."""
    from bot.app import App  # noqa: PLC0415
    from bot.store.outbox import Outbox  # noqa: PLC0415

    app = App.build(Settings())
    count = Outbox(app.database, app.clock).retry_given_up(number)
    typer.echo(f"{count} messages are tried again.")
    raise typer.Exit(1 if number is not None and not count else 0)


law = typer.Typer(no_args_is_help=True, help="The figures of law that the assistant uses.")
main.add_typer(law, name="law")


@law.command("check")
def check_law(lang: Annotated[str, typer.Option(help="nl or en")] = "nl") -> None:
    """List the values that are older than a year, end soon, or were never verified."""
    from bot.app import App  # noqa: PLC0415
    from bot.clock import today  # noqa: PLC0415
    from bot.contracts.law_check import law_check_lines  # noqa: PLC0415

    app = App.build(Settings())
    lines, fine = law_check_lines(app.law, today(app.clock), app.catalogue, lang)
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if fine else 1)


occupations = typer.Typer(no_args_is_help=True, help="Occupations for the self-check.")
main.add_typer(occupations, name="occupations")


@occupations.command("import")
def import_occupation_set(folder: Annotated[Path, typer.Argument(help="folder with the ESCO download")]) -> None:
    """Replace the shipped occupations by ESCO's; start the assistant again afterwards."""
    from bot.selfcheck import UnusableDownload, import_occupations  # noqa: PLC0415

    settings = Settings()
    try:
        done = import_occupations(folder, settings.var_dir / "occupations", settings.data_dir / "selfcheck")
    except UnusableDownload as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from problem
    for line in done.lines():
        typer.echo(line)


labour_market = typer.Typer(no_args_is_help=True, help="Regional figures of the labour market.")
main.add_typer(labour_market, name="labourmarket")


@labour_market.command("import")
def import_figures(table: Annotated[Path, typer.Argument(help="CSV file")]) -> None:
    """Take in a dated table (region, occupation, tension, date, source); start the assistant again afterwards."""
    from bot.app import App  # noqa: PLC0415
    from bot.clock import today  # noqa: PLC0415
    from bot.selfcheck import Regions, UnusableTable, import_labour_market  # noqa: PLC0415

    settings = Settings()
    regions = Regions.load(settings.data_dir / "selfcheck" / "regions.yml")
    day = today(App.build(settings).clock)
    try:
        count = import_labour_market(table, settings.var_dir / "occupations", regions, day)
    except UnusableTable as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from problem
    typer.echo(f"{count} figures stored.")


if __name__ == "__main__":
    main()
