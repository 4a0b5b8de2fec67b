"""What editors and type checkers are told."""

import ast
import importlib.util
import pathlib
import sys

import pytest

import picoredis
from picoredis import AsyncPipeline, AsyncRedis, AsyncScript, Pipeline, Pool, Redis, Script

#: What asks for the documentation of commands.
documented = pytest.mark.skipif(sys.implementation.name == "pypy", reason="PyPy shows none of what is not Python")

HERE = pathlib.Path(picoredis.__file__).parent


@documented
def test_the_types_of_the_commands_are_current():
    script = pathlib.Path(__file__).parent.parent / "stubs.py"
    spec = importlib.util.spec_from_file_location("stubs", script)
    stubs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stubs)
    assert (HERE / "_picoredis.pyi").read_text() == stubs.stubs(), "run stubs.py"


def test_every_method_of_the_classes_is_typed():
    tree = ast.parse((HERE / "__init__.pyi").read_text())
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for own in (Redis, Pipeline, AsyncRedis, AsyncPipeline, Pool, Script, AsyncScript):
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        typed = {node.name for node in classes[own.__name__].body if isinstance(node, functions)}
        methods = {name for name, value in vars(own).items() if callable(value) or isinstance(value, classmethod)}
        assert {name for name in methods if not name.startswith("_")} <= typed


@documented
def test_commands_are_listed_and_documented(redis):
    assert {"get", "hset", "config_get", "xreadgroup"} <= set(dir(redis))
    assert {"get", "hset", "config_get", "xreadgroup"} <= set(dir(AsyncRedis))
    assert "HSET" in Redis.hset.__doc__ and "HSET" in AsyncRedis.hset.__doc__
    assert (HERE / "py.typed").exists()
