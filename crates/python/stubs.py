"""Writes ``_picoredis.pyi``, the types of the native module: every command with its documentation, as the module tells it.

Run ``python stubs.py`` with the package installed; a test tells when it has to be run again.
"""

import keyword
import pathlib

from picoredis import AsyncRedis, Pipeline, Redis

PLACE = pathlib.Path(__file__).parent / "python/picoredis/_picoredis.pyi"

HEAD = '''"""The native module. Written by stubs.py; do not edit."""

from asyncio import Future
from typing import Any, Callable, Collection, Generic, Iterable, List, Optional, Tuple, Union

from typing_extensions import Buffer, TypeVar

Arg = Union[str, bytes, bytearray, memoryview, int, float]
_Pipe = TypeVar("_Pipe", bound="Collector")
# What strings are: `str` with `decode=True`.
_Str = TypeVar("_Str", bytes, str, default=bytes)

__version__: str

class RedisError(Exception):
    @property
    def code(self) -> Optional[str]: ...

class RedisTimeout(Exception): ...
class ConnectionError(RedisError): ...
class WatchError(RedisError): ...
class ProtocolError(RedisError): ...
class ParseError(ProtocolError): ...

def _forked() -> None: ...
def sha1(text: str) -> str: ...
def pack(words: Tuple[Arg, ...]) -> bytes: ...

class Parser:
    def __init__(
        self,
        protocolError: Optional[Callable[[str], BaseException]] = None,
        replyError: Optional[Callable[[str], object]] = None,
        encoding: Optional[str] = None,
        errors: Optional[str] = None,
        notEnoughData: object = None,
    ) -> None: ...
    def feed(self, data: Buffer, offset: int = 0, length: Optional[int] = None) -> None: ...
    def gets(self, shouldDecode: bool = True) -> Any: ...
    def has_data(self) -> bool: ...
    def len(self) -> int: ...
    def set_encoding(self, encoding: Optional[str] = None, errors: Optional[str] = None) -> None: ...

class Client(Generic[_Str]):
    debug: bool
    @property
    def _host(self) -> Optional[str]: ...
    @property
    def _port(self) -> Optional[int]: ...
    def do_cmd(self, cmd: Arg, *args: Arg) -> Any: ...
    def __call__(self, cmd: Arg, *args: Arg) -> Any: ...
    def connect(self, host: Optional[str] = None, port: Union[int, str, None] = None) -> None: ...
    def close(self) -> None: ...
    def subscribe(self, *channels: Arg) -> None: ...
    def psubscribe(self, *patterns: Arg) -> None: ...
    def ssubscribe(self, *channels: Arg) -> None: ...
    def unsubscribe(self, *channels: Arg) -> None: ...
    def punsubscribe(self, *patterns: Arg) -> None: ...
    def sunsubscribe(self, *channels: Arg) -> None: ...
    def monitor(self) -> None: ...
    def next_push(self, timeout: Optional[int] = None) -> Any: ...
    def listen(self, timeout: Optional[int] = None) -> Any: ...
'''

ASYNC_HEAD = '''
class AsyncClient(Generic[_Str]):
    debug: bool
    def do_cmd(self, cmd: Arg, *args: Arg) -> "Future[Any]": ...
    def __call__(self, cmd: Arg, *args: Arg) -> "Future[Any]": ...
'''

PIPELINE_HEAD = '''
class Collector:
    def do_cmd(self: _Pipe, *args: Arg) -> _Pipe: ...
    def __call__(self: _Pipe, *args: Arg) -> _Pipe: ...
    def extend(self: _Pipe, commands: Iterable[Union[Tuple[Arg, ...], List[Any]]]) -> _Pipe: ...
    def reset(self) -> None: ...
    def __len__(self) -> int: ...
'''


#: What commands are answered with, where it is the same whatever else is given and in both protocols.
REPLIES = {
    "int": """append bitcount bitop bitpos client_getredir client_id client_unblock cluster_countkeysinslot
        cluster_keyslot command_count copy dbsize decr decrby exists expire expireat expiretime geoadd geosearchstore
        getbit hdel hexists hincrby hlen hset hsetnx hstrlen incr incrby lastsave linsert llen lpush lpushx lrem move
        msetnx persist pexpire pexpireat pexpiretime pfadd pfcount pttl publish pubsub_numpat renamenx rpush rpushx
        sadd scard sdiffstore setbit setnx setrange sintercard sinterstore sismember slowlog_len smove spublish srem
        strlen sunionstore touch ttl unlink wait xack xdel xgroup_createconsumer xgroup_delconsumer xgroup_destroy xlen
        xtrim zcard zcount zdiffstore zintercard zinterstore zlexcount zrangestore zrem zremrangebylex zremrangebyrank
        zremrangebyscore zunionstore""",
    "Optional[int]": "memory_usage object_freq object_idletime object_refcount",
    "_Str": """acl_genpass acl_whoami auth client_info client_list client_setname config_resetstat config_rewrite
        config_set echo flushall flushdb function_load getrange hincrbyfloat hmset incrbyfloat info lset ltrim mset ping
        psetex rename script_flush script_load select setex substr swapdb type unwatch watch xgroup_create""",
    "Optional[_Str]": """blmove brpoplpush client_getname get getdel getex getset hget lindex lmove object_encoding
        randomkey rpoplpush set xadd""",
    "List[_Str]": """acl_cat acl_list acl_users command_getkeys command_list hkeys hvals keys lrange pubsub_channels
        time zrangebylex zrevrangebylex""",
    # Lists, or with `protocol=3` sets.
    "Collection[_Str]": "sdiff sinter smembers sunion",
    "List[Optional[_Str]]": "geohash hmget mget",
    "List[int]": "script_exists smismember",
}
TYPES = {name: reply for reply, names in REPLIES.items() for name in names.split()}


def commands(cls, head):
    """The names of the methods that are commands, with their documentation."""
    for name, method in sorted(vars(cls).items()):
        native = type(method).__name__ == "method_descriptor"
        # A name that is a keyword of Python can be had by getattr only.
        if native and not name.startswith("_") and f"def {name}(" not in head and not keyword.iskeyword(name):
            yield name, method.__doc__


def methods(cls, head, returns, own="self"):
    """The native class below one of Python: what is written by hand, and the commands."""
    rows = [head]
    for name, doc in commands(cls.__base__, head):
        text = "\n".join(f"        {line.strip()}".rstrip() for line in doc.strip().splitlines())
        text = text.strip().replace("\\", "\\\\").replace('"""', "'''")
        reply = returns.format(TYPES.get(name, "Any"))
        rows.append(f'    def {name}({own}, *args: Arg) -> {reply}:\n        """{text}\n        """\n')
    return "".join(rows)


def stubs():
    """The whole text."""
    of_threads = methods(Redis, HEAD, "{}")
    of_tasks = methods(AsyncRedis, ASYNC_HEAD, '"Future[{}]"')
    return of_threads + of_tasks + methods(Pipeline, PIPELINE_HEAD, "_Pipe", "self: _Pipe")


if __name__ == "__main__":
    PLACE.write_text(stubs())
