"""`stakeholder-map ask`: the library of questions: list them, show one, answer one; and free questions in Cypher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from . import options

if TYPE_CHECKING:
    from datetime import date

    from ..queries.query import Query
    from ..store import Answer


def register(app: typer.Typer) -> None:
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(ask)


def ask(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="The question; without it all are listed.")] = None,
    limit: Annotated[int, typer.Option(help="The most rows to show.", min=1)] = 10_000,
    show: Annotated[bool, typer.Option("--show", help="Show the question's text and parameters, and stop.")] = False,
    cypher: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="A free question in Cypher, read-only; or a .cypher file, or - to type it."),
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A parameter of the free question; may be repeated.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    json: options.Json = False,
) -> None:
    """Answers a question of the library; its parameters are options: ask who-knows-whom --organisation Acme."""
    from .. import queries
    from . import free_question

    if cypher is not None or param:
        asked = free_question.read(name, cypher, param or (), context.args)
        if show:
            typer.echo(asked.statement.text)
            return
        with options.open_store() as store:
            _print(store.ask(asked.text, limit, **asked.parameters), options.day(None), as_csv, json)
        return
    if name is None:
        _list(json)
        return
    query = queries.get(f"ask/{name}")
    if show:
        typer.echo(query.text.rstrip())
        return
    values = query.bind(_parameters(query, context.args))
    with options.open_store() as store:
        answer = store.run(name, limit, **values)
    _print(answer, options.day(str(values.get("as_of") or "today")), as_csv, json)


def _print(answer: Answer, day: date, as_csv: bool, json: bool) -> None:
    """The answer in the form that was asked for; that it was cut goes to standard error."""
    from ..jsonout.form import dumps
    from ..jsonout.questions import answer_payload
    from ..spreadsheet import csv_text
    from ..words import cut
    from . import screen

    if json:
        typer.echo(dumps(answer_payload(day, answer)), nl=False)
    elif as_csv:
        typer.echo(csv_text(answer.columns, answer.rows), nl=False)
    else:
        screen.table(answer.columns, answer.rows)
        if not answer.rows:
            screen.say("Nothing that is stored fits. If you named somebody or something, is it spelt as it is stored? "
                       "stakeholder-map ask find --text PART looks for it.")
    if answer.cut:
        more = " Ask for more with --limit." if answer.cut == "rows" else ""
        screen.say(cut(answer.cut, len(answer.rows)) + more, json=True)


def _list(json: bool) -> None:
    from .. import queries
    from ..jsonout.form import dumps
    from ..jsonout.questions import catalogue_payload
    from . import screen

    found = queries.catalogue("ask")
    if json:
        typer.echo(dumps(catalogue_payload(options.day(None), found)), nl=False)
        return
    screen.table(("Question", "What it answers"), [(query.name, query.description) for query in found])
    screen.say("Ask one with: stakeholder-map ask NAME; see its parameters with --show.")


def _parameters(query: Query, words: list[str]) -> dict[str, object]:
    """Options after the question as its parameters: `--organisation Acme`, `--organisation=Acme`."""
    from ..errors import InputError

    values: dict[str, object] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            known = ", ".join(map(str, query.params)) or "none"
            raise InputError(f"'{word}' is no option.", f"Write --PARAMETER VALUE; '{query.name}' has: {known}.")
        key, equals, value = word[2:].partition("=")
        given = value if equals else next(rest, None)
        if given is None:
            raise InputError(f"--{key} needs a value.", f"Write --{key} VALUE.")
        values[key.replace("-", "_")] = given
    return values
