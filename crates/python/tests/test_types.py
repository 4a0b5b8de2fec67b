"""What editors and type checkers are told."""

import ast
import importlib.util
import inspect
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

import picoredis
from picoredis import AsyncPipeline, AsyncRedis, AsyncScript, Pipeline, Pool, Redis, Script

#: What asks for the documentation of commands.
documented = pytest.mark.skipif(sys.implementation.name == "pypy", reason="PyPy shows none of what is not Python")

HERE = pathlib.Path(picoredis.__file__).parent
SOURCES = pathlib.Path(__file__).parent.parent

#: What is to have the right types.
CHECKED = [SOURCES / "examples", SOURCES / "tests/typed.py"]


@pytest.fixture(scope="module")
def stubs():
    spec = importlib.util.spec_from_file_location("stubs", SOURCES / "stubs.py")
    stubs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stubs)
    return stubs


@documented
def test_the_types_of_the_commands_are_current(stubs):
    assert (HERE / "_picoredis.pyi").read_text() == stubs.stubs(), "run stubs.py"


def test_mypy_finds_the_types_right(tmp_path):
    pytest.importorskip("mypy")
    words = ["-m", "mypy", "--strict", f"--cache-dir={tmp_path}", *CHECKED]
    ran = subprocess.run([sys.executable, *words], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_pyright_finds_the_types_right(tmp_path):
    pyright = os.environ.get("PICOREDIS_TEST_PYRIGHT")
    if not pyright:
        pytest.skip("there is no pyright")
    for checked in CHECKED:
        copy = shutil.copytree if checked.is_dir() else shutil.copy
        copy(checked, tmp_path / checked.name)
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    words = ["--project", tmp_path, "--pythonpath", sys.executable]
    ran = subprocess.run([pyright, *words], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


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
    for method in redis.hset, AsyncRedis(port=1).config_get, redis.pipeline().get:
        assert str(inspect.signature(method)) == "(*args)"
    assert (HERE / "py.typed").exists()


#: Calls of the commands that have a type of their own, in an order in which each of them succeeds.
CALLS = """
    flushall; flushdb; ping; ping hello; echo a; select 0; auth default any; swapdb 0 1; swapdb 0 1; dbsize; lastsave; time; info
    set k 1; set k 2 GET; set k 3 NX; get k; get none; getdel none; getex k; getset k 3; append k 4; decr k; decrby k 2
    incr k; incrby k 2; incrbyfloat k 1.5; strlen k; getrange k 0 0; substr k 0 0; setrange k 0 9; setex k 9 v; psetex k 9000 v
    setnx k v; mset a 1 b 2; msetnx a 1 c 2; mget a none; setbit bits 7 1; getbit bits 7; bitcount bits; bitpos bits 1
    bitop NOT other bits; exists a; touch a; copy a d; move none 1; rename d e; renamenx e d; type a; randomkey; keys *
    expire a 99; expireat a 9999999999; expiretime a; pexpire a 99999; pexpireat a 9999999999999; pexpiretime a; ttl a; pttl a
    persist a; object_encoding a; object_encoding none; object_idletime a; object_idletime none; object_refcount a
    memory_usage a; memory_usage none; unlink a; hset h f 1; hsetnx h f 1; hmset h g 2; hget h f; hget h none; hmget h f none
    hincrby h f 1; hincrbyfloat h f .5; hexists h f; hkeys h; hvals h; hlen h; hstrlen h f; hdel h f; lpush l a b; lpushx l c
    rpush l d; rpushx l e; linsert l BEFORE a x; lindex l 0; lindex l 99; llen l; lrange l 0 -1; lrem l 1 x; lset l 0 y
    ltrim l 0 9; lmove l m LEFT RIGHT; rpoplpush l m; blmove none m LEFT LEFT .01; brpoplpush none m .01; sadd s a b; scard s
    sismember s a; smismember s a c; smembers s; sdiff s; sinter s; sunion s; sdiffstore t s; sinterstore t s; sunionstore t s
    sintercard 1 s; smove s t a; srem s b; zadd z 1 a 2 b; zcard z; zcount z 0 9; zlexcount z - +; zdiffstore y 1 z
    zinterstore y 1 z; zunionstore y 1 z; zintercard 1 z; zrangestore y z 0 -1; zrangebylex z - +; zrevrangebylex z + -
    zrem z a; zremrangebylex y [a [a; zremrangebyrank y 0 0; zremrangebyscore y 0 9; geoadd g 1 2 a; geohash g a none
    geosearchstore i g FROMMEMBER a BYRADIUS 9 m; pfadd p a; pfcount p; xadd x * f v; xadd none NOMKSTREAM * f v
    xgroup_create x grp 0; xgroup_createconsumer x grp me; xgroup_delconsumer x grp me; xack x grp 1-1; xgroup_destroy x grp
    xdel x 1-1; xlen x; xtrim x MAXLEN 0; publish c m; spublish c m; pubsub_numpat; pubsub_channels; script_load return(1)
    script_exists none; script_flush; client_id; client_info; client_list; client_setname me; client_getname; client_getredir
    client_unblock 99999; command_count; command_list; command_getkeys GET a; config_set maxmemory-samples 5; config_resetstat
    slowlog_len; acl_cat; acl_list; acl_users; acl_whoami; acl_genpass; watch a; unwatch; wait 0 1
"""

#: What wants another server than the one of the tests.
ELSEWHERE = {"config_rewrite", "object_freq", "function_load", "cluster_countkeysinslot", "cluster_keyslot"}

IS = {
    "Any": lambda reply, text: True,
    "int": lambda reply, text: type(reply) is int,
    "_Str": lambda reply, text: type(reply) is text,
    "Optional[int]": lambda reply, text: reply is None or type(reply) is int,
    "Optional[_Str]": lambda reply, text: reply is None or type(reply) is text,
    "List[int]": lambda reply, text: type(reply) is list and {type(item) for item in reply} <= {int},
    "List[_Str]": lambda reply, text: type(reply) is list and {type(item) for item in reply} <= {text},
    "Collection[_Str]": lambda reply, text: {type(item) for item in reply} <= {text},
    "List[Optional[_Str]]": lambda reply, text: type(reply) is list and {type(item) for item in reply} <= {text, type(None)},
}


@pytest.mark.parametrize("text", [bytes, str])
@pytest.mark.parametrize("protocol", [2, 3])
def test_commands_are_answered_with_what_their_types_say(server, redis, stubs, protocol, text):
    redis = Redis[text](port=server.port, protocol=protocol, decode=text is str)
    called = set()
    for call in CALLS.replace("\n", ";").split(";"):
        if call.strip():
            name, *words = call.split()
            reply = getattr(redis, name)(*words)
            assert IS[stubs.TYPES.get(name, "Any")](reply, text), (call, reply)
            called.add(name)
    assert called >= set(stubs.TYPES) - ELSEWHERE
