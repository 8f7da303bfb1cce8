"""Mutants of a module: its source with one small fault each, made by the operators of mutmut."""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

# What these are given is a template of a message, or the name of one.
_SAYING = {"message", "plural", "said", "say", "warn", "WorkerError"}
_ARGUMENTS = (mutators.operator_arg_removal, mutators.operator_dict_arguments)


def _forced(node: cst.If) -> Iterator[cst.If]:
    """An if that is always or never taken; mutmut does so for ternaries only."""
    test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    for operator, literal in ((cst.And(), "False"), (cst.Or(), "True")):
        yield node.with_changes(test=cst.BooleanOperation(left=test, operator=operator, right=cst.Name(literal)))


# Words stand in lists with tests of their own, and another letter case is none of Chinese: one mutant for each string.
def _other_string(node: cst.BaseString) -> Iterator[cst.BaseString]:
    yield from list(mutators.operator_string(node))[:1]


_OPERATORS: list[tuple[type, Callable[..., object]]] = [
    *((kind, operator) for kind, operator in mutators.mutation_operators if operator is not mutators.operator_string),
    (cst.BaseString, _other_string),
    (cst.If, _forced),
]


@dataclass(frozen=True, eq=False)
class Mutant:
    """One fault: where it is, and what it changes."""

    module: str
    function: str
    number: int
    line: int
    before: str
    after: str
    whole: cst.Module
    node: cst.CSTNode
    mutated: cst.CSTNode

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.module}:{self.function}:{self.number}"

    @property
    def source(self) -> str:
        """The module with the fault; it takes long to put together."""
        return str(self.whole.deep_replace(self.node, self.mutated).code)


def mutants_of(module: str) -> list[Mutant]:
    """All mutants of the functions and methods of a module, in the order of its source."""
    source = inspect.getsource(importlib.import_module(module))
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    places = wrapper.resolve(PositionProvider)
    found = []
    for name, function in _functions(wrapper.module.body, ""):
        for number, (node, mutated) in enumerate(_changes(function.body), 1):
            line, before, after = places[node].start.line, _code(node), _code(mutated)
            found.append(Mutant(module, name, number, line, before, after, wrapper.module, node, mutated))
    return found


def _functions(body: object, prefix: str) -> Iterator[tuple[str, cst.FunctionDef]]:
    for statement in body:  # type: ignore[attr-defined]
        if isinstance(statement, cst.FunctionDef):
            yield prefix + statement.name.value, statement
        elif isinstance(statement, cst.ClassDef):
            yield from _functions(statement.body.body, f"{prefix}{statement.name.value}.")


def _changes(node: cst.CSTNode) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    for kind, operator in _OPERATORS:
        if isinstance(node, kind) and not (operator in _ARGUMENTS and _is_plain_call(node)):
            for mutated in operator(node):  # type: ignore[attr-defined]
                yield node, mutated
    for child in node.children:
        if not _is_left_out(node, child):
            yield from _changes(child)


def _is_plain_call(node: cst.CSTNode) -> bool:
    """Without their arguments these cannot run at all; what messages are given is no behaviour of ours."""
    named = node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) else ""
    return named in ("len", "isinstance", "cast") or named in _SAYING


def _is_left_out(node: cst.CSTNode, child: cst.CSTNode) -> bool:
    """Annotations, docstrings, what asserts say, messages, and sets of characters (another letter is no other set)."""
    if isinstance(child, cst.Annotation | cst.Assert | cst.Decorator | cst.Parameters):
        return True
    if isinstance(node, cst.Expr | cst.ComparisonTarget) and isinstance(child, cst.BaseString):
        return isinstance(node, cst.Expr) or isinstance(node.operator, cst.In | cst.NotIn)
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _SAYING


def _code(node: cst.CSTNode) -> str:
    text = cst.Module([]).code_for_node(node).strip()
    if isinstance(node, cst.If):
        text = text.splitlines()[0]
    return " ".join(text.split())


class Functions:
    """The functions of a module as they are loaded, so that the code of a mutant can take the place of theirs."""

    def __init__(self, module: str) -> None:
        self._module = importlib.import_module(module)
        self._by_name = dict(_loaded(self._module, vars(self._module), ""))

    def codes(self) -> dict[CodeType, str]:
        """The code of each function, and the function's name in its module."""
        return {function.__code__: name for name, function in self._by_name.items()}

    def become(self, mutant: Mutant) -> None:
        """Whoever holds the function, by whatever name, has the mutant from now on."""
        code = _code_of(compile(mutant.source, str(self._module.__file__), "exec"), mutant.function)
        self._by_name[mutant.function].__code__ = code


def _loaded(module: ModuleType, names: object, prefix: str) -> Iterator[tuple[str, FunctionType]]:
    for name, thing in names.items():  # type: ignore[attr-defined]
        if inspect.isclass(thing) and thing.__module__ == module.__name__ and not prefix:
            yield from _loaded(module, vars(thing), f"{name}.")
        function = _function(thing)
        if function is not None and function.__module__ == module.__name__:
            yield prefix + name, function


def _function(thing: object) -> FunctionType | None:
    if isinstance(thing, property):
        thing = thing.fget
    elif isinstance(thing, functools.cached_property):
        thing = thing.func
    found = inspect.unwrap(getattr(thing, "__func__", thing))  # type: ignore[arg-type]
    return found if isinstance(found, FunctionType) else None


def _code_of(code: CodeType, name: str) -> CodeType:
    inner = next(part for part in code.co_consts if isinstance(part, CodeType) and part.co_name == name.split(".")[0])
    return _code_of(inner, name.partition(".")[2]) if "." in name else inner
